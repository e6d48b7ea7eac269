import { assertEquals } from "@std/assert";
import { createMetaspace } from "../../../src/tokenizer/pre_tokenizers/metaspace.ts";
import type { TextPosition } from "../../../src/tokenizer/pre_tokenizer.ts";
import type { MetaspaceJson } from "../../../src/tokenizer/json/pre_tokenizer_json.ts";

type Case = [
  settings: Partial<MetaspaceJson>,
  text: string,
  position: TextPosition,
  pieces: string[],
];

// The first two are from the unit tests of metaspace.rs, the others recorded from Python.
const cases: Case[] = [
  [{}, "Hey friend!", "start", ["▁Hey", "▁friend!"]],
  [{}, "Hey   friend!", "start", ["▁Hey", "▁", "▁", "▁friend!"]],
  [{}, "", "start", [""]],
  [{}, " a", "start", ["▁a"]],
  [{}, "▁a", "start", ["▁a"]],
  [{}, "a ", "inside", ["▁a", "▁"]],
  [{}, "a\nb", "start", ["▁a\nb"]],
  [{ prepend_scheme: "always" }, "a", "inside", ["▁a"]],
  [{ prepend_scheme: "first" }, "a b", "start", ["▁a", "▁b"]],
  [{ prepend_scheme: "first" }, "a b", "inside", ["a", "▁b"]],
  [{ prepend_scheme: "never" }, "a b", "start", ["a", "▁b"]],
  [{ split: false }, "a b", "start", ["▁a▁b"]],
  [{ split: null, add_prefix_space: null }, "a b", "start", ["▁a", "▁b"]],
  [{ replacement: "👍" }, "a b", "start", ["👍a", "👍b"]],
  [{ replacement: " " }, "a  b", "start", [" a", " ", " b"]],
];
for (const [settings, text, position, pieces] of cases) {
  const name = `${JSON.stringify(text)} by ${JSON.stringify(settings)}`;
  Deno.test(`createMetaspace() splits ${name}${position === "start" ? "" : " after the start"}`, () => {
    const preTokenize = createMetaspace({ type: "Metaspace", replacement: "▁", ...settings });
    assertEquals(preTokenize(text, position), pieces);
  });
}
