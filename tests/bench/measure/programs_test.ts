import { assertEquals, assertRejects } from "@std/assert";
import { runProgram, tryProgram } from "../../../bench/measure/programs.ts";

const deno = Deno.execPath();

Deno.test("runProgram() gives what a program prints", async () => {
  const args = ["eval", "console.log(Deno.env.get('GREETING'))"];
  const { output } = await runProgram({ command: deno, args, env: { GREETING: "hello" } });
  assertEquals(output, "hello\n");
});

Deno.test("runProgram() throws what a program complains about", async () => {
  const args = ["eval", "console.error('no model'); Deno.exit(3)"];
  await assertRejects(
    () => runProgram({ command: deno, args }),
    Error,
    `Cannot run "${deno} ${args.join(" ")}": it ended with 3 and "no model"`,
  );
});

Deno.test("tryProgram() gives nothing for a program that is not installed", async () => {
  assertEquals(await tryProgram({ command: "no-such-program", args: [] }), undefined);
});
