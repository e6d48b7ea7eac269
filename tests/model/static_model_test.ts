import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { type EncodeOptions, StaticModel } from "../../mod.ts";
import { show } from "../../src/model/model_config.ts";
import { tinyParts, VECTORS } from "./tiny_model.ts";

const model = new StaticModel(tinyParts());

function vectorsOf(...ids: number[]): Float32Array {
  return Float32Array.from(ids.flatMap((id) => VECTORS[id] ?? []));
}

Deno.test("StaticModel.encode() averages the vectors of a text's tokens", () => {
  const { data, rows, columns } = model.encode(["The cat", "dog", "dogs!"]);
  assertEquals([rows, columns, model.dimensions], [3, 2, 2]);
  assertEquals(data, Float32Array.of(0.5, 1, 3, 4, 1, 2.25));
});

Deno.test("StaticModel.encode() gives no rows for no texts", () => {
  assertEquals(model.encode([]), { data: new Float32Array(0), rows: 0, columns: 2 });
});

for (const text of ["", "   ", "unknown", "\u{1F600}", "\ud83d"]) {
  Deno.test(`StaticModel.encode() gives zeros for ${JSON.stringify(text)}`, () => {
    for (const normalize of [false, true]) {
      assertEquals(
        model.encode(["dog", text], { normalize }).data.subarray(2),
        new Float32Array(2),
      );
    }
    assertEquals(model.tokenize([text]), [[]]);
    assertEquals(model.encodeTokens(text), { data: new Float32Array(0), rows: 0, columns: 2 });
  });
}

Deno.test("StaticModel.encode() leaves unknown tokens out of the mean", () => {
  assertEquals(model.encodeOne("unknown dog unknown"), Float32Array.of(3, 4));
});

Deno.test("StaticModel.encode() scales to unit length as the configuration or the caller says", () => {
  const normalizing = new StaticModel(tinyParts({ config: { normalize: true } }));
  const unit = Float32Array.of(0.6, 0.8);
  assertEquals(model.encodeOne("dog"), Float32Array.of(3, 4));
  assertEquals(model.encodeOne("dog", { normalize: true }), unit);
  assertEquals(normalizing.encodeOne("dog"), unit);
  assertEquals(normalizing.encodeOne("dog", { normalize: false }), Float32Array.of(3, 4));
});

Deno.test("StaticModel.encode() gives a new matrix at each call", () => {
  const first = model.encodeOne("dog");
  const second = model.encodeOne("the");
  assertEquals([...first, ...second], [3, 4, 1, 0]);
});

// The median token length is 3: a limit of 2 tokens keeps 6 code points.
const truncated: [text: string, options: EncodeOptions, ids: number[]][] = [
  ["the cat dog", {}, [2, 3, 4]],
  ["the cat dog", { maxLength: null }, [2, 3, 4]],
  ["the cat dog", { maxLength: 4 }, [2, 3, 4]],
  ["the cat dog", { maxLength: 2 }, [2]], // "the ca"
  ["dogss the", { maxLength: 2 }, [4, 5]], // "dogss ", then two of three tokens
  ["zz dog the", { maxLength: 2 }, [4]], // the unknown token counts, and is dropped afterwards
  ["\u{1F600}\u{1F600} dog", { maxLength: 2 }, [4]], // six code points, eight code units
  ["the", { maxLength: 0 }, []],
];
for (const [text, options, ids] of truncated) {
  Deno.test(`StaticModel.tokenize() cuts ${JSON.stringify(text)} by ${JSON.stringify(options)}`, () => {
    assertEquals(model.tokenize([text], options), [ids]);
    const expected = model.encodeTokens(text, { maxLength: options.maxLength ?? null }).rows;
    assertEquals(expected, ids.length);
  });
}

Deno.test("StaticModel.tokenize() cuts at 512 tokens where the configuration says nothing", () => {
  const text = "the ".repeat(600);
  assertEquals(model.tokenize([text, "cat"]).map((ids) => ids.length), [384, 1]);
  assertEquals(model.tokenize(["!".repeat(600) + "the"], { maxLength: null }), [[2]]);
  assertEquals(model.tokenize(["!".repeat(600) + "the"]), [[]]);
});

Deno.test("StaticModel.encode() truncates by the configuration, and encodeTokens() does not", () => {
  const short = new StaticModel(tinyParts({ config: { "max_length": 1 } }));
  const endless = new StaticModel(tinyParts({ config: { "max_length": null } }));
  const text = "the dog";
  assertEquals(short.encodeOne(text), vectorsOf(2));
  assertEquals(short.encodeTokens(text).data, vectorsOf(2, 4));
  assertEquals(short.encodeTokens(text, { maxLength: 1 }).data, vectorsOf(2));
  assertEquals(endless.tokenize([`${text} `.repeat(600)])[0]?.length, 1200);
});

