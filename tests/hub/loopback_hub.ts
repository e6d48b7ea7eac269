/**
 * A hub on 127.0.0.1 for tests: the addresses, headers, redirects and errors of huggingface.co, a log of what
 * was asked, and faults on demand. Its digests come from `crypto.subtle`, not from the code under test.
 */

/** The content of a file, as text or bytes. */
export type LoopbackContent = string | Uint8Array<ArrayBuffer>;

/** How a repository is served. */
export interface LoopbackRepositoryOptions {
  /** The branch that leads to these files. @default {"main"} */
  revision?: string;
  /** The commit of these files. @default {a commit made from the id and revision} */
  commit?: string;
  /** Whether the repository is a data set. @default {false} */
  isDataset?: boolean;
  /** Files that redirect to the content network, as large files do. @default {[]} */
  largeFiles?: readonly string[];
  /** The token without which the repository seems not to exist. */
  token?: string;
  /** Whether access is refused until its conditions are accepted. @default {false} */
  isGated?: boolean;
}

/** A request as the hub saw it. */
export interface LoopbackRequest {
  /** Which of the two servers was asked. */
  server: "hub" | "cdn";
  /** The method. */
  method: string;
  /** The path of the address. */
  path: string;
  /** The query of the address with its question mark, or `""`. */
  query: string;
  /** The `Range` header. */
  range: string | null;
  /** The `Authorization` header. */
  authorization: string | null;
}

interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
  isLarge: boolean;
}

interface StoredRepository {
  commit: string;
  files: Map<string, StoredFile>;
  options: LoopbackRepositoryOptions;
}

const RESOLVE = /^\/((?:datasets\/)?[^/]+(?:\/[^/]+)?)\/resolve\/([^/]+)\/(.+)$/;

/** The hub. Dispose of it to stop both servers. */
export class LoopbackHub implements AsyncDisposable {
  /** Every request so far, in order. */
  readonly requests: LoopbackRequest[] = [];
  /** Bytes after which the next transfers break off, one entry each. */
  readonly breaks: number[] = [];
  /** Answers in place of the hub; `undefined` leaves the request to it. */
  intercept: ((request: LoopbackRequest) => Response | undefined) | undefined;
  readonly #repositories = new Map<string, StoredRepository>();
  readonly #hub: Deno.HttpServer<Deno.NetAddr>;
  readonly #cdn: Deno.HttpServer<Deno.NetAddr>;

  /** Starts both servers on free ports. */
  constructor() {
    const options = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
    this.#hub = Deno.serve(options, (request) => this.#log("hub", request));
    this.#cdn = Deno.serve(options, (request) => this.#log("cdn", request));
  }

  /** The address to use as endpoint. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.#hub.addr.port}`;
  }

  /** The address of the content network; another origin than the endpoint, on the same host. */
  get cdn(): string {
    return `http://127.0.0.1:${this.#cdn.addr.port}`;
  }

