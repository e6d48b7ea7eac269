/** Patterns in use, with the pieces that Python's tokenizers 0.22.2 makes of three texts. */

import type { SplitBehavior } from "../../../src/tokenizer/json/pre_tokenizer_json.ts";

/** A pattern in use. */
export interface KnownPattern {
  /** Who uses it. */
  readonly name: string;
  /** The pattern, of Oniguruma. */
  readonly regex: string;
  /** What becomes of the matches. @default {"Isolated"} */
  readonly behavior?: SplitBehavior;
  /** Whether the matches are what is kept. @default {false} */
  readonly invert?: boolean;
  /** The pieces of each of `KNOWN_TEXTS`, joined by `¦`. */
  readonly pieces: readonly string[];
}

/** Contractions, digits and white space; many scripts; brackets and rare white space. */
export const KNOWN_TEXTS: readonly string[] = [
  "It's 12345 o'clock; WE'LL see   \n\n  naïve x² 2½.",
  "日本語テスト 한국어 Ελλάδα नमस्ते e\u0301 👩🏽!!\r\n",
  "\tfooBar_baz(3.14) => 'ſ' [it'S] \u3000\x85.",
];

/** The patterns. */
export const KNOWN_PATTERNS: readonly KnownPattern[] = [
  {
    name: "GPT-2 and StarCoder",
    regex: "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
    pieces: [
      "It¦'s¦ 12345¦ o¦'¦clock¦;¦ WE¦'¦LL¦ see¦   \n\n ¦ naïve¦ x¦²¦ 2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस¦्¦त¦े¦ e¦\u0301¦ 👩🏽!!¦\r\n",
      "\t¦fooBar¦_¦baz¦(¦3¦.¦14¦)¦ =>¦ '¦ſ¦'¦ [¦it¦'¦S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "Qwen 2",
    regex:
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pieces: [
      "It¦'s¦ ¦1¦2¦3¦4¦5¦ o¦'clock¦;¦ WE¦'LL¦ see¦   \n\n¦ ¦ naïve¦ x¦²¦ ¦2¦½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस¦्त¦े¦ e¦\u0301¦ 👩🏽!!\r\n",
      "\tfooBar¦_baz¦(¦3¦.¦1¦4¦)¦ =>¦ '¦ſ¦'¦ [¦it¦'S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "Llama 3",
    regex:
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pieces: [
      "It¦'s¦ ¦123¦45¦ o¦'clock¦;¦ WE¦'LL¦ see¦   \n\n¦ ¦ naïve¦ x¦²¦ ¦2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस¦्त¦े¦ e¦\u0301¦ 👩🏽!!\r\n",
      "\tfooBar¦_baz¦(¦3¦.¦14¦)¦ =>¦ '¦ſ¦'¦ [¦it¦'S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "cl100k, as tiktoken writes it",
    regex:
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s",
    pieces: [
      "It¦'s¦ ¦12345¦ o¦'clock¦;¦ WE¦'LL¦ see¦   \n\n¦ ¦ naïve¦ x¦²¦ ¦2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस¦्त¦े¦ e¦\u0301¦ 👩🏽!!\r\n",
      "\tfooBar¦_baz¦(¦3¦.¦14¦)¦ =>¦ '¦ſ¦'¦ [¦it¦'S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "o200k",
    regex:
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pieces: [
      "It's¦ ¦123¦45¦ o¦'clock¦;¦ WE'LL¦ see¦   \n\n¦ ¦ naïve¦ x¦²¦ ¦2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस्ते¦ e\u0301¦ 👩🏽!!\r\n",
      "\tfoo¦Bar¦_baz¦(¦3¦.¦14¦)¦ =>¦ '¦ſ¦'¦ [¦it'S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "CLIP",
    regex:
      "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
    behavior: "Removed",
    invert: true,
    pieces: [
      "It¦'s¦1¦2¦3¦4¦5¦o¦'¦clock¦;¦WE¦'¦LL¦see¦naïve¦x¦²¦2¦½¦.",
      "日本語テスト¦한국어¦Ελλάδα¦नमस¦्¦त¦े¦e¦\u0301¦👩🏽!!",
      "fooBar¦_¦baz¦(¦3¦.¦1¦4¦)¦=>¦'¦ſ¦'¦[¦it¦'¦S¦]¦.",
    ],
  },
  {
    name: "BLOOM",
    regex: " ?[^(\\s|[.,!?…。，、।۔،])]+",
    pieces: [
      "It's¦ 12345¦ o'clock;¦ WE'LL¦ see¦   \n\n ¦ naïve¦ x²¦ 2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस्ते¦ e\u0301¦ 👩🏽¦!!\r\n",
      "\t¦fooBar_baz¦(¦3¦.¦14¦)¦ =>¦ 'ſ'¦ [it'S]¦ \u3000\x85.",
    ],
  },
  {
    name: "DeepSeek 3",
    regex:
      "[!\\\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    pieces: [
      "It¦'s¦ ¦12345¦ o¦'clock¦;¦ WE¦'LL¦ see¦   \n\n¦ ¦ naïve¦ x¦²¦ ¦2½¦.",
      "日本語テスト¦ 한국어¦ Ελλάδα¦ नमस्ते¦ e\u0301¦ 👩🏽!!\r\n",
      "\tfooBar¦_baz¦(¦3¦.¦14¦)¦ =>¦ '¦ſ¦'¦ [¦it¦'S¦]¦ \u3000¦\x85¦.",
    ],
  },
  {
    name: "Falcon and DeepSeek 3, digits",
    regex: "\\p{N}{1,3}",
    pieces: [
      "It's ¦123¦45¦ o'clock; WE'LL see   \n\n  naïve x¦²¦ ¦2½¦.",
      "日本語テスト 한국어 Ελλάδα नमस्ते e\u0301 👩🏽!!\r\n",
      "\tfooBar_baz(¦3¦.¦14¦) => 'ſ' [it'S] \u3000\x85.",
    ],
  },
  {
    name: "DeepSeek 3, Chinese and Japanese",
    regex: "[一-龥぀-ゟ゠-ヿ]+",
    pieces: [
      "It's 12345 o'clock; WE'LL see   \n\n  naïve x² 2½.",
      "日本語テスト¦ 한국어 Ελλάδα नमस्ते e\u0301 👩🏽!!\r\n",
      "\tfooBar_baz(3.14) => 'ſ' [it'S] \u3000\x85.",
    ],
  },
];
