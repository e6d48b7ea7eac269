/**
 * The named sets of characters of the two regular expression libraries that Python's `tokenizers` is
 * built from: Oniguruma for patterns of a file, and Rust's own crate for its built-in ones. Both know
 * Unicode 16, whatever the engine knows.
 *
 * @module
 */

import { once } from "./once.ts";
import { engineSet, subtractSet, uniteSets } from "./code_point_set.ts";
import { type CodePointRanges, WHITE_SPACE } from "./unicode.ts";

/**
 * Assigned by Unicode 17, which some engines know. Some ranges run over code points that are still
 * unassigned.
 *
 * On an engine that is older than Unicode 16, such as Safari 17's, characters assigned in between
 * are missing from the sets; on one newer than 17, later ones are in them.
 */
const newerCharacters: () => CodePointRanges = once(() =>
  ("88f c5c cdc 1acf-1add 1ae0-1aeb 20c1 2b96 a7ce-a7cf a7d2 a7d4 a7f1 fbc3-fbd2 fd90-fd91 " +
    "fdc8-fdce 10940-10959 10ec5-10ec7 10ed0-10ed8 10efa-10efb 11b60-11b67 11db0-11de9 16ea0-16ed3 " +
    "16ff2-16ff6 187f8-187ff 18d09-18d1e 18d80-18df2 1ccfa-1ccfc 1ceba-1ced0 1cee0-1cef0 1e6c0-1e6ff " +
    "1f6d8 1f777-1f77a 1f8d0-1f8d8 1fa54-1fa57 1fa8a 1fa8e 1fac8 1facd 1faea 1faef 1fbfa 2b73a-2b73f " +
    "2cea2-2cead 323b0-33479").split(" ").map((range) => {
      const [first = "", last = first] = range.split("-");
      return [parseInt(first, 16), parseInt(last, 16)] as const;
    })
);

const NEWER_NUMBERS: CodePointRanges = [[0x11de0, 0x11de9], [0x16ff4, 0x16ff6]];

/** Became a letter without case in Unicode 17. */
const FORMER_SMALL_LETTER: CodePointRanges = [[0x295, 0x295]];

/** Properties that hold the code points which Unicode 16 left unassigned. */
const UNASSIGNED = /^(?:C|Other|Cn|Unassigned)$/;
/** Properties that unassigned code points have already: assigning changes nothing. */
const TIMELESS = /^(?:Any|Extended_Pictographic|ExtPict|Pattern_Syntax|Pat_Syn)$/;
const SMALL_LETTERS = /^(?:Ll|Lowercase_Letter|LC|Cased_Letter|Lowercase|Lower|Cased)$/;
const CASELESS_LETTERS = /^(?:Lo|Other_Letter)$/;

/** The brackets of POSIX, such as `[:alpha:]`: doc/RE of Oniguruma, "Unicode Case". */
const POSIX_SOURCES: ReadonlyMap<string, string> = new Map([
  ["alnum", "[\\p{Alphabetic}\\p{Nd}]"],
  ["alpha", "\\p{Alphabetic}"],
  ["ascii", "\\p{ASCII}"],
  ["blank", "[\\t\\p{Zs}]"],
  ["cntrl", "\\p{Cc}"],
  ["digit", "\\p{Nd}"],
  ["graph", "[^\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]"],
  ["lower", "\\p{Lowercase}"],
  ["print", "[^\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cn}\\p{Cs}]"],
  ["punct", "[\\p{P}\\p{S}]"],
  ["upper", "\\p{Uppercase}"],
  ["word", "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]"],
  ["xdigit", "[\\dA-Fa-f]"],
]);

const RAISED_DIGITS_AND_FRACTIONS: CodePointRanges = [[0xb2, 0xb3], [0xb9, 0xb9], [0xbc, 0xbe]];
/** U+200C and U+200D: the property Join_Control. */
const JOINERS: CodePointRanges = [[0x200c, 0x200d]];

/** Results that never change, by what was asked for. */
const setByName = new Map<string, CodePointRanges>();

