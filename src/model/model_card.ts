/**
 * The model card (`README.md`) of a saved model.
 *
 * @module
 */

/** What a model card says of a model's origin. */
export interface ModelCard {
  /** Teacher that the model was distilled from. */
  readonly baseModel?: string;
  /** Languages by their ISO 639-1 codes. */
  readonly language?: readonly string[];
}

const METADATA = /^---\r?\n([\s\S]*?)\r?\n---/;

/**
 * Reads the metadata that a later save keeps, from a model card's YAML front matter: `base_model` and
 * `language`, each a scalar or a list. All else is left unread.
 *
 * @param text Contents of `README.md`.
 * @returns What was found; nothing for a file without front matter.
 */
export function parseModelCard(text: string): ModelCard {
  const metadata = METADATA.exec(text)?.[1] ?? "";
  const [baseModel] = readList(metadata, "base_model");
  const language = readList(metadata, "language");
  return {
    ...(baseModel === undefined ? {} : { baseModel }),
    ...(language.length === 0 ? {} : { language }),
  };
}

function readList(metadata: string, key: string): string[] {
  const match = new RegExp(`^${key}:[ \\t]*(.*)((?:\\r?\\n[ \\t]*-[ \\t]+.*)*)`, "m").exec(
    metadata,
  );
  if (match === null) return [];
  const [, inline = "", block = ""] = match;
  const items = inline.startsWith("[")
    ? inline.replace(/^\[|\]\s*$/g, "").split(",")
    : [inline, ...block.split(/\r?\n/).map((line) => line.replace(/^[ \t]*-[ \t]+/, ""))];
  return items.map(unquote).filter((item) => item !== "" && item !== "null");
}

function unquote(item: string): string {
  const text = item.trim();
  if (/^".*"$/.test(text)) return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return /^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/**
 * Writes a model card, with the metadata that Python's model2vec writes.
 *
 * @param name Name of the model, usually that of its folder or repository.
 * @param card The model's origin.
 * @returns Contents of `README.md`.
 */
export function renderModelCard(name: string, { baseModel, language }: ModelCard): string {
  const origin = baseModel === undefined ? "" : `, distilled from \`${baseModel}\``;
  return `---
base_model: ${quote(baseModel ?? "unknown")}
${
    language === undefined
      ? ""
      : `language:\n${language.map((code) => `- ${quote(code)}\n`).join("")}`
  }\
library_name: model2vec
license: mit
model_name: ${quote(name)}
tags:
- embeddings
- static-embeddings
- sentence-transformers
---

# ${name} Model Card

This is a [Model2Vec](https://github.com/MinishLab/model2vec) model${origin}. It holds one
vector per token; the vector of a text is the mean of its tokens' vectors. No neural network runs when it
encodes, so that it is small, and fast on any CPU.

## Usage

In Deno, with [@model2vec/model2vec](https://jsr.io/@model2vec/model2vec):

\`\`\`ts
import { StaticModel } from "jsr:@model2vec/model2vec";

const model = await StaticModel.fromPretrained("${name}");
const vectors = model.encode(["Example sentence"]);
\`\`\`

In Python, with \`pip install model2vec\`:

\`\`\`python
from model2vec import StaticModel

model = StaticModel.from_pretrained("${name}")
vectors = model.encode(["Example sentence"])
\`\`\`

It also loads in [sentence-transformers](https://github.com/UKPLab/sentence-transformers).

## Citation

\`\`\`bibtex
@software{minishlab2024model2vec,
  author    = {Stephan Tulkens and {van Dongen}, Thomas},
  title     = {Model2Vec: Fast State-of-the-Art Static Embeddings},
  year      = {2024},
  publisher = {Zenodo},
  doi       = {10.5281/zenodo.17270888},
  url       = {https://github.com/MinishLab/model2vec},
  license   = {MIT}
}
\`\`\`
`;
}

/** Quotes a YAML scalar where it could be taken for something else. */
function quote(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
