/**
 * The flags of commands that use a static model.
 *
 * @module
 */

import { HubError } from "../hub/hub_error.ts";
import { EMBEDDING_DTYPES } from "../model/embedding_table.ts";
import { StaticModel } from "../model/static_model.ts";
import { type Flag, type FlagValues, integersFrom } from "./command.ts";
import { DEFAULT_MODEL } from "./format.ts";
import { createDownloadProgress } from "./progress.ts";
import { readSourceFlags, SOURCE_FLAGS } from "./source_flags.ts";

/** Which model, and where it comes from. */
export const MODEL_FLAGS: readonly Flag[] = [
  {
    name: "model",
    short: "m",
    value: "SOURCE",
    description: `Static model: a folder, or a repository of the hub (default "${DEFAULT_MODEL}")`,
  },
  {
    name: "dimensions",
    value: "N",
    description: "Dimensions to keep, the first ones (default all)",
  },
  {
    name: "resident-type",
    value: "NAME",
    description:
      "Element type in memory: float64, float32, float16 or int8 (default that of the file)",
  },
  ...SOURCE_FLAGS,
];

/**
 * Loads the model that flags name.
 *
 * @param flags A command's flags.
 * @param signal Stops downloads.
 * @returns The model, and where it was loaded from.
 * @throws {Error} If it cannot be loaded.
 */
export async function loadFlaggedModel(
  flags: FlagValues,
  signal: AbortSignal,
): Promise<{ model: StaticModel; source: string }> {
  const named = flags.text("model");
  const source = named ?? `./${DEFAULT_MODEL}`;
  const dimensions = flags.number("dimensions", { range: integersFrom(1) });
  const residentType = flags.choice("resident-type", EMBEDDING_DTYPES);
  const downloads = createDownloadProgress({ quiet: false });
  try {
    const model = await StaticModel.fromPretrained(source, {
      ...readSourceFlags(flags, signal),
      onProgress: downloads.onProgress,
      ...(dimensions === undefined ? {} : { dimensions }),
      ...(residentType === undefined ? {} : { residentType }),
    });
    return { model, source };
  } catch (error) {
    if (isMalformed(error)) {
      throw new Error(`${error.message} (in the model "${source}")`, { cause: error });
    }
    const isAbsent = error instanceof HubError && error.code?.endsWith("-not-found");
    if (named !== undefined || !isAbsent) throw error;
    throw new Error(
      `Cannot load "${DEFAULT_MODEL}", which "distill" writes: name a model with --model, or distil one`,
      { cause: error },
    );
  } finally {
    await downloads.stop();
  }
}

/** What the readers of files throw; they know the contents, and not whose they are. */
function isMalformed(error: unknown): error is Error {
  return error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError;
}
