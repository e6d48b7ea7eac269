import { assertRejects } from "@std/assert";
import { UsageError } from "../../src/commands/command.ts";
import { command } from "../../src/commands/distill.ts";
import { parseFlags } from "../../src/commands/parse_flags.ts";

const COMPONENTS = `it must be an integer of at least 1 or "auto" or "none"`;
const wrong: [args: string[], message: string][] = [
  [["teacher"], `Cannot distil "teacher" without a flag: name the teacher with --model`],
  ...["0", "-1", "1.5", "x", "all"].map((value): [string[], string] => [
    [`--components=${value}`],
    `Cannot use "${value}" for --components: ${COMPONENTS}`,
  ]),
  ...["0", "-0.5", "1.01", "x", "none"].map((value): [string[], string] => [
    [`--variance=${value}`],
    `Cannot use "${value}" for --variance: it must be above 0 and at most 1`,
  ]),
  [
    ["--components=3", "--variance=0.5"],
    "Cannot use --components together with --variance: give one of them",
  ],
  ...["0", "-1", "1.5", "x", "none"].map((value): [string[], string] => [
    [`--clusters=${value}`],
    `Cannot use "${value}" for --clusters: it must be an integer of at least 1`,
  ]),
  ...["0", "1", "-1", "x", "off"].map((value): [string[], string] => [
    [`--sif-coefficient=${value}`],
    `Cannot use "${value}" for --sif-coefficient: it must be above 0, below 1 or "none"`,
  ]),
  [
    ["--remove-pattern", "("],
    `Cannot use "(" for --remove-pattern: it must be a regular expression`,
  ],
  [
    ["--dtype", "f32"],
    `Cannot use "f32" for --dtype: it must be one of "float64", "float32", "float16", "int8"`,
  ],
  [
    ["--pooling", "max"],
    `Cannot use "max" for --pooling: it must be one of "mean", "first", "last", "pooler", "auto"`,
  ],
  [
    ["--teacher-dtype", "f32"],
    `Cannot use "f32" for --teacher-dtype: it must be one of "fp32", "fp16", "q8", `,
  ],
  [["--device", "tpu"], `Cannot use "tpu" for --device: it must be one of "cpu", "webgpu", "cuda"`],
  [
    ["--runtime", "torch"],
    `Cannot use "torch" for --runtime: it must be one of "onnxruntime", "transformers"`,
  ],
  ...["--vocabulary-only", "--vocabulary-format=lines", "--pad-entries=never", "--counts"].map(
    (flag): [string[], string] => [
      [flag],
      `Cannot use ${flag.replace(/=.*/, "")} without --vocabulary: name a file of words`,
    ],
  ),
  [
    ["--vocabulary=x", "--vocabulary-format=words"],
    `Cannot use "words" for --vocabulary-format: it must be one of "lines", "counts", "vectors"`,
  ],
  [
    ["--vocabulary=x", "--pad-entries=yes"],
    `Cannot use "yes" for --pad-entries: it must be one of "always", "never"`,
  ],
  [
    ["--vocabulary=x", "--counts", "--vocabulary-format=vectors"],
    "Cannot use --counts together with --vocabulary-format vectors: those lines have no counts",
  ],
  [
    ["--vocabulary=x", "--counts", "--sif-coefficient=none"],
    "Cannot use --counts together with --sif-coefficient none: leave one of them out",
  ],
  [["--output", "--force"], "Cannot use --output without a value"],
  [["--model"], "Cannot use --model without a value"],
  [["--revision", "a/../b"], `Cannot use revision "a/../b": not a relative path`],
  [["--subfolder", "/x"], `Cannot use subfolder "/x": not a relative path`],
];
for (const [args, message] of wrong) {
  Deno.test(`distill ${args.join(" ")} is refused before anything is loaded`, async () => {
    const line = parseFlags(
      ["-o", "/nowhere/model", ...args.filter((arg) => arg !== "-o")],
      command,
    );
    const { signal } = new AbortController();
    await assertRejects(() => command.run({ ...line, signal }), UsageError, message);
  });
}
