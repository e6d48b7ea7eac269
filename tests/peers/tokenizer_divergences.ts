/**
 * The known divergences of the package from Python. What each is, with an example and both answers, is
 * told in `tokenizer_divergences.json` under the same name.
 *
 * @module
 */

import { ADDED_TOKEN_DIVERGENCES } from "./added_token_divergences.ts";
import type { Divergence } from "./divergence_rule.ts";
import { MODEL_DIVERGENCES } from "./model_divergences.ts";
import { STEP_DIVERGENCES } from "./step_divergences.ts";

/** In the order of avoiding them. */
export const DIVERGENCES: readonly Divergence[] = [
  ...STEP_DIVERGENCES,
  ...ADDED_TOKEN_DIVERGENCES,
  ...MODEL_DIVERGENCES,
];
