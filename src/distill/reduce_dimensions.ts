/**
 * Principal component analysis of token vectors, with what Python does where there cannot be as many
 * components as were asked for.
 *
 * @module
 */

import type { Matrix } from "../numeric/matrix.ts";
import { fitPca, orientColumns, type PcaComponents, projectPca } from "../numeric/pca.ts";

/**
 * Follows `apply_pca` of Python's model2vec (`distill/inference.py`): more components than columns keep all
 * columns; more components than rows leave PCA out.
 *
 * @param hidden rows x columns; not changed.
 * @param components Components to keep; `false` for no PCA.
 * @param onWarning Is told where fewer components or none were kept.
 * @returns rows x components, or `hidden` itself.
 */
export function reduceDimensions(
  hidden: Matrix,
  components: PcaComponents | false,
  onWarning?: (message: string) => void,
): Matrix {
  if (components === false) return hidden;
  const { rows, columns } = hidden;
  const wanted = components === "auto" ? columns : components;
  if (typeof wanted === "number" && wanted > columns) {
    onWarning?.(
      `${wanted} components were asked for, the teacher has ${columns}: PCA keeps all of them`,
    );
  }
  const kept = typeof wanted === "number" ? Math.min(wanted, columns) : wanted;
  if (rows <= (typeof kept === "number" ? kept : 1)) {
    onWarning?.(
      `PCA needs more rows than components, there are ${rows}: PCA is left out`,
    );
    return hidden;
  }
  const reduced = projectPca(hidden, fitPca(hidden, kept));
  orientColumns(reduced);
  return reduced;
}
