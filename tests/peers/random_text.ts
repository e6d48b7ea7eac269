/**
 * Random texts for tokenizers: made of what tokenizers treat differently, not of what people write.
 *
 * @module
 */

import type { RandomSource } from "./random_source.ts";

/** What the letters of texts and vocabularies are taken from; marks and joined emoji stay as they are. */
export const ALPHABETS: Readonly<Record<string, readonly string[]>> = {
  letters: [..."abcdehilnorstwABCHST"],
  digits: [..."0123456789"],
  punctuation: [...".,!?'-_\"()[]<>#@$^`~|+=*&%{}/\\:;«»–’…。"],
  space: [" ", " ", " ", " ", "  ", "   ", "\n", "\t", "\r\n"],
  otherSpace: [
    ..."\v\f\u{85}\u{a0}\u{1680}\u{2003}\u{2028}\u{2029}\u{202f}\u{3000}\u{feff}\u{200b}",
  ],
  control: [..."\0\u{1}\u{7f}\u{8f}\u{ad}\u{200d}\u{200e}\u{fffd}"],
  latin: [..."éÉßñøİıǅŒﬁẞ"],
  marks: [..."\u{301}\u{323}\u{308}\u{5b0}\u{20dd}\u{3099}", "e\u{301}", "A\u{30a}"],
  greek: [..."αβσςΣΩ"],
  cyrillic: [..."жЖйЙё"],
  hebrew: [..."אבג"],
  arabic: [..."بحبا"],
  devanagari: ["हि", "न्", "दी"],
  thai: [..."กขไำ"],
  japanese: [..."日本河流あかアカー々"],
  hangul: [..."가한국", "\u{1100}\u{1161}"],
  numerals: [..."²½Ⅷ٣१①"],
  symbols: [..."™℃ａＡ％≠"],
  astral: ["👍", "👍🏽", "👨‍👩‍👧", "🇩🇪", "𝒳", "𝟘", "𐍈", "\u{20000}", "\u{2f800}", "\u{1e900}"],
  signs: [..."▁Ġ▁Ċ"],
};

/** Words that vocabularies hold too. */
export const WORDS: readonly string[] = [
  ..."the,The,THE,he's,don't,I'LL,hello,world,new york,ing,there,other,covid-19,c++".split(","),
  ..." the,  a,12345,2024,été,ÉTÉ,日本,河流,नमस्ते,ναι,ΣΑΣ,привет,한국어".split(","),
];

const KINDS = Object.values(ALPHABETS);

/**
 * Makes a text.
 *
 * @param random Where choices come from.
 * @param words Words to use beside the usual ones, such as added tokens.
 * @returns Well-formed text, often short, seldom with a long run of one character.
 */
export function randomText(random: RandomSource, words: readonly string[]): string {
  const known = [...WORDS, ...words];
  const kinds = random.chance(0.3) ? KINDS : [ALPHABETS["letters"]!, ALPHABETS["space"]!];
  const fragment = () => random.chance(0.3) ? random.pick(known) : random.pick(random.pick(kinds));
  const text = random.list(random.pick([2, 6, 20]), fragment).join("");
  if (!random.chance(0.05)) return text;
  return text + fragment().repeat(1 + random.below(300)) + fragment();
}
