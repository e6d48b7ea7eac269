/**
 * Loading and saving models, as functions for those who prefer them to methods.
 *
 * @module
 */

import type { LoadOptions, ModelFiles, ModelOptions } from "./load_model.ts";
import type { SaveOptions } from "./save_model.ts";
import { StaticModel } from "./static_model.ts";

/**
 * Loads a model; the same as {@linkcode StaticModel.fromPretrained}.
 *
 * @param source A folder, a repository of the hub, or the URL of a folder.
 * @param options Where and how files are found, and what overrides the configuration.
 * @returns The model.
 * @throws {HubError} If a file cannot be had.
 * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, or files do not fit together.
 */
export function loadModel(source: string | URL, options?: LoadOptions): Promise<StaticModel> {
  return StaticModel.fromPretrained(source, options);
}

/**
 * Makes a model of files in memory; the same as {@linkcode StaticModel.fromBytes}.
 *
 * @param files Contents of `model.safetensors`, `tokenizer.json` and `config.json`.
 * @param options What of them is taken otherwise than they say.
 * @returns The model.
 * @throws {SyntaxError | TypeError | RangeError} If a file is malformed, or files do not fit together.
 */
export function parseModel(files: ModelFiles, options?: ModelOptions): StaticModel {
  return StaticModel.fromBytes(files, options);
}

/**
 * Saves a model; the same as {@linkcode StaticModel.savePretrained}.
 *
 * @param model Any model.
 * @param folder Folder to write to; made if it does not exist.
 * @param options Name for the model card.
 * @throws {Error} If the folder cannot be written to; nothing is left behind.
 */
export function saveModel(
  model: StaticModel,
  folder: string | URL,
  options?: SaveOptions,
): Promise<void> {
  return model.savePretrained(folder, options);
}
