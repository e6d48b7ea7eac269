import { assertEquals, assertRejects } from "@std/assert";
import { FolderRepository } from "../../src/hub/folder_repository.ts";
import { HubError } from "../../src/hub/hub_error.ts";
import { TempFolder } from "./process_state.ts";

const content = new TextEncoder().encode("content");

Deno.test("FolderRepository reads files where they are", async () => {
  await using folder = new TempFolder();
  await Deno.mkdir(`${folder.path}/sub`);
  await Deno.writeFile(`${folder.path}/sub/a`, content);
  const repository = new FolderRepository(`${folder.path}/`, "");
  assertEquals(repository.name, `${folder.path}/`);
  assertEquals(await repository.read("sub/a"), content);
  assertEquals(await repository.localPath("sub/a"), `${folder.path}/sub/a`);
  const found = [
    await repository.has("sub/a"),
    await repository.has("a"),
    await repository.has("sub"),
  ];
  assertEquals(found, [true, false, false]);
});

Deno.test("FolderRepository applies the subfolder to every path", async () => {
  await using folder = new TempFolder();
  await Deno.mkdir(`${folder.path}/sub`);
  await Deno.writeFile(`${folder.path}/sub/a`, content);
  const repository = new FolderRepository(folder.path, "sub");
  assertEquals([await repository.has("a"), await repository.has("sub/a")], [true, false]);
  assertEquals(await repository.read("a"), content);
  assertEquals(await repository.localPath("a"), `${folder.path}/sub/a`);
});

Deno.test("FolderRepository names a missing file and its folder", async () => {
  await using folder = new TempFolder();
  const repository = new FolderRepository(folder.path, "");
  for (const act of [() => repository.read("a/b"), () => repository.localPath("a/b")]) {
    const error = await assertRejects(act, HubError);
    assertEquals(
      error.message,
      `Cannot find file "a/b" in folder "${folder.path}": there is none, ` +
        "check that the folder holds a complete model",
    );
    assertEquals(error.code, "file-not-found");
  }
});

Deno.test("FolderRepository says why a file cannot be read", async () => {
  await using folder = new TempFolder();
  await Deno.mkdir(`${folder.path}/a`);
  const repository = new FolderRepository(folder.path, "");
  const error = await assertRejects(() => repository.read("a"), HubError);
  assertEquals(error.message.startsWith(`Cannot read "${folder.path}/a": `), true);
  assertEquals([error.message.endsWith(", make the file readable"), error.code], [
    true,
    "unreadable",
  ]);
});

Deno.test("FolderRepository does not leave its folder", async () => {
  const repository = new FolderRepository("/tmp", "");
  for (const act of ["read", "has", "localPath"] as const) {
    await assertRejects(() => repository[act]("../a"), TypeError, 'Cannot use file "../a"');
  }
});