/**
 * Finds what a POSIX bracket stands for. `\w`, `\d`, `\s` and `\h` are `word`, `digit`, `space` and
 * `xdigit`.
 *
 * @param name The name between the colons.
 * @returns The set; `undefined` for an unknown name.
 */
export function posixSet(name: string): CodePointRanges | undefined {
  if (name === "space") return WHITE_SPACE;
  const source = POSIX_SOURCES.get(name);
  if (source === undefined) return undefined;
  return remember(`[:${name}:]`, () => {
    const set = withoutNewer(engineSet(source));
    return name === "lower" ? uniteSets(set, FORMER_SMALL_LETTER) : set;
  });
}

/**
 * Finds what `\w` and `\p{Word}` stand for outside of brackets, and `\b` everywhere: Oniguruma counts
 * the raised digits and the fractions of Latin-1 there, and nowhere else.
 *
 * @returns The set.
 */
export function bareWordSet(): CodePointRanges {
  return remember(
    "bare word",
    () => uniteSets(posixSet("word") ?? [], RAISED_DIGITS_AND_FRACTIONS),
  );
}

/**
 * Finds what `\w` stands for in Rust's `regex` 1.12.
 *
 * @returns The set.
 */
export function rustWordSet(): CodePointRanges {
  return remember("Rust's word", () => uniteSets(posixSet("word") ?? [], JOINERS));
}

/**
 * Finds the numbers of Rust's `char::is_numeric`: the categories Nd, Nl and No. The standard library
 * that Python's `tokenizers` 0.22 was built with knows Unicode 17.
 *
 * @returns The set.
 */
export function rustNumericSet(): CodePointRanges {
  return remember("Rust's numeric", () => uniteSets(engineSet("\\p{N}"), NEWER_NUMBERS));
}

/**
 * Finds what a property stands for.
 *
 * Oniguruma ignores case, spaces, `-` and `_` in names. Here a name must show where its words begin,
 * and abbreviations such as `ID_Start` must be spelled as Unicode does.
 *
 * @param name The name between the braces.
 * @returns The set; `undefined` for what the engine has no set for, such as blocks and ages.
 */
export function propertySet(name: string): CodePointRanges | undefined {
  const loose = name.replace(/[-_ ]/g, "").toLowerCase();
  if (loose !== "punct" && (loose === "space" || POSIX_SOURCES.has(loose))) return posixSet(loose);
  const property = engineProperty(name);
  return property === undefined ? undefined : remember(property, () => asOfUnicode16(property));
}

function engineProperty(name: string): string | undefined {
  if (!/^[\w -]+$/.test(name)) return undefined;
  const capitalized = name.split(/[-_ ]|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join("_");
  const spellings = [name, capitalized, name.toUpperCase(), name.toLowerCase()];
  return spellings.flatMap((spelling) => [spelling, `Script=${spelling}`]).find(isKnown);
}

/**
 * Takes out of a set what Unicode 16 did not know.
 *
 * @param set The set, as of Unicode 17 at most.
 * @returns What is left.
 */
export function withoutNewer(set: CodePointRanges): CodePointRanges {
  return subtractSet(set, newerCharacters());
}

function isKnown(property: string): boolean {
  try {
    return new RegExp(`\\p{${property}}`, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function asOfUnicode16(property: string): CodePointRanges {
  const set = engineSet(`\\p{${property}}`);
  if (TIMELESS.test(property)) return set;
  if (UNASSIGNED.test(property)) return uniteSets(set, newerCharacters());
  const older = withoutNewer(set);
  if (SMALL_LETTERS.test(property)) return uniteSets(older, FORMER_SMALL_LETTER);
  return CASELESS_LETTERS.test(property) ? subtractSet(older, FORMER_SMALL_LETTER) : older;
}

function remember(name: string, make: () => CodePointRanges): CodePointRanges {
  let set = setByName.get(name);
  if (set === undefined) setByName.set(name, set = make());
  return set;
}
