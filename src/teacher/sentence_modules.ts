/**
 * How a repository of sentence-transformers makes one vector of a sentence.
 *
 * @module
 */

import type { Repository } from "../hub/repository.ts";
import type { Pooling } from "./teacher.ts";

/** What `modules.json` and the files it names say. */
export interface SentenceModules {
  /** Pooling of the hidden states. */
  readonly pooling: Pooling;
  /** Whether vectors are scaled to unit length. */
  readonly normalize: boolean;
  /** Maximum number of tokens of a text, special ones included; absent if nothing says it. */
  readonly maxLength?: number;
}

/** By the flags of old configurations, and the modes of new ones. */
const POOLING_BY_NAME: ReadonlyMap<string, Pooling> = new Map([
  ["pooling_mode_mean_tokens", "mean"],
  ["pooling_mode_cls_token", "first"],
  ["pooling_mode_lasttoken", "last"],
  ["mean", "mean"],
  ["cls", "first"],
  ["lasttoken", "last"],
]);

/**
 * Reads how sentences are encoded.
 *
 * @param repository A teacher's files.
 * @returns Mean pooling, without normalisation, for a repository without `modules.json`.
 * @throws {SyntaxError | TypeError} If a file is malformed, or asks for a module or a pooling that is not
 * supported.
 */
export async function readSentenceModules(repository: Repository): Promise<SentenceModules> {
  const types = (await readJsonList(repository, "modules.json")).map((module) =>
    String(module.type).split(".").at(-1)
  );
  const unsupported = types.find((type) =>
    !["Transformer", "Pooling", "Normalize"].includes(type ?? "")
  );
  if (unsupported !== undefined) {
    throw new TypeError(
      `Cannot encode sentences with teacher "${repository.name}": modules.json has a module of type ` +
        `"${unsupported}", supported types are "Transformer", "Pooling", "Normalize"`,
    );
  }
  const { max_seq_length: maxLength } = await readJsonObject(
    repository,
    "sentence_bert_config.json",
  );
  return {
    pooling: await readPooling(repository),
    normalize: types.includes("Normalize"),
    ...(typeof maxLength === "number" ? { maxLength } : {}),
  };
}

/**
 * Reads the pooling of `1_Pooling/config.json`.
 *
 * @param repository A teacher's files.
 * @returns The pooling; "mean" if there is no such file.
 * @throws {SyntaxError | TypeError} If the file is malformed, or asks for a pooling that is not supported.
 */
export async function readPooling(repository: Repository): Promise<Pooling> {
  const config = await readJsonObject(repository, "1_Pooling/config.json");
  const asked = typeof config.pooling_mode === "string"
    ? [config.pooling_mode]
    : Object.keys(config).filter((key) => key.startsWith("pooling_mode_") && config[key] === true);
  const [name, ...others] = asked;
  if (name === undefined) return "mean";
  const pooling = POOLING_BY_NAME.get(name);
  if (others.length > 0 || pooling === undefined) {
    throw new TypeError(
      `Cannot pool as 1_Pooling/config.json of "${repository.name}" says: found "${
        asked.join('" and "')
      }", supported are "mean", "cls" and "lasttoken"`,
    );
  }
  return pooling;
}

/**
 * Reads an optional file that holds a JSON object.
 *
 * @param repository Any repository.
 * @param path Path of the file.
 * @returns The object; an empty one if there is no such file.
 * @throws {SyntaxError} If the file is not JSON.
 * @throws {TypeError} If it holds something else.
 */
export async function readJsonObject(
  repository: Repository,
  path: string,
): Promise<Record<string, unknown>> {
  const value = await readJson(repository, path);
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(
      `Cannot read ${path} of "${repository.name}": it holds no JSON object, restore the original file`,
    );
  }
  return value as Record<string, unknown>;
}

async function readJsonList(
  repository: Repository,
  path: string,
): Promise<Record<string, unknown>[]> {
  const value = await readJson(repository, path) ?? [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "object" || item === null)) {
    throw new TypeError(
      `Cannot read ${path} of "${repository.name}": it holds no list of JSON objects, ` +
        `restore the original file`,
    );
  }
  return value;
}

async function readJson(repository: Repository, path: string): Promise<unknown> {
  if (!await repository.has(path)) return undefined;
  const text = new TextDecoder().decode(await repository.read(path));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError(
      `Cannot read ${path} of "${repository.name}": it is not JSON, restore the original file`,
      { cause },
    );
  }
}