Deno.test("StaticModel.encodeTokens() gives one row per token, in the order of the text", () => {
  const { data, rows, columns } = model.encodeTokens("dogs cat zz the");
  assertEquals([rows, columns], [4, 2]);
  assertEquals(data, vectorsOf(4, 5, 3, 2));
});

for (const maxLength of [-1, 1.5, NaN, Infinity]) {
  Deno.test(`StaticModel.encode() refuses a maxLength of ${maxLength}`, () => {
    const message =
      `Cannot truncate texts: maxLength must be null or an integer of at least 0, current value is ${maxLength}`;
    assertThrows(() => model.encode(["a"], { maxLength }), RangeError, message);
    assertThrows(() => model.encodeOne("a", { maxLength }), RangeError, message);
    assertThrows(() => model.encodeTokens("a", { maxLength }), RangeError, message);
    assertThrows(() => model.tokenize(["a"], { maxLength }), RangeError, message);
  });
}

Deno.test("StaticModel.encode() refuses a string in place of a list", () => {
  const text: unknown = "dog";
  assertThrows(
    () => model.encode(text as string[]),
    TypeError,
    "Cannot encode a string as a list of texts: pass [text], or use encodeOne(text)",
  );
  assertThrows(
    () => model.tokenize(text as string[]),
    TypeError,
    "Cannot encode a string as a list of texts: pass [text], or use encodeOne(text)",
  );
});

Deno.test("StaticModel() refuses embeddings that do not fit the tokenizer", () => {
  const { table } = tinyParts();
  assertThrows(
    () => new StaticModel(tinyParts({ table: { ...table, rows: 5 } })),
    RangeError,
    "Cannot use embeddings: 5 rows do not match the 6 tokens of the tokenizer",
  );
});

Deno.test("StaticModel() uses mapping and weights", () => {
  const { table } = tinyParts();
  const mapping = Int32Array.of(0, 1, 4, 4, 2, 2);
  const weights = Float64Array.of(1, 1, 2, 1, 1, 1);
  const mapped = new StaticModel(tinyParts({ table: { ...table, mapping, weights } }));
  assertEquals(mapped.encodeOne("the dog"), Float32Array.of((6 + 1) / 2, 8 / 2));
});

/** What JavaScript callers can pass, whom the types do not hold back. */
function untyped<T>(value: unknown): T {
  return value as T;
}

for (const options of [{ maxLength: NaN }, { maxLength: 1.5 }, { normalize: "yes" }]) {
  Deno.test(`StaticModel.fromPretrained() refuses ${show(options)} at once`, async () => {
    const folder = "tests/fixtures/static-model-32-int8";
    await assertRejects(
      () => StaticModel.fromPretrained(folder, untyped(options)),
      TypeError,
      "must be",
    );
  });
}

for (const [text, found] of [[1, "1"], [undefined, "undefined"], [["a"], '["a"]']] as const) {
  Deno.test(`StaticModel refuses ${found} in place of a text`, () => {
    const message = (index: number) =>
      `Cannot encode texts: text ${index} must be a string, current value is ${found}`;
    assertThrows(() => model.encode(untyped(["a", text])), TypeError, message(1));
    assertThrows(() => model.tokenize(untyped([text])), TypeError, message(0));
    assertThrows(() => model.encodeOne(untyped(text)), TypeError, message(0));
    assertThrows(() => model.encodeTokens(untyped(text)), TypeError, message(0));
  });
}

for (const texts of [null, undefined, new Set(["a"])]) {
  Deno.test(`StaticModel.encode() refuses ${texts} in place of a list`, () => {
    assertThrows(() => model.encode(untyped(texts)), TypeError, "an array of strings is needed");
  });
}

Deno.test("StaticModel.encode() shows a wrong option as it was given", () => {
  assertThrows(
    () => model.encode(["a"], untyped({ maxLength: "3" })),
    RangeError,
    'maxLength must be null or an integer of at least 0, current value is "3"',
  );
  assertThrows(
    () => model.encode(["a"], untyped({ normalize: 1 })),
    TypeError,
    "normalize must be true or false, current value is 1",
  );
});

Deno.test("StaticModel.encodeTokens() does not truncate where maxLength is undefined", () => {
  const long = new StaticModel(tinyParts({ config: { "max_length": 1 } }));
  assertEquals(long.encodeTokens("the dog", untyped({ maxLength: undefined })).rows, 2);
});
