/**
 * The `model2vec` command line, ready to run:
 *
 * ```sh
 * deno run -A jsr:@model2vec/cli distill
 * ```
 *
 * @module
 */

import { main } from "@model2vec/model2vec/cli";

if (import.meta.main) Deno.exit(await main(Deno.args));
