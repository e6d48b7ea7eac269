/**
 * The flags of a student: dimensions, weights, tokens to leave out, rows, element type.
 *
 * @module
 */

import type { DistillOptions, PcaComponents } from "../distill/distill.ts";
import { EMBEDDING_DTYPES } from "../model/embedding_table.ts";
import {
  type Flag,
  type FlagValues,
  integersFrom,
  type NumberRange,
  UsageError,
} from "./command.ts";

/** What `distill()` accepts, refused here before a teacher is loaded. */
const COMPONENTS = integersFrom(1);
const CLUSTERS = integersFrom(1);
const VARIANCE: NumberRange = { name: "above 0 and at most 1", includes: (x) => x > 0 && x <= 1 };
const SIF_COEFFICIENT: NumberRange = { name: "above 0, below 1", includes: (x) => x > 0 && x < 1 };

/** The flags. */
export const DISTILL_FLAGS: readonly Flag[] = [
  {
    name: "components",
    value: "N",
    description: 'Dimensions after PCA: a number, "auto" for all, "none" for no PCA (default 256)',
  },
  {
    name: "variance",
    value: "SHARE",
    description: "Dimensions that explain this share of variance, instead of --components",
  },
  {
    name: "sif-coefficient",
    value: "X",
    description: 'SIF weights over Zipf\'s law: above 0, below 1, or "none" (default 1e-4)',
  },
  {
    name: "remove-pattern",
    value: "REGEX",
    description: 'Leave out tokens that begin so, or "none" (default "\\[unused\\d+\\]")',
  },
  {
    name: "clusters",
    value: "N",
    description: "Rows that the tokens share (default one row per token)",
  },
  {
    name: "dtype",
    value: "TYPE",
    description: `Element type: ${EMBEDDING_DTYPES.join(", ")} (default float16)`,
  },
];

/**
 * Reads the flags.
 *
 * @param flags The flags of a command line.
 * @returns What they ask for.
 * @throws {UsageError} If a value cannot be used.
 */
export function readDistillFlags(flags: FlagValues): DistillOptions {
  const components = readComponents(flags);
  const sifCoefficient = flags.number("sif-coefficient", {
    range: SIF_COEFFICIENT,
    words: ["none"],
  });
  const removePattern = readPattern(flags.text("remove-pattern"));
  const clusters = flags.number("clusters", { range: CLUSTERS });
  const dtype = flags.choice("dtype", EMBEDDING_DTYPES);
  return {
    ...(components === undefined ? {} : { components }),
    ...(sifCoefficient === undefined ? {} : {
      sifCoefficient: sifCoefficient === "none" ? false : sifCoefficient,
    }),
    ...(removePattern === undefined ? {} : { removePattern }),
    ...(clusters === undefined ? {} : { clusters }),
    ...(dtype === undefined ? {} : { dtype }),
  };
}

function readComponents(flags: FlagValues): PcaComponents | false | undefined {
  const components = flags.number("components", {
    range: COMPONENTS,
    words: ["auto", "none"],
  });
  const variance = flags.number("variance", { range: VARIANCE });
  if (variance === undefined) return components === "none" ? false : components;
  if (components === undefined) return { variance };
  throw new UsageError("Cannot use --components together with --variance: give one of them");
}

function readPattern(pattern: string | undefined): RegExp | false | undefined {
  if (pattern === undefined) return undefined;
  if (pattern === "none") return false;
  try {
    return new RegExp(pattern, "u");
  } catch (cause) {
    throw new UsageError(
      `Cannot use "${pattern}" for --remove-pattern: it must be a regular expression`,
      { cause },
    );
  }
}
