/**
 * A model of the usual size: 29,528 rows of 256 columns in half precision, 15 MB.
 *
 * @module
 */

import { StaticModel } from "../mod.ts";
import { hasShared, sharedPath } from "../tests/shared_data.ts";
import { makeModel } from "./material.ts";

/** A distilled model that is too large for the repository. */
const DISTILLED = "reference/static-model-256-float16";

/**
 * Gives a model of the usual size.
 *
 * @returns A distilled one; without the shared data, one of random rows around the same vocabulary.
 */
export function largeModel(): Promise<StaticModel> {
  return hasShared(DISTILLED)
    ? StaticModel.fromPretrained(sharedPath(DISTILLED))
    : Promise.resolve(makeModel("float16", 256));
}
