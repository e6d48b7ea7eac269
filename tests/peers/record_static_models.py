"""Records vectors of Python's model2vec around tokenizers of every kind: python record_static_models.py.

The table of a model is a formula (see `cell`), so that only tokenizers and answers need to be kept.
"""

import json
from pathlib import Path

import model2vec
import numpy as np
from model2vec import StaticModel
from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
FIXTURES = FOLDER.parent / "fixtures" / "tokenizers"
DIMENSIONS = 4
TEXTS = [
    "Hello, world! It's 12345 o'clock.",
    "naïve café Ελλάδα нормально",
    "日本語のテキスト 한국어 नमस्ते",
    "👩🏽‍🚀 \U00020000 \u0000 \ufeff",
    "",
    "word " * 700,
    "supercalifragilistic" * 200,
    "日" * 3000,
]


def cell(row, column):
    return (row * 31 + column * 17) % 257 / 257 - 0.5


def main():
    models = {}
    for file in sorted(FIXTURES.glob("*/tokenizer.json")):
        tokenizer = Tokenizer.from_file(str(file))
        rows = max(tokenizer.get_vocab().values()) + 1
        table = np.array([[cell(r, c) for c in range(DIMENSIONS)] for r in range(rows)], dtype=np.float32)
        model = StaticModel(table, tokenizer, normalize=True)
        models[file.parent.name] = np.nan_to_num(model.encode(TEXTS)).round(6).tolist()
    content = {"peer": f"model2vec {model2vec.__version__}", "texts": TEXTS, "models": models}
    (FOLDER / "static_models.json").write_text(json.dumps(content) + "\n")


main()
