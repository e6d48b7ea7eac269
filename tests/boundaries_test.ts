import { assertEquals } from "@std/assert";
import { fromFileUrl, relative } from "@std/path";

const ROOT = fromFileUrl(new URL("..", import.meta.url));

/**
 * What each folder of `src`, or file beside them, may import: folders and files of `src`, and specifiers
 * of packages by their beginning. Its own folder is always allowed.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "numeric": ["npm:ml-matrix"],
  "tensor": [],
  "tokenizer": [],
  "hub": [],
  "encoder.ts": ["numeric/matrix.ts"],
  "model": ["numeric", "tensor", "tokenizer", "encoder.ts", "hub"],
  "teacher": [
    "encoder.ts",
    "numeric",
    "tensor",
    "tokenizer",
    "hub",
    "npm:onnxruntime-node",
    "npm:@huggingface/transformers",
  ],
  "distill": ["teacher/teacher.ts", "tokenizer", "numeric", "model"],
  "commands": [
    "distill",
    "encoder.ts",
    "hub",
    "model",
    "numeric",
    "teacher",
    "tokenizer",
    "@std/",
    "npm:cli-progress",
  ],
};

/** Files that alone in their folder may import something. */
const ONLY_IMPORTER: Readonly<Record<string, string>> = {
  "npm:ml-matrix": "numeric/eigen.ts",
  "hub": "model/load_model.ts",
};

/** Where every file of `src` can be reached from; the last ones are imported by name at run time. */
const ENTRIES = [
  "mod.ts",
  "cli.ts",
  "src/model/parallel/encode_worker.ts",
  "src/commands/encode_block_worker.ts",
  "src/distill/distill.ts",
  "src/teacher/onnx_teacher.ts",
  "src/teacher/transformers_teacher.ts",
  ...["convert", "distill", "encode", "inspect", "quantize", "similarity"].map((name) =>
    `src/commands/${name}.ts`
  ),
];

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** What `deno info --json` says of a module, as far as it matters here. */
interface ModuleInfo {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: { readonly specifier: string };
    readonly type?: { readonly specifier: string };
  }[];
}

async function readGraph(entry: string): Promise<ModuleInfo[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: ROOT,
    stderr: "null",
  }).output();
  assertEquals(success, true, `deno info ${entry}`);
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

/** A file of this repository by its path in it, any other module by how it is imported. */
function shorten(specifier: string, written: string): string {
  if (!specifier.startsWith("file:") || !/^[./]/.test(written)) return written;
  return relative(ROOT, fromFileUrl(specifier)).replaceAll("\\", "/");
}

async function readEdges(): Promise<Map<string, Edge[]>> {
  const edges = new Map<string, Edge[]>();
  for (const entry of ENTRIES) {
    for (const { specifier, dependencies = [] } of await readGraph(entry)) {
      if (!specifier.startsWith("file:")) continue;
      const from = shorten(specifier, ".");
      const targets = dependencies.map(({ specifier: written, code, type }) =>
        shorten((code ?? type)?.specifier ?? written, written)
      );
      edges.set(from, targets.map((to) => ({ from, to })));
    }
  }
  return edges;
}

function isAllowed({ from, to }: Edge): boolean {
  const folder = from.split("/")[1]!;
  const [importer, target] = [from.slice("src/".length), to.replace(/^src\//, "")];
  if (target.startsWith(`${folder}/`)) return true;
  const rule = ALLOWED[folder]?.find((start) =>
    target === start ||
    target.startsWith(start.includes(":") ? `${start}@` : start.replace(/\/?$/, "/"))
  );
  if (rule === undefined) return false;
  const onlyImporter = ONLY_IMPORTER[rule];
  return onlyImporter === undefined || onlyImporter === importer ||
    onlyImporter.split("/")[0] !== folder;
}

const edges = await readEdges();

Deno.test("folders import only what the layout allows", () => {
  const wrong = [...edges].filter(([from]) => from.startsWith("src/"))
    .flatMap(([, targets]) => targets.filter((edge) => !isAllowed(edge)))
    .map(({ from, to }) => `${from} imports ${to}`);
  assertEquals(wrong, []);
});

async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isFile } of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isFile) files.push(path);
    else files.push(...await listFiles(path));
  }
  return files;
}

Deno.test("every file of src is reached from an entry", async () => {
  const files = await listFiles("src");
  assertEquals(files.filter((file) => !edges.has(file)), []);
});

for (const entry of ["mod.ts", "src/tokenizer/tokenizer.ts"]) {
  Deno.test(`${entry} reaches no package, no node: module and no native code`, async () => {
    const graph = await readGraph(entry);
    const foreign = graph.map(({ specifier }) => specifier).filter((specifier) =>
      !specifier.startsWith("file:")
    );
    assertEquals(foreign, []);
  });
}

Deno.test("src/distill/distill.ts reaches no native code", async () => {
  const graph = await readGraph("src/distill/distill.ts");
  const packages = graph.flatMap(({ dependencies = [] }) => dependencies)
    .map(({ specifier }) => specifier).filter((specifier) => specifier.startsWith("npm:"));
  assertEquals(
    new Set(packages.map((name) => name.replace(/@\^?\d.*$/, ""))),
    new Set(["npm:ml-matrix"]),
  );
});

Deno.test("cli.ts reaches no npm package before a command is run", async () => {
  const graph = await readGraph("cli.ts");
  assertEquals(graph.filter(({ specifier }) => specifier.startsWith("npm:")), []);
});
