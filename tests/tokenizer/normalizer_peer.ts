import type { NormalizerJson } from "../../src/tokenizer/json/normalizer_json.ts";
import { repositoryPath } from "../shared_data.ts";

/** `tests/peers/normalizers.json`. */
export interface NormalizerPeer {
  /** How many code points each digest covers. */
  readonly block: number;
  /** A character map made by SentencePiece, in base64. */
  readonly charsmap: string;
  /** Digests of what becomes of all code points. */
  readonly digests: readonly { readonly spec: NormalizerJson; readonly digests: string[] }[];
  /** Random normalizers with texts and their answers. */
  readonly cases: readonly {
    readonly spec: NormalizerJson;
    readonly answers: readonly (readonly [text: string, normalized: string])[];
  }[];
}

/**
 * Reads what Python's normalizers answered. The file names the character map where they use it.
 *
 * @returns The recorded answers.
 */
export function readNormalizerPeer(): NormalizerPeer {
  const text = Deno.readTextFileSync(repositoryPath("tests/peers/normalizers.json"));
  const { charsmap } = JSON.parse(text) as NormalizerPeer;
  return JSON.parse(text.replaceAll(`"CHARSMAP"`, JSON.stringify(charsmap)));
}
