/**
 * Tables of numbers as Markdown.
 *
 * @module
 */

/** Stands where nothing was measured. */
export const ABSENT = "–";

/** What a table looks like. */
export interface TableLayout {
  /** Titles of the columns. */
  readonly titles: readonly string[];
  /** How many columns, from the left, hold text; the others hold numbers. @default {1} */
  readonly textColumns?: number;
}

/**
 * Renders a table.
 *
 * @param rows The cells of each row, as many as there are titles.
 * @param layout Titles, and which columns hold text.
 * @returns Lines of Markdown, without a line break at the end.
 * @throws {RangeError} If a row has another number of cells.
 */
export function renderTable(
  rows: readonly (readonly string[])[],
  { titles, textColumns = 1 }: TableLayout,
): string {
  const stray = rows.find((cells) => cells.length !== titles.length);
  if (stray !== undefined) {
    throw new RangeError(
      `Cannot render table: a row has ${stray.length} cells, there are ${titles.length} titles`,
    );
  }
  const alignments = titles.map((_, i) => i < textColumns ? "---" : "---:");
  return [titles, alignments, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Writes a number with thousands separated.
 *
 * @param value Any number; `undefined` if it was not measured.
 * @param digits Digits after the point.
 * @returns Such as `12,345`.
 */
export function formatNumber(value: number | undefined, digits = 0): string {
  if (value === undefined) return ABSENT;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/**
 * Writes bytes in millions.
 *
 * @param bytes Any number.
 * @returns Such as `15.1 MB`.
 */
export function formatMegabytes(bytes: number): string {
  return `${formatNumber(bytes / 1e6, 1)} MB`;
}
