// deno-lint-ignore-file camelcase -- the fields carry the names that the format gives them
/**
 * The JavaScript package that is asked for a second opinion: Hugging Face's own port of `tokenizers`.
 *
 * @module
 */

import type { TokenizerJson } from "../../src/tokenizer/tokenizer.ts";

/** Gives the ids of a text. */
export type PeerEncode = (text: string, options: { specialTokens: boolean }) => number[];

/** Makes a tokenizer of the package. */
export type PeerPackage = (json: TokenizerJson) => PeerEncode;

/** What is used of the package's exports. */
interface PeerModule {
  readonly Tokenizer: new (json: object, config: object) => {
    encode(text: string, options: { add_special_tokens: boolean }): { ids: number[] };
  };
}

/** The version that `npm:@huggingface/transformers@4.3.1` depends on, so that nothing more is fetched. */
export const PEER_SPECIFIER = "npm:@huggingface/tokenizers@0.2.0";

/** The package insists on these. */
const ABSENT_SECTIONS = {
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
};

/**
 * Loads the package, which is not among what the tests need otherwise.
 *
 * @returns The package, or `null` if it is not to be had.
 */
export async function loadPeerPackage(): Promise<PeerPackage | null> {
  let peer: PeerModule;
  try {
    peer = await import(PEER_SPECIFIER);
  } catch {
    return null;
  }
  return (json) => {
    const { model } = json;
    // WordLevel is the one model whose unknown token the package takes from `tokenizer_config.json`.
    const config = "unk_token" in model ? { unk_token: model.unk_token } : {};
    const tokenizer = new peer.Tokenizer({ ...ABSENT_SECTIONS, ...json }, config);
    return (text, { specialTokens }) =>
      tokenizer.encode(text, { add_special_tokens: specialTokens }).ids;
  };
}
