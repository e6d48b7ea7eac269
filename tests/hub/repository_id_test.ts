import { assertEquals, assertThrows } from "@std/assert";
import {
  cacheFolderName,
  checkRelativePath,
  checkSubfolder,
  encodePath,
  isCommit,
  isRepositoryId,
} from "../../src/hub/repository_id.ts";

const ids: [text: string, isId: boolean][] = [
  ["gpt2", true],
  ["sentence-transformers/all-MiniLM-L6-v2", true],
  ["a/b_c.d-e", true],
  ["_a/b", true],
  ["a".repeat(96), true],
  ["a".repeat(97), false],
  ["", false],
  ["a/", false],
  ["/a", false],
  ["a/b/c", false],
  ["./a", false],
  ["../a", false],
  ["a/..", false],
  ["a..b", false],
  ["a--b", false],
  ["-a/b", false],
  ["a/b-", false],
  ["a/b.git", false],
  ["a b", false],
  ["a\\b", false],
  ["a\n", false],
  ["mod\u{1F600}l", false],
  ["\ud800", false],
];
for (const [text, isId] of ids) {
  Deno.test(`isRepositoryId() is ${isId} for ${JSON.stringify(text)}`, () => {
    assertEquals(isRepositoryId(text), isId);
  });
}

const refused = [
  "",
  "/etc/passwd",
  "a//b",
  "a/",
  ".",
  "..",
  "a/../b",
  "./a",
  "C:/a",
  "a\\b",
  "a\0b",
];
for (const path of refused) {
  Deno.test(`checkRelativePath() refuses ${JSON.stringify(path)}`, () => {
    const error = assertThrows(() => checkRelativePath(path, "file"), TypeError);
    assertEquals(
      error.message,
      `Cannot use file ${JSON.stringify(path)}: not a relative path of plain segments, ` +
        'name it as in "folder/name"',
    );
  });
}

Deno.test("checkRelativePath() returns a plain path", () => {
  for (
    const path of ["config.json", "1_Pooling/config.json", ".gitattributes", "a/..b", "\u{1F600}"]
  ) {
    assertEquals(checkRelativePath(path, "file"), path);
  }
});

Deno.test("checkSubfolder() takes an absent or empty one for the root", () => {
  assertEquals([checkSubfolder(undefined), checkSubfolder(""), checkSubfolder("a/b")], [
    "",
    "",
    "a/b",
  ]);
  assertThrows(() => checkSubfolder("../a"), TypeError, 'Cannot use subfolder "../a"');
});

Deno.test("encodePath() encodes segments, not slashes", () => {
  assertEquals(encodePath("a b/c#d?e%.json"), "a%20b/c%23d%3Fe%25.json");
});

Deno.test("isCommit() wants 40 lower-case hexadecimal digits", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  assertEquals(isCommit(commit), true);
  for (const text of ["", "main", commit.slice(1), `${commit}0`, commit.toUpperCase()]) {
    assertEquals(isCommit(text), false);
  }
});

Deno.test("cacheFolderName() names folders as huggingface_hub does", () => {
  assertEquals(cacheFolderName("a/b", "model"), "models--a--b");
  assertEquals(cacheFolderName("gpt2", "model"), "models--gpt2");
  assertEquals(cacheFolderName("a/b", "dataset"), "datasets--a--b");
});
