"""Records Python's answers to the examples of tokenizer_divergences.json: python record_divergences.py.

The file is written again with "python" as `tokenizers` answers now; everything else is kept.
"""

import json
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer

FILE = Path(__file__).parent / "tokenizer_divergences.json"


def dump(value):
    return json.dumps(value, ensure_ascii=True)


def main():
    content = json.loads(FILE.read_text())
    content["peer"] = f"tokenizers {tokenizers.__version__}"
    for entry in content["divergences"]:
        tokenizer = Tokenizer.from_str(json.dumps(entry["json"]))
        entry["python"] = tokenizer.encode(entry["text"]).ids
    header = [f"  {dump(key)}: {dump(value)}," for key, value in content.items() if key != "divergences"]
    entries = [
        "    {\n" + ",\n".join(f"      {dump(key)}: {dump(value)}" for key, value in entry.items()) + "\n    }"
        for entry in content["divergences"]
    ]
    lines = ["{", *header, '  "divergences": [', ",\n".join(entries), "  ]", "}"]
    FILE.write_text("\n".join(lines) + "\n")


main()
