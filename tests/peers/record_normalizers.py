"""Records what Python's normalizers answer: python record_normalizers.py (writes beside itself).

Needs tokenizers 0.22.2, sentencepiece and protobuf.
"""

import base64
import hashlib
import io
import json
import random
from pathlib import Path

import sentencepiece
import tokenizers
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer

HERE = Path(__file__).parent
HEADER = {"peer": f"tokenizers {tokenizers.__version__}", "script": "record_normalizers.py"}
BLOCK = 0x4000
PLAIN = ["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel"]
# Keys that are a prefix of others, marks alone, clusters below and above 6 bytes, a removal, a BOM.
RULES = {
    "e\u0301": "é", "a": "b", "Ａ": "A", "\u0301": "'", "か\u3099": "が", "\r\n": "\n", "\u00a9": "(c)",
    "😀": ":)", "\u00ad": "", "\u0915": "k", "\u0903": ":", "ᄀ": "g", "각": "gag", "\u05d0\u05b8": "o",
    "①": "1", "\u2060": "\ufeff", "\u0600": "#", "x\u0323\u0301": "!", "y\u0323": "?",
}
PARTS = list("aAeÉxyz 1.-\n\r\t") + [
    *RULES, "\u0301", "\u0323", "\u0308", "\u0334", "\u0344", "\u0f73", "\u05b8", "\u0b47", "\u0b56",
    "\u094d", "\u0937", "\u093f", "\u200c", "\u200d", "\ufe0f", "\u1100", "\u1161", "\u11a8", "가",
    "각", "ﬁ", "½", "ﾞ", "ｶ", "Å", "\u212b", "İ", "Σ", "ẞ", "日", "\u3000", "\u0085", "\u00a0",
    "\u200b", "\u2581", "\ufeff", "\ufffd", "\u0000", "\u0007", "\u007f", "\u0897", "\u1dfa",
    "\U0001F468", "\U0001F1E6", "\U0001F1E7", "\U0001F3FB", "\U0001D15E", "\U0001D165", "\U0001D16D",
    "\U00011131", "\U00011127", "\U00011938", "\U000110BA", "\U0002F800", "\U000E0101", "\u2764",
]
PATTERNS = [{"String": s} for s in ["a", " ", "", "$", "e\u0301", ".", "😀"]] + [
    {"Regex": s} for s in [r"\s+", " {2,}", "a*", "(?=a)", r"\b", "[^a]*", r"\p{L}", "x|", "(a|e)+"]
]
CONTENTS = ["", " ", "▁", "$&", "$1", "$$", "é"]


def spell(text):
    return " ".join(f"{ord(character):X}" for character in text)


def make_charsmap():
    rules, model = HERE / "rules.tsv", io.BytesIO()
    rules.write_text("".join(f"{spell(key)}\t{spell(value)}\n" for key, value in RULES.items()))
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["some words"]), model_writer=model, vocab_size=20,
        hard_vocab_limit=False, normalization_rule_tsv=str(rules), minloglevel=2)
    rules.unlink()
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    return base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode()


def create(spec):
    model = {"type": "WordLevel", "unk_token": "", "vocab": {"": 0}}
    return Tokenizer.from_str(json.dumps({"normalizer": spec, "model": model})).normalizer


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def blocks():
    for start in range(0, 0x110000, BLOCK):
        points = [c for c in range(start, start + BLOCK) if not 0xD800 <= c < 0xE000]
        yield "".join(f"a{chr(c)}b " for c in points)


def random_text():
    if random.random() < 0.04:
        marks = random.choices("\u0301\u0323\u0334\u0344\u0f73ﾞ\U0001D165\U0001D16D", k=70)
        return "a" + "".join(marks) + "é"
    return "".join(random.choices(PARTS, k=random.randint(0, 12)))


def random_spec(charsmap):
    kind = random.choice([*PLAIN, "Strip", "Replace", "Replace", "Prepend", "Precompiled", "Precompiled"])
    match kind:
        case "Strip":
            sides = {"strip_left": random.random() < 0.7, "strip_right": random.random() < 0.7}
            return {"type": kind, **sides}
        case "Replace":
            return {"type": kind, "pattern": random.choice(PATTERNS), "content": random.choice(CONTENTS)}
        case "Prepend":
            return {"type": kind, "prepend": random.choice(["▁", " ", "\u0301", "😀"])}
        case "Precompiled":
            return {"type": kind, "precompiled_charsmap": charsmap}
    return {"type": kind}


def answer(normalizer, text):
    """None where Python panics: after an insertion at the very beginning it can lose its place."""
    try:
        return normalizer.normalize_str(text)
    except BaseException:
        return None


def record(charsmap):
    random.seed(3)
    specs = [{"type": kind} for kind in PLAIN] + [{"type": "Precompiled", "precompiled_charsmap": charsmap}]
    cases = []
    for _ in range(80):
        steps = [random_spec(charsmap) for _ in range(random.choice([1, 1, 2, 3]))]
        spec = steps[0] if len(steps) == 1 else {"type": "Sequence", "normalizers": steps}
        normalizer = create(spec)
        texts = [random_text() for _ in range(10)]
        pairs = [[text, answer(normalizer, text)] for text in texts]
        cases.append({"spec": spec, "answers": [pair for pair in pairs if pair[1] is not None]})
    return {
        **HEADER,
        "block": BLOCK,
        "digests": [{"spec": spec, "digests": [digest(create(spec).normalize_str(b)) for b in blocks()]}
                    for spec in specs],
        "cases": cases,
    }


charsmap = make_charsmap()
record_text = json.dumps(record(charsmap), separators=(",", ":")).replace(charsmap, "CHARSMAP")
(HERE / "normalizers.json").write_text(f'{{"charsmap":"{charsmap}",{record_text[1:]}\n')
