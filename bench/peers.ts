/**
 * `peers.ts [--python PATH] [--rounds N]`: how fast this package encodes beside Python's model2vec and
 * model2vec-rs, as far as they are installed: same files, same texts, one core, fresh processes that take
 * turns. Prints Markdown.
 *
 * The Rust program is built with cargo, in a folder for temporary files that is kept.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { describeOrigin } from "./measure/origin.ts";
import { ABSENT, formatNumber, renderTable } from "./measure/markdown.ts";
import { findPin } from "./measure/programs.ts";
import { findPython, findRust, ourPeer, type Peer } from "./peers/peer.ts";
import { type PeerModel, writePeerModels } from "./peers/peer_models.ts";
import { type PeerText, writePeerTexts } from "./peers/peer_texts.ts";
import type { BestTimes } from "./peers/peer_times.ts";
import { timeInTurns, type Turns } from "./peers/rounds.ts";

/** Where the Rust program is built and kept. */
const BUILD_FOLDER = "/tmp/model2vec-peers";

/** A kind of time, and how the report calls it. */
interface Pass {
  readonly name: string;
  readonly take: (times: BestTimes) => number | undefined;
}

const REPEATED: readonly Pass[] = [
  { name: "best of several", take: ({ warm }) => warm },
  { name: "first in its process", take: ({ first }) => first },
];

const ONCE: Pass = { name: "first over it, code warm", take: ({ once }) => once };

const flags = parseArgs(Deno.args, { string: ["python", "rounds"] });
const rounds = Number(flags.rounds || 3);
const { description: pinned, pin } = await findPin();
// deno-lint-ignore no-console -- the report is for people
console.error("Preparing models, texts and programs; the Rust program is built the first time");
const python = await findPython(String(flags.python || "python3"));
const rust = await findRust(BUILD_FOLDER);
const ours = ourPeer();

const folder = await Deno.makeTempDir();
try {
  const models = await writePeerModels(folder);
  const texts = await writePeerTexts(folder);
  const rows: string[][] = [];
  for (const model of models) {
    rows.push(...await compare([ours, rust, python], { model, texts, turns: { rounds, pin } }));
  }
  const [single, bytes] = [ourPeer("float32"), ourPeer("int8")];
  const resident = await compare([ours, single, bytes], {
    model: models[0]!,
    texts,
    turns: { rounds, pin },
  });
  // deno-lint-ignore no-console -- the report is for people
  console.log([
    renderTable(rows, {
      titles: [
        ...["Model", "Text", "Pass"],
        ...["ours, lines/s", "Rust, lines/s", "Python, lines/s", "ours / Rust", "ours / Python"],
      ],
      textColumns: 3,
    }),
    renderTable(resident, {
      titles: [
        ...["Model", "Text", "Pass"],
        ...["float16 rows, lines/s", "float32 rows", "int8 rows", "float16 / float32"],
        "float16 / int8",
      ],
      textColumns: 3,
    }),
    `Shortest times of ${rounds} processes each, in turns, ${pinned}. ` +
    await describeOrigin("report:peers", [python.description, rust.description]),
  ].join("\n\n"));
} finally {
  await Deno.remove(folder, { recursive: true });
}

interface Material {
  readonly model: PeerModel;
  readonly texts: { readonly repeated: readonly PeerText[]; readonly newWords: PeerText };
  readonly turns: Turns;
}

/** A row for each text and pass: speeds of the three programs, and those of the first by the others'. */
async function compare(
  programs: readonly Peer[],
  { model, texts: { repeated, newWords }, turns }: Material,
): Promise<string[][]> {
  // deno-lint-ignore no-console -- the report is for people
  console.error(`Timing ${model.name}`);
  const rows: string[][] = [];
  for (const [i, text] of repeated.entries()) {
    const isLast = i === repeated.length - 1;
    const times = await timeInTurns(programs, {
      model: model.folder,
      repeated: text,
      ...(isLast ? { once: newWords } : {}),
    }, turns);
    for (const pass of REPEATED) {
      rows.push([model.name, text.name, pass.name, ...renderSpeeds(times, pass, text.lines)]);
    }
    if (!isLast) continue;
    rows.push([model.name, newWords.name, ONCE.name, ...renderSpeeds(times, ONCE, newWords.lines)]);
  }
  return rows;
}

function renderSpeeds(
  times: readonly (BestTimes | undefined)[],
  { take }: Pass,
  lines: number,
): string[] {
  const speeds = times.map((best) => {
    const seconds = best && take(best);
    return seconds === undefined ? undefined : lines / seconds;
  });
  const [first, ...others] = speeds;
  const ratios = others.map((speed) =>
    first === undefined || speed === undefined ? ABSENT : formatNumber(first / speed, 2)
  );
  return [...speeds.map((speed) => formatNumber(speed)), ...ratios];
}
