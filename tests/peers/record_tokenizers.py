"""Records what Python's `tokenizers` answers: python record_tokenizers.py (writes beside itself)."""

import hashlib
import json
import random
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

HERE = Path(__file__).parent
HEADER = {"peer": f"tokenizers {tokenizers.__version__}", "script": "record_tokenizers.py"}
BLOCK = 0x4000
OPTIONS = [
    {"clean_text": clean, "handle_chinese_chars": chinese, "strip_accents": strip, "lowercase": lower}
    for clean, chinese, strip, lower in [
        (True, True, None, True),
        (True, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    ]
]
# Marks of several combining classes, spacing ones that outlive stripping, and what is not a mark.
MARKS = "\u0301\u0323\u0328\u034f\u05b0\u0e38\u302e\u302f\u1baa\ua953\U0001d165\U0001d16d\u0f73\u08d4aé가"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def blocks():
    for start in range(0, 0x110000, BLOCK):
        points = [c for c in range(start, start + BLOCK) if not 0xD800 <= c < 0xE000]
        yield "".join(f"a{chr(c)}b " for c in points)


def record_bert():
    random.seed(1)
    split = BertPreTokenizer().pre_tokenize_str
    texts = ["".join(random.choices(MARKS, k=k)) for k in [2, 3, 5, 8] * 10 + [80, 200, 200]]
    normalizers = []
    for options in OPTIONS:
        normalize = BertNormalizer(**options).normalize_str
        normalizers.append({
            "options": options,
            "digests": [digest(normalize(block)) for block in blocks()],
            "normalized": [normalize(text) for text in texts],
        })
    return {
        **HEADER,
        "block": BLOCK,
        "texts": texts,
        "normalizers": normalizers,
        "pieces": [digest("\n".join(piece for piece, _ in split(block))) for block in blocks()],
    }


PARTS = ["a", "b", "ab", "A", "É", "e\u0301", "日", " ", "  ", "\t\n", "\u00a0", "\u3000", "<", "[x]",
         "a b", "_", "-", "1", "\u200b", "\u0301", "Σ", "😀", "\U00020000", "’", "\x0b", "\x85", "\ufffd"]
CONTENTS = ["a", "ab", "[x]", "<", "<<", "a b", "B", "É", "[UNK]", "[SEP]", " a", "\n", "日", "😀", "a-"]
VOCAB = ["[UNK]", "[CLS]", "[SEP]", "a", "b", "ab", "##a", "##b", "##ab", "1", "##1", "-", "_", "<", "[",
         "]", "x", "é", "##é", "e", "##e", "日", "##日", "A", "Σ", "σ", "##σ", "😀", "##😀", "’", "É"]


def flag():
    return random.random() < 0.3


def random_tokenizer():
    contents = random.sample(CONTENTS, random.choice([1, 2, 4]))
    added = [
        {"id": len(VOCAB) + i, "content": content, "single_word": flag(), "lstrip": flag(),
         "rstrip": flag(), "normalized": flag(), "special": flag()}
        for i, content in enumerate(contents)
    ]
    return {
        "added_tokens": added,
        "normalizer": random.choice([None] + [{"type": "BertNormalizer", **o} for o in OPTIONS]),
        "pre_tokenizer": random.choice([None] + 3 * [{"type": "BertPreTokenizer"}]),
    }


def record_added_tokens():
    random.seed(2)
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
             "max_input_chars_per_word": 10, "vocab": {token: i for i, token in enumerate(VOCAB)}}
    cases = []
    while len(cases) < 80:
        parts = random_tokenizer()
        tokenizer = Tokenizer.from_str(json.dumps({**parts, "model": model}))
        contents = [token["content"] for token in parts["added_tokens"]]
        texts = ["".join(random.choices(PARTS + 3 * contents, k=random.randint(0, 9))) for _ in range(12)]
        answers = [[t, tokenizer.encode(t, add_special_tokens=False).ids] for t in texts]
        cases.append({"parts": parts, "answers": answers})
    return {**HEADER, "model": model, "cases": cases}


def write(name, record):
    (HERE / name).write_text(json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n")


write("bert_normalizer.json", record_bert())
write("added_tokens.json", record_added_tokens())
