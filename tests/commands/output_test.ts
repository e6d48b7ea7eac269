import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { checkModelFolder, folderBytes, writeAside } from "../../src/commands/output.ts";
import { TempFolder } from "../hub/process_state.ts";
import { listNames } from "./command_line.ts";

const bytes = new TextEncoder().encode("new");

async function writeNew(file: Deno.FsFile): Promise<void> {
  await file.write(bytes);
}

const accepted: [what: string, names: string[]][] = [
  ["an empty folder", []],
  ["a folder with a model", ["config.json", "model.safetensors", "tokenizer.json", "README.md"]],
  ["a folder with a configuration", ["config.json"]],
];
for (const [what, names] of accepted) {
  Deno.test(`checkModelFolder() accepts ${what}, and leaves it as it is`, async () => {
    await using folder = new TempFolder();
    const path = join(folder.path, "model");
    await Deno.mkdir(path);
    for (const name of names) await Deno.writeTextFile(join(path, name), "");
    await checkModelFolder(path, { force: false });
    assertEquals(await listNames(path), [...names].sort());
    assertEquals(await listNames(folder.path), ["model"]);
  });
}

for (const path of ["model", "a/b/model", "a/b/model/"]) {
  Deno.test(`checkModelFolder() accepts "${path}" where there is none, and makes nothing`, async () => {
    await using folder = new TempFolder();
    await checkModelFolder(`${folder.path}/${path}`, { force: false });
    assertEquals(await listNames(folder.path), []);
  });
}

const foreign: [names: string[], found: string][] = [
  [["config.json", "notes.txt"], "notes.txt"],
  [["notes.txt"], "notes.txt"],
  [["README.md"], "README.md"],
  [["config.json", ".git/"], ".git"],
  [["config.json", "tokenizer.json/"], "tokenizer.json"],
];
for (const [names, found] of foreign) {
  Deno.test(`checkModelFolder() refuses a folder with ${names.join(" and ")} unless forced`, async () => {
    await using folder = new TempFolder();
    const { path } = folder;
    for (const name of names) {
      await (name.endsWith("/")
        ? Deno.mkdir(join(path, name))
        : Deno.writeTextFile(join(path, name), ""));
    }
    await assertRejects(
      () => checkModelFolder(path, { force: false }),
      Error,
      `Cannot write a model to "${path}": it holds "${found}", ` +
        `name another folder, or add --force to keep that beside the model`,
    );
    await checkModelFolder(path, { force: true });
  });
}

for (const path of ["file", "file/model", "file/a/model"]) {
  Deno.test(`checkModelFolder() refuses "${path}" where "file" is a file`, async () => {
    await using folder = new TempFolder();
    await Deno.writeTextFile(join(folder.path, "file"), "mine");
    const { message } = await assertRejects(
      () => checkModelFolder(join(folder.path, path), { force: true }),
      Error,
      `Cannot write a model to "${join(folder.path, path)}": `,
    );
    assertMatch(message, /Not a directory.*, name a folder/);
    assertEquals(await Deno.readTextFile(join(folder.path, "file")), "mine");
  });
}

Deno.test("writeAside() makes and replaces files", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "out.jsonl");
  await writeAside(path, writeNew);
  assertEquals(await Deno.readTextFile(path), "new");
  await Deno.writeTextFile(path, "something older that is longer");
  await writeAside(path, writeNew);
  assertEquals(await Deno.readTextFile(path), "new");
  assertEquals(await listNames(folder.path), ["out.jsonl"]);
});

Deno.test("writeAside() keeps the file that was there when writing fails", async () => {
  await using folder = new TempFolder();
  const path = join(folder.path, "out.jsonl");
  await Deno.writeTextFile(path, "old");
  const failing = async (file: Deno.FsFile): Promise<void> => {
    await file.write(bytes);
    assertEquals(await Deno.readTextFile(path), "old");
    throw new RangeError("half way");
  };
  await assertRejects(() => writeAside(path, failing), RangeError, "half way");
  assertEquals(await Deno.readTextFile(path), "old");
  assertEquals(await listNames(folder.path), ["out.jsonl"]);
});

Deno.test("writeAside() replaces the file that a link leads to, not the link", async () => {
  await using folder = new TempFolder();
  const [file, link] = ["file", "link"].map((name) => join(folder.path, name));
  await Deno.writeTextFile(file!, "old");
  await Deno.symlink("file", link!);
  await writeAside(link!, writeNew);
  assertEquals(await Deno.readTextFile(file!), "new");
  assertEquals((await Deno.lstat(link!)).isSymlink, true);
});

Deno.test("writeAside() writes directly to what is no regular file", async () => {
  await using folder = new TempFolder();
  const link = join(folder.path, "null");
  await Deno.symlink("/dev/null", link);
  await writeAside(link, writeNew);
  assertEquals((await Deno.stat(link)).isCharDevice, true);
  assertEquals(await listNames(folder.path), ["null"]);
});

const unwritable: [path: string, reason: RegExp][] = [
  ["missing/out.jsonl", /No such file or directory/],
  ["folder", /Is a directory/],
  ["file/out.jsonl", /Not a directory/],
];
for (const [path, reason] of unwritable) {
  Deno.test(`writeAside() refuses "${path}"`, async () => {
    await using folder = new TempFolder();
    await Deno.mkdir(join(folder.path, "folder"));
    await Deno.writeTextFile(join(folder.path, "file"), "");
    const target = join(folder.path, path);
    const { message } = await assertRejects(
      () => writeAside(target, writeNew),
      Error,
      `Cannot write "${target}": `,
    );
    assertMatch(message, reason);
    assertMatch(message, /, name a file in a folder that exists$/);
    assertEquals(await listNames(folder.path), ["file", "folder"]);
  });
}

Deno.test("folderBytes() adds up the files of a folder and its subfolders", async () => {
  await using folder = new TempFolder();
  assertEquals(await folderBytes(folder.path), 0);
  await Deno.mkdir(join(folder.path, "a/b"), { recursive: true });
  await Deno.writeTextFile(join(folder.path, "x"), "123");
  await Deno.writeTextFile(join(folder.path, "a/b/y"), "\u{1F600}");
  assertEquals(await folderBytes(folder.path), 7);
});
