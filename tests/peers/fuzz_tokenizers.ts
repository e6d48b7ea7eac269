// deno-lint-ignore-file no-console -- the report is for people
/**
 * `deno task fuzz:tokenizers [--seed N] [--seconds N | --cases N]`: looks for texts that our tokenizer and
 * `npm:@huggingface/tokenizers` encode differently for a reason that is not known.
 *
 * It prints each such case as small as it can make it, and then fails. Which of the two is right is for
 * Python's `tokenizers` to say; if it is ours, the divergence belongs in `tokenizer_divergences.json`.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { fuzz, type FuzzReport } from "./fuzz_run.ts";
import { loadPeerPackage, PEER_SPECIFIER } from "./peer_package.ts";

const DEFAULT_SEED = 1;
const DEFAULT_SECONDS = 30;

function readCount(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value !== "string" || !/^\d{1,9}$/.test(value)) {
    throw new RangeError(`Cannot fuzz: "${value}" was given, a whole number is needed`);
  }
  return Number(value);
}

function renderReport(report: FuzzReport): string {
  const known = [...report.countByDivergence].sort(([, a], [, b]) => b - a);
  return [
    ...report.findings.map((finding) => `New divergence:\n${JSON.stringify(finding)}\n`),
    `${report.agreedCount.toLocaleString("en")} cases agreed`,
    `${report.knownCount.toLocaleString("en")} differed in a known way`,
    ...known.map(([name, count]) => `  ${count.toLocaleString("en").padStart(9)}  ${name}`),
    `${report.findings.length} new divergences`,
  ].join("\n");
}

interface Wish {
  readonly seed: number;
  readonly seconds: number;
  readonly cases: number | undefined;
}

function readFlags(args: readonly string[]): Wish {
  const flags = parseArgs([...args], { string: ["seed", "seconds", "cases"] });
  return {
    seed: readCount(flags.seed, DEFAULT_SEED),
    seconds: readCount(flags.seconds, DEFAULT_SECONDS),
    cases: flags.cases === undefined ? undefined : readCount(flags.cases, 0),
  };
}

async function main({ seed, seconds, cases }: Wish): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const peer = await loadPeerPackage();
  if (peer === null) throw new Error(`Cannot fuzz: ${PEER_SPECIFIER} could not be loaded`);
  const report = fuzz(peer, {
    seed,
    goOn: (count) => cases === undefined ? performance.now() < end : count < cases,
  });
  console.log(renderReport(report));
  return report.findings.length > 0 ? 1 : 0;
}

try {
  Deno.exit(await main(readFlags(Deno.args)));
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : error}`);
  Deno.exit(2);
}
