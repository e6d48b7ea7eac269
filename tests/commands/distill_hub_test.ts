import {
  assert,
  assertEquals,
  assertGreater,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { type LoopbackContent, LoopbackHub } from "../hub/loopback_hub.ts";
import { TempFolder } from "../hub/process_state.ts";
import { distil, listNames, ROOT } from "./command_line.ts";

const TEACHER = "sentence-transformers/all-MiniLM-L6-v2";
const TEACHER_FOLDER = `${ROOT}models/all-MiniLM-L6-v2`;

async function teacherFiles(): Promise<Record<string, LoopbackContent>> {
  const files: Record<string, LoopbackContent> = {};
  for (const folder of ["", "1_Pooling/", "onnx/"]) {
    for await (const { name, isFile } of Deno.readDir(`${TEACHER_FOLDER}/${folder}`)) {
      const path = `${folder}${name}`;
      if (isFile) files[path] = await Deno.readFile(`${TEACHER_FOLDER}/${path}`);
    }
  }
  return files;
}

Deno.test("distill brings a teacher from another endpoint, and uses the cache when offline", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  await hub.add("owner/teacher", await teacherFiles(), {
    largeFiles: ["onnx/model_quantized.onnx"],
  });
  const cache = ["--cache-dir", join(folder.path, "cache"), "--endpoint", hub.endpoint];
  const args = ["-m", "owner/teacher", "-o", join(folder.path, "model"), ...cache];
  const online = await distil(folder.path, args, { flags: ["--allow-net=127.0.0.1"] });
  assertEquals(online.code, 0, online.stderr);
  assertMatch(online.stderr, /^23 of 23 MB downloaded\nDistilling owner\/teacher\n/);
  const asked = hub.requests.length;
  assertGreater(asked, 0);
  const offline = await distil(folder.path, [...args, "--offline", "-q"]);
  assertEquals(offline, { code: 0, stdout: "", stderr: "" });
  assertEquals(hub.requests.length, asked);
  const config = await Deno.readTextFile(join(folder.path, "model/config.json"));
  assertEquals(JSON.parse(config).tokenizer_name, "owner/teacher");
});

Deno.test("distill takes the teacher of the hub where none is bundled", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  await hub.add(TEACHER, await teacherFiles());
  // As published: no `models`, modules in a folder of their own.
  const copy = join(folder.path, "package");
  await Deno.mkdir(copy);
  for (const name of ["cli.ts", "deno.json", "deno.lock"]) {
    await Deno.copyFile(join(ROOT, name), join(copy, name));
  }
  for (const name of ["src", "tools", "packages"]) {
    await copyFolder(join(ROOT, name), join(copy, name));
  }
  await Deno.symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  const { code, stderr } = await distil(
    folder.path,
    ["-o", join(folder.path, "model"), "--cache-dir", join(folder.path, "cache")],
    {
      entry: join(copy, "cli.ts"),
      cwd: copy,
      env: { HF_ENDPOINT: hub.endpoint },
      flags: ["--allow-net=127.0.0.1", "--allow-env=HF_ENDPOINT"],
    },
  );
  assertEquals(code, 0, stderr);
  assertMatch(
    stderr,
    /^23 of 23 MB downloaded\nDistilling sentence-transformers\/all-MiniLM-L6-v2\n/,
  );
  assert(hub.log.includes(`HEAD /${TEACHER}/resolve/main/tokenizer.json`), hub.log.join("\n"));
});

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

Deno.test("distill refuses, with every permission, a host that the endpoint redirects to", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  hub.intercept = () =>
    new Response(null, { status: 302, headers: { location: "http://files.example/x" } });
  const { code, stderr } = await distil(
    folder.path,
    [
      ...["-m", "owner/teacher", "-o", join(folder.path, "model")],
      ...["--cache-dir", join(folder.path, "cache"), "--endpoint", hub.endpoint],
    ],
    { flags: ["--allow-net", "--allow-env", "--allow-run", "--allow-sys"] },
  );
  assertEquals(code, 1);
  assertStringIncludes(stderr, `error: Cannot download from "http://files.example": only `);
  assertStringIncludes(stderr, `"huggingface.co", "*.huggingface.co", "*.hf.co", "127.0.0.1"`);
  assertEquals((await listNames(folder.path)).includes("model"), false);
});

Deno.test("distill explains a repository that does not exist", async () => {
  await using hub = new LoopbackHub();
  await using folder = new TempFolder();
  const { code, stderr } = await distil(
    folder.path,
    [
      ...["-m", "owner/nothing", "-o", join(folder.path, "model")],
      ...["--cache-dir", join(folder.path, "cache"), "--endpoint", hub.endpoint],
    ],
    { flags: ["--allow-net=127.0.0.1"] },
  );
  assertEquals(code, 1);
  assertMatch(stderr, /^error: Cannot .*owner\/nothing.*\n$/);
  assertStringIncludes(stderr, hub.endpoint);
});

Deno.test("distill offline with an empty cache names the model, the host and the bundled teacher", async () => {
  await using folder = new TempFolder();
  const { code, stderr } = await distil(folder.path, [
    ...["-m", "BAAI/bge-small-en-v1.5", "-o", join(folder.path, "model")],
    ...["--cache-dir", join(folder.path, "cache"), "--offline"],
  ]);
  assertEquals(code, 1);
  assertStringIncludes(stderr, `model "BAAI/bge-small-en-v1.5" from https://huggingface.co: `);
  assertStringIncludes(stderr, "offline mode is on and the cache has no copy");
  assertStringIncludes(
    stderr,
    "distil the teacher that is bundled with a checkout of the repository",
  );
});
