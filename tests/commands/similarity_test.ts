import { assertEquals } from "@std/assert";
import { StaticModel } from "../../src/model/static_model.ts";
import { cosineSimilarity } from "../../src/numeric/vector.ts";
import { TempFolder } from "../hub/process_state.ts";
import { MODEL, runCommandLine } from "./command_line.ts";

Deno.test("similarity prints the cosine of every pair, whatever the texts look like", async () => {
  const texts = ["a cup of tea", "1e3", 'a "mug"\n\u{1F600}', "--model"];
  const model = await StaticModel.fromPretrained(MODEL);
  const [tea, number, mug, flag] = texts.map((text) => model.encodeOne(text));
  const line = (a: Float32Array, b: Float32Array, pair: string): string =>
    `${cosineSimilarity(a, b).toFixed(4).padStart(7)}  ${pair}\n`;
  assertEquals(
    await runCommandLine(["similarity", "-m", MODEL, ...texts.slice(0, 3), "--", texts[3]!]),
    {
      code: 0,
      stdout: line(tea!, number!, `"a cup of tea"  "1e3"`) +
        line(tea!, mug!, String.raw`"a cup of tea"  "a \"mug\"\n${"\u{1F600}"}"`) +
        line(tea!, flag!, `"a cup of tea"  "--model"`) +
        line(number!, mug!, String.raw`"1e3"  "a \"mug\"\n${"\u{1F600}"}"`) +
        line(number!, flag!, `"1e3"  "--model"`) +
        line(mug!, flag!, String.raw`"a \"mug\"\n${"\u{1F600}"}"  "--model"`),
      stderr: "",
    },
  );
});

Deno.test("similarity is 1 for the same text, 0 with a text of no tokens", async () => {
  const { stdout } = await runCommandLine(["similarity", "-m", MODEL, "tea", "tea", ""]);
  assertEquals(stdout, ` 1.0000  "tea"  "tea"\n 0.0000  "tea"  ""\n 0.0000  "tea"  ""\n`);
});

Deno.test("similarity says how to get a model where there is none", async () => {
  await using folder = new TempFolder();
  const { path } = folder;
  assertEquals(await runCommandLine(["similarity", "a", "b"], { cwd: path, folders: [path] }), {
    code: 1,
    stdout: "",
    stderr: `error: Cannot load "m2v_model", which "distill" writes: name a model with --model, ` +
      `or distil one\n`,
  });
});

Deno.test("similarity names the permission that is missing", async () => {
  await using folder = new TempFolder();
  const { code, stderr } = await runCommandLine(["similarity", "a", "b"], { cwd: folder.path });
  assertEquals(code, 1);
  assertEquals(/Requires read access to "[^"]*m2v_model"/.test(stderr), true, stderr);
});
