/** What Python's tokenizers 0.22.2 splits texts into, by every kind of pre-tokenizer. */

import type { PreTokenizerJson } from "../../src/tokenizer/json/pre_tokenizer_json.ts";

/** A pre-tokenizer, a text, and the pieces. Many texts are from the unit tests of its sources. */
export const KNOWN_PIECES: readonly (readonly [
  spec: PreTokenizerJson,
  text: string,
  pieces: readonly string[],
])[] = [
  [{ type: "Whitespace" }, "Hey man!", ["Hey", "man", "!"]],
  [{ type: "Whitespace" }, "How are you doing?", ["How", "are", "you", "doing", "?"]],
  [{ type: "Whitespace" }, "\n", []],
  [{ type: "Whitespace" }, "x_1² a\u200db \u0301c \u088f!", [
    "x_1",
    "²",
    "a\u200db",
    "\u0301c",
    "\u088f!",
  ]],
  [{ type: "WhitespaceSplit" }, "Hey man!", ["Hey", "man!"]],
  [{ type: "WhitespaceSplit" }, "Hey, man, Good?", ["Hey,", "man,", "Good?"]],
  [{ type: "WhitespaceSplit" }, " \u0085a\ufeffb\u3000", ["a\ufeffb"]],
  [{ type: "Punctuation" }, "Hey friend!     How are you?!?", [
    "Hey friend",
    "!",
    "     How are you",
    "?",
    "!",
    "?",
  ]],
  [{ type: "Punctuation" }, "$5 «x»", ["$", "5 ", "«", "x", "»"]],
  [{ type: "Punctuation", behavior: "Removed" }, "..a.b..c.", ["a", "b", "c"]],
  [{ type: "Punctuation", behavior: "MergedWithPrevious" }, "..a.b..c.", [
    ".",
    ".",
    "a.",
    "b.",
    ".",
    "c.",
  ]],
  [{ type: "Punctuation", behavior: "MergedWithNext" }, "..a.b..c.", [
    ".",
    ".a",
    ".b",
    ".",
    ".c",
    ".",
  ]],
  [{ type: "Punctuation", behavior: "Contiguous" }, "..a.b..c.", [
    "..",
    "a",
    ".",
    "b",
    "..",
    "c",
    ".",
  ]],
  [{ type: "Digits", individual_digits: false }, "Hey 123 friend!", ["Hey ", "123", " friend!"]],
  [{ type: "Digits", individual_digits: false }, "x²½Ⅷ٣", ["x", "²½Ⅷ٣"]],
  [{ type: "Digits", individual_digits: true }, "Hey 123 friend!", [
    "Hey ",
    "1",
    "2",
    "3",
    " friend!",
  ]],
  [{ type: "Digits", individual_digits: true }, "12½a\u{1d7d8}\u{11de0}", [
    "1",
    "2",
    "½",
    "a",
    "\u{1d7d8}",
    "\u{11de0}",
  ]],
  [{ type: "CharDelimiterSplit", delimiter: "|" }, "a||b|", ["a", "b"]],
  [{ type: "CharDelimiterSplit", delimiter: "|" }, "|", []],
  [{ type: "CharDelimiterSplit", delimiter: "👍" }, "👍a👎b👍", ["a👎b"]],
  [{ type: "UnicodeScripts" }, "どこで生れ。Yes", ["どこで生れ", "。", "Yes"]],
  [{ type: "UnicodeScripts" }, "Apples are りんご 林檎", ["Apples are ", "りんご 林檎"]],
  [{ type: "FixedLength" }, "Hello world", ["Hello", " worl", "d"]],
  [{ type: "FixedLength" }, "Short", ["Short"]],
  [{ type: "FixedLength" }, "", []],
  [{ type: "FixedLength", length: 3 }, "Hello 👋 world", ["Hel", "lo ", "👋 w", "orl", "d"]],
  [{ type: "FixedLength", length: 3 }, "👋👋👋👋", ["👋👋👋", "👋"]],
  [
    { type: "ByteLevel", add_prefix_space: false, trim_offsets: true },
    "Hello my friend, how is your day going?",
    ["Hello", "Ġmy", "Ġfriend", ",", "Ġhow", "Ġis", "Ġyour", "Ġday", "Ġgoing", "?"],
  ],
  [{ type: "ByteLevel", add_prefix_space: false, trim_offsets: true }, "Hello there       dear", [
    "Hello",
    "Ġthere",
    "ĠĠĠĠĠĠ",
    "Ġdear",
  ]],
  [{ type: "ByteLevel", add_prefix_space: false, trim_offsets: true }, "i⭢j", ["i", "âŃ¢", "j"]],
  [
    { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: false },
    "Hello my friend",
    ["ĠHelloĠmyĠfriend"],
  ],
  [{ type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: false }, " Hello", [
    "ĠHello",
  ]],
  [{ type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: false }, "", []],
  [{ type: "Metaspace", replacement: "▁" }, "Hey   friend!", ["▁Hey", "▁", "▁", "▁friend!"]],
  [{ type: "Metaspace", replacement: "▁" }, "", []],
  [
    {
      type: "Split",
      pattern: { Regex: "\\w+|[^\\w\\s]+" },
      behavior: "MergedWithPrevious",
      invert: true,
    },
    "How are you doing?",
    ["How ", "are ", "you ", "doing", "?"],
  ],
  [
    { type: "Split", pattern: { Regex: "\\w+|[^\\w\\s]+" }, behavior: "Contiguous", invert: true },
    "How are you doing?",
    ["How", " ", "are", " ", "you", " ", "doing?"],
  ],
  [
    { type: "Split", pattern: { String: "Hello" }, behavior: "Removed", invert: true },
    "Hello Hello Hello",
    ["Hello", "Hello", "Hello"],
  ],
  [{ type: "Split", pattern: { String: " " }, behavior: "Isolated", invert: false }, "Hey, man!", [
    "Hey,",
    " ",
    "man!",
  ]],
  [
    { type: "Sequence", pretokenizers: [{ type: "WhitespaceSplit" }, { type: "Punctuation" }] },
    "Hey friend!     How are you?!?",
    ["Hey", "friend", "!", "How", "are", "you", "?", "!", "?"],
  ],
  [{ type: "Sequence", pretokenizers: [] }, "a b", ["a b"]],
  [
    {
      type: "Sequence",
      pretokenizers: [{ type: "Digits", individual_digits: true }, {
        type: "ByteLevel",
        add_prefix_space: true,
        trim_offsets: true,
      }],
    },
    "é1 a",
    ["ĠÃ©", "Ġ1", "Ġa"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{ type: "WhitespaceSplit" }, {
        type: "Metaspace",
        replacement: "▁",
        prepend_scheme: "first",
      }],
    },
    "a b",
    ["▁a", "b"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{ type: "WhitespaceSplit" }, {
        type: "Metaspace",
        replacement: "▁",
        prepend_scheme: "first",
      }],
    },
    " a b",
    ["a", "b"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Sequence",
        pretokenizers: [{ type: "UnicodeScripts" }, {
          type: "Split",
          pattern: { Regex: "x" },
          behavior: "Removed",
          invert: false,
        }],
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    "xa",
    ["a"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Sequence",
        pretokenizers: [{ type: "UnicodeScripts" }, {
          type: "Split",
          pattern: { Regex: "x" },
          behavior: "Removed",
          invert: false,
        }],
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    "ax",
    ["▁a"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Sequence",
        pretokenizers: [{ type: "UnicodeScripts" }, {
          type: "Split",
          pattern: { Regex: "x" },
          behavior: "Removed",
          invert: false,
        }],
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    " a",
    ["a"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Split",
        pattern: { Regex: "[a-z]+" },
        behavior: "Removed",
        invert: true,
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    "ab cd",
    ["▁ab", "cd"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Split",
        pattern: { Regex: "[a-z]+" },
        behavior: "Removed",
        invert: true,
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    "1ab",
    ["ab"],
  ],
  [
    {
      type: "Sequence",
      pretokenizers: [{
        type: "Split",
        pattern: { Regex: "(?=b)" },
        behavior: "Isolated",
        invert: false,
      }, { type: "Metaspace", replacement: "▁", prepend_scheme: "first" }],
    },
    "bab",
    ["▁ba", "b"],
  ],
];
