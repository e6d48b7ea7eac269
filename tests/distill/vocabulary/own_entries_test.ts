import { assertEquals } from "@std/assert";
import { type EntryReader, sortEntries } from "../../../src/distill/vocabulary/own_entries.ts";

/** Lower case; what has a space is a phrase, and what begins with the name of a list belongs to it. */
const reader: EntryReader = {
  read(entry) {
    const key = entry.trim().toLowerCase();
    return key === "" ? undefined : { entry, key, content: key, isPhrase: key.includes(" ") };
  },
  reject({ key }) {
    return (["known", "removed", "clashing"] as const).find((list) => key.startsWith(list));
  },
};

Deno.test("sortEntries() of no entries reports nothing", () => {
  const empty = { empty: [], duplicate: [], known: [], removed: [], clashing: [] };
  assertEquals(sortEntries([], reader), {
    accepted: [],
    report: { words: 0, phrases: 0, ...empty },
  });
});

Deno.test("sortEntries() keeps the first of each, and says what became of the others", () => {
  const entries = [
    "Deno",
    "new york",
    " ",
    "known x",
    "deno",
    "NEW YORK",
    "removed",
    "clashing",
    "",
  ];
  const { accepted, report } = sortEntries([...entries, "known x", "b"], reader);
  assertEquals(accepted.map(({ content }) => content), ["deno", "new york", "b"]);
  assertEquals(report, {
    words: 2,
    phrases: 1,
    empty: [" ", ""],
    duplicate: ["deno", "NEW YORK"],
    known: ["known x", "known x"],
    removed: ["removed"],
    clashing: ["clashing"],
  });
});

Deno.test("sortEntries() gives no content to two entries", () => {
  const twins: EntryReader = {
    read: (entry) => ({ entry, key: entry, content: "same", isPhrase: false }),
    reject: () => undefined,
  };
  const { accepted, report } = sortEntries(["a", "b"], twins);
  assertEquals([accepted.length, report.duplicate], [1, ["b"]]);
});

Deno.test("sortEntries() reads lone surrogates as U+FFFD, and reports them as given", () => {
  const { accepted, report } = sortEntries(["x\ud800", "X\udc00", "\u{1f600}"], reader);
  assertEquals(accepted.map(({ content }) => content), ["x\ufffd", "\u{1f600}"]);
  assertEquals(report.duplicate, ["X\udc00"]);
});

Deno.test("sortEntries() sorts 200,000 entries in one pass", () => {
  const entries = Array.from({ length: 200_000 }, (_, i) => `w${i % 150_000}`);
  const { accepted, report } = sortEntries(entries, reader);
  assertEquals([accepted.length, report.duplicate.length], [150_000, 50_000]);
});
