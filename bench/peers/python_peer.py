"""python_peer.py MODEL SECONDS REPEATED_FILE [ONCE_FILE]: times Python's model2vec as bench/peers.ts asks.

Prints one JSON object: seconds of loading, of each pass over the first file, of the pass over the second.
"""

import json
import sys
import time

from model2vec import StaticModel


def read_lines(path: str) -> list[str]:
    with open(path, encoding="utf-8", newline="\n") as file:
        return [line.removesuffix("\n") for line in file]


def time_pass(model: StaticModel, lines: list[str]) -> float:
    start = time.perf_counter()
    model.encode(lines, use_multiprocessing=False)
    return time.perf_counter() - start


def main(folder: str, budget: str, repeated: str, *once: str) -> None:
    start = time.perf_counter()
    model = StaticModel.from_pretrained(folder)
    load = time.perf_counter() - start
    lines = read_lines(repeated)
    passes: list[float] = []
    while len(passes) < 2 or sum(passes) < float(budget):
        passes.append(time_pass(model, lines))
    new = [time_pass(model, read_lines(path)) for path in once]
    print(json.dumps({"lines": len(lines), "load": load, "repeated": passes, "once": new}))


main(*sys.argv[1:])
