import { assertEquals } from "@std/assert";
import { TeacherSequences } from "../../../src/distill/vocabulary/teacher_sequences.ts";
import { Tokenizer } from "../../../src/tokenizer/tokenizer.ts";
import { TINY_TOKENIZER } from "../../teacher/tiny_teacher.ts";

// [PAD] [UNK] [CLS] [SEP] [MASK] [unused0] the cat dog ##s sat
const sequences = new TeacherSequences(new Tokenizer(TINY_TOKENIZER));

Deno.test("TeacherSequences.ofToken() puts a token between bos and eos", () => {
  assertEquals(sequences.ofToken(9), [2, 9, 3]);
});

Deno.test("TeacherSequences.ofText() spells a text", () => {
  assertEquals(sequences.ofText("the cats"), [2, 6, 7, 9, 3]);
  assertEquals(sequences.ofText(""), [2, 3]);
});

Deno.test("TeacherSequences.ofEntry() prefers the token of that name", () => {
  assertEquals(sequences.ofEntry("##s"), [2, 9, 3]);
  assertEquals(sequences.ofEntry("the cats"), [2, 6, 7, 9, 3]);
});

Deno.test("TeacherSequences.ofText() spells without special tokens where there are none", () => {
  const bare = new TeacherSequences(new Tokenizer({ ...TINY_TOKENIZER, "post_processor": null }));
  assertEquals([bare.ofText("the"), bare.ofText("")], [[6], []]);
});

// Python: `truncation` of the tokenizer; 512 where it says nothing, as transformers commonly take.
const lengths: [truncation: unknown, length: number][] = [
  [{ "max_length": 5 }, 5],
  [{ "max_length": 2 }, 2],
  [{ "max_length": 0 }, 2],
  [null, 512],
  [{}, 512],
  [{ "max_length": "5" }, 512],
];
for (const [truncation, length] of lengths) {
  Deno.test(`TeacherSequences.ofText() cuts with the truncation ${JSON.stringify(truncation)}`, () => {
    const cut = new TeacherSequences(new Tokenizer({ ...TINY_TOKENIZER, truncation }));
    const ids = cut.ofText("cat ".repeat(600));
    assertEquals([ids.length, ids[0], ids.at(-1)], [length, 2, 3]);
  });
}

// Python: `tokenizer.encode` pads as the file says, and the model attends to the padding.
const paddings: [padding: unknown, ids: number[]][] = [
  [{ strategy: { Fixed: 6 }, "pad_id": 0 }, [2, 6, 3, 0, 0, 0]],
  [{ strategy: { Fixed: 6 }, "pad_id": 1, direction: "Left" }, [1, 1, 1, 2, 6, 3]],
  [{ strategy: { Fixed: 2 }, "pad_id": 0 }, [2, 6, 3]],
  [{ strategy: { Fixed: 6 } }, [2, 6, 3]],
  [{ strategy: { Fixed: "6" }, "pad_id": 0 }, [2, 6, 3]],
  [{ strategy: { Fixed: 6.5 }, "pad_id": 0 }, [2, 6, 3]],
  [{ strategy: "BatchLongest", "pad_id": 0 }, [2, 6, 3]],
  [{ "pad_token": "[PAD]" }, [2, 6, 3]],
  [null, [2, 6, 3]],
];
for (const [padding, ids] of paddings) {
  Deno.test(`TeacherSequences pads texts with ${JSON.stringify(padding)}, if asked to`, () => {
    const tokenizer = new Tokenizer({ ...TINY_TOKENIZER, padding });
    const padded = new TeacherSequences(tokenizer, { padded: true });
    assertEquals(padded.ofText("the"), ids);
    assertEquals(padded.ofEntry("the"), [2, 6, 3]);
    assertEquals(new TeacherSequences(tokenizer).ofText("the"), [2, 6, 3]);
  });
}

Deno.test("TeacherSequences pads no further than texts may be long", () => {
  const padding = { strategy: { Fixed: 4e9 }, "pad_id": 0 };
  const tokenizer = new Tokenizer({ ...TINY_TOKENIZER, padding, truncation: { "max_length": 4 } });
  const sequences = new TeacherSequences(tokenizer, { padded: true });
  assertEquals([sequences.paddedLength, sequences.ofText("the")], [4, [2, 6, 3, 0]]);
});