  /** What was asked, as in `HEAD /owner/name/resolve/main/config.json`. */
  get log(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  /**
   * Adds a revision of a repository, or replaces it.
   *
   * @param id The repository.
   * @param files Contents by path.
   * @param options How it is served.
   * @returns The commit of these files.
   */
  async add(
    id: string,
    files: Record<string, LoopbackContent>,
    options: LoopbackRepositoryOptions = {},
  ): Promise<string> {
    const { revision = "main", largeFiles = [], isDataset = false } = options;
    const commit = options.commit ?? await digest("SHA-1", new TextEncoder().encode(id + revision));
    const stored = new Map<string, StoredFile>();
    for (const [path, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const isLarge = largeFiles.includes(path);
      const etag = isLarge ? await digest("SHA-256", bytes) : await gitDigest(bytes);
      stored.set(path, { bytes, etag, isLarge });
    }
    const repository = { commit, files: stored, options };
    const name = isDataset ? `datasets/${id}` : id;
    for (const key of [revision, commit]) this.#repositories.set(`${name}@${key}`, repository);
    return commit;
  }

  /** Stops both servers. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#hub.shutdown(), this.#cdn.shutdown()]);
  }

  #log(server: "hub" | "cdn", request: Request): Response {
    const { method, headers, url } = request;
    const { pathname, search: query } = new URL(url);
    const path = decodeURI(pathname);
    const [range, authorization] = [headers.get("range"), headers.get("authorization")];
    const entry: LoopbackRequest = { server, method, path, query, range, authorization };
    this.requests.push(entry);
    const answer = this.intercept?.(entry);
    if (answer !== undefined) return answer;
    return server === "hub" ? this.#answer(entry) : this.#deliver(entry);
  }

  #answer(request: LoopbackRequest): Response {
    const api = /^\/api\/(models|datasets)\/(.+)\/revision\/([^/]+)$/.exec(request.path);
    if (api !== null) return this.#describe(api[1] ?? "", api[2] ?? "", api[3] ?? "");
    const [, name = "", encoded = "", path = ""] = RESOLVE.exec(request.path) ?? [];
    const revision = decodeURIComponent(encoded);
    const repository = this.#repositories.get(`${name}@${revision}`);
    if (repository === undefined) {
      const isKnown = [...this.#repositories.keys()].some((key) => key.startsWith(`${name}@`));
      if (isKnown) return failure(404, "RevisionNotFound");
      return failure(request.authorization === null ? 401 : 404, "RepoNotFound");
    }
    const { token, isGated = false } = repository.options;
    if (token !== undefined && request.authorization !== `Bearer ${token}`) {
      return failure(request.authorization === null ? 401 : 404, "RepoNotFound");
    }
    if (isGated) return failure(request.authorization === null ? 401 : 403, "GatedRepo");
    const commit = { "x-repo-commit": repository.commit };
    const file = repository.files.get(path);
    if (file === undefined) return failure(404, "EntryNotFound", commit);
    if (!file.isLarge) return this.#serve(file, request, { ...commit, etag: `"${file.etag}"` });
    const headers = {
      ...commit,
      location: `${this.cdn}/${file.etag}`,
      "x-linked-etag": `"${file.etag}"`,
      "x-linked-size": String(file.bytes.length),
    };
    return new Response(null, { status: 302, headers });
  }

  #describe(kind: string, id: string, revision: string): Response {
    const name = kind === "datasets" ? `datasets/${id}` : id;
    const repository = this.#repositories.get(`${name}@${decodeURIComponent(revision)}`);
    if (repository === undefined) return failure(404, "RepoNotFound");
    const siblings = [...repository.files.keys()].map((rfilename) => ({ rfilename }));
    return Response.json({ id, sha: repository.commit, siblings });
  }

  #deliver(request: LoopbackRequest): Response {
    for (const { files } of this.#repositories.values()) {
      for (const file of files.values()) {
        if (request.path === `/${file.etag}`) return this.#serve(file, request, {});
      }
    }
    return failure(404, "EntryNotFound");
  }

  #serve(file: StoredFile, request: LoopbackRequest, fields: Record<string, string>): Response {
    const { bytes } = file;
    const start = Number(/^bytes=(\d+)-$/.exec(request.range ?? "")?.[1] ?? 0);
    if (start > 0 && start >= bytes.length) return new Response(null, { status: 416 });
    const headers = new Headers({ ...fields, "content-length": String(bytes.length - start) });
    if (start > 0) {
      headers.set("content-range", `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
    }
    const status = start > 0 ? 206 : 200;
    if (request.method === "HEAD") return new Response(null, { status, headers });
    const limit = this.breaks.shift();
    if (limit === undefined) return new Response(bytes.subarray(start), { status, headers });
    return new Response(breakingStream(bytes.slice(start, start + limit)), { status, headers });
  }
}

/** Sends the bytes, then breaks the connection. */
function breakingStream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isSent = bytes.length === 0;
  return new ReadableStream({
    pull(controller): void {
      if (isSent) return controller.close();
      isSent = true;
      controller.enqueue(bytes);
    },
  }, { highWaterMark: 0 });
}

function failure(status: number, code: string, fields: Record<string, string> = {}): Response {
  return new Response(code, { status, headers: { ...fields, "x-error-code": code } });
}

async function digest(algorithm: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes)).toHex();
}

function gitDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const header = new TextEncoder().encode(`blob ${bytes.length}\0`);
  const blob = new Uint8Array(header.length + bytes.length);
  blob.set(header);
  blob.set(bytes, header.length);
  return digest("SHA-1", blob);
}
