import { repositoryPath } from "../shared_data.ts";

/** `tests/peers/bert_normalizer.json`. */
export interface BertPeer {
  /** How many code points each digest covers. */
  readonly block: number;
  /** Texts of marks. */
  readonly texts: string[];
  /** Python's answers, by options. */
  readonly normalizers: {
    readonly options: {
      readonly clean_text: boolean;
      readonly handle_chinese_chars: boolean;
      readonly strip_accents: boolean | null;
      readonly lowercase: boolean;
    };
    readonly digests: string[];
    readonly normalized: string[];
  }[];
  /** Digests of the pieces that the pre-tokenizer gives. */
  readonly pieces: string[];
}

/**
 * Reads what Python's `BertNormalizer` and `BertPreTokenizer` answered.
 *
 * @returns The recorded answers.
 */
export function readBertPeer(): BertPeer {
  return JSON.parse(Deno.readTextFileSync(repositoryPath("tests/peers/bert_normalizer.json")));
}

/**
 * Digests what a function makes of all code points, as `record_tokenizers.py` does.
 *
 * @param block How many code points each digest covers.
 * @param convert The function.
 * @returns The start of the SHA-256 of each block, in hexadecimal digits.
 */
export async function textBlocks(
  block: number,
  convert: (text: string) => string,
): Promise<string[]> {
  const digests: string[] = [];
  for (let start = 0; start < 0x110000; start += block) {
    let text = "";
    for (let point = start; point < start + block; point++) {
      if (point < 0xd800 || point > 0xdfff) text += `a${String.fromCodePoint(point)}b `;
    }
    const bytes = new TextEncoder().encode(convert(text));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    digests.push(hash.subarray(0, 8).toHex());
  }
  return digests;
}
