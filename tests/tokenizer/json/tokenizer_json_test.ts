import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { parseTokenizerJson } from "../../../src/tokenizer/json/tokenizer_json.ts";
import { repositoryPath } from "../../shared_data.ts";

const file = repositoryPath("tests/fixtures/tokenizers/wordpiece-cased/tokenizer.json");
const text = Deno.readTextFileSync(file);

Deno.test("parseTokenizerJson() gives what JSON.parse gives", () => {
  assertEquals(parseTokenizerJson(text), JSON.parse(text));
});

for (const broken of ["", " ", text.slice(0, 5_000), text.slice(0, -2), `\ufeff${text}`]) {
  const name = JSON.stringify(broken.slice(0, 12));
  Deno.test(`parseTokenizerJson() refuses ${broken.length} characters from ${name}`, () => {
    const error = assertThrows(() => parseTokenizerJson(broken), SyntaxError);
    assertInstanceOf(error.cause, SyntaxError);
    const { message } = error.cause;
    assertEquals(
      error.message,
      `Cannot parse tokenizer.json: ${message}, a JSON object is needed`,
    );
  });
}

Deno.test("parseTokenizerJson() checks the fields", () => {
  assertThrows(
    () => parseTokenizerJson("{}"),
    TypeError,
    `Cannot load tokenizer: "model" must be an object, current value is missing`,
  );
});
