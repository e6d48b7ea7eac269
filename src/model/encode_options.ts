/**
 * How texts are encoded, and the checks of what a caller passes.
 *
 * @module
 */

import { DEFAULT_MAX_LENGTH, isCount, type ModelConfig, show } from "./model_config.ts";

/** How a text is truncated. */
export interface TokenizeOptions {
  /**
   * Maximum number of tokens of a text, at least 0; the rest is cut off. `null` for no limit.
   *
   * @default {config.max_length, or 512 if the configuration has none; null for encodeTokens}
   */
  readonly maxLength?: number | null;
}

/** How a text is encoded. */
export interface EncodeOptions extends TokenizeOptions {
  /**
   * Whether vectors are scaled to unit length. A vector of zeros stays one.
   *
   * @default {config.normalize, or false if the configuration has none}
   */
  readonly normalize?: boolean;
}

/**
 * Fills in what the configuration says.
 *
 * @param options What the caller said.
 * @param config The model's configuration.
 * @returns Options without gaps.
 * @throws {RangeError} If `maxLength` is no integer of at least 0.
 * @throws {TypeError} If `normalize` is no boolean.
 */
export function resolveEncodeOptions(
  options: EncodeOptions = {},
  config: ModelConfig,
): Required<EncodeOptions> {
  const { max_length: configured = DEFAULT_MAX_LENGTH } = config;
  const maxLength = options.maxLength === undefined ? configured : options.maxLength;
  const normalize = options.normalize ?? config.normalize ?? false;
  if (maxLength !== null && !isCount(maxLength)) {
    throw new RangeError(
      `Cannot truncate texts: maxLength must be null or an integer of at least 0, ` +
        `current value is ${show(maxLength)}`,
    );
  }
  if (typeof normalize !== "boolean") {
    throw new TypeError(
      `Cannot encode texts: normalize must be true or false, current value is ${show(normalize)}`,
    );
  }
  return { maxLength, normalize };
}

/**
 * Checks a list of texts, since JavaScript callers can pass anything.
 *
 * @param texts What the caller passed.
 * @throws {TypeError} If it is no array, or holds something other than strings.
 */
export function checkTexts(texts: unknown): asserts texts is readonly string[] {
  if (!Array.isArray(texts)) {
    throw new TypeError(
      typeof texts === "string"
        ? "Cannot encode a string as a list of texts: pass [text], or use encodeOne(text)"
        : `Cannot encode texts: an array of strings is needed, current value is ${show(texts)}`,
    );
  }
  const index = texts.findIndex((text) => typeof text !== "string");
  if (index >= 0) {
    throw new TypeError(
      `Cannot encode texts: text ${index} must be a string, current value is ${show(texts[index])}`,
    );
  }
}
