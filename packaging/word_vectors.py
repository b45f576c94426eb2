#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the file that model/ranking/word_vectors.h reads.

    word_vectors.py EMBEDDINGS.json FILE      EMBEDDINGS: {"words": [most frequent first], "vectors": {word: [...]}}

Frequent words become short (a / (a + frequency), a = 0.001; the frequency by rank), and the direction that all words share is
taken off: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017).
"""
import json
import math
import os
import struct
import sys

WORDS = 20000
DIMENSIONS = 100
SHORTEN = 0.001
JUDGES = 3000  # so many words say what all share
ROUNDS = 6
HEAD = b"shopbell word vectors 1\n"
SCALE = 10_000_000


def chosen(source):
    """Lower-case words, the most frequent first, with how frequent they are."""
    words = []
    for rank, word in enumerate(source["words"]):
        if word.isascii() and word.isalpha() and word.islower():
            words.append((word, 1 / ((rank + 2.7) * 13)))
        if len(words) == WORDS:
            break
    return words


def product(one, other):
    return sum(a * b for a, b in zip(one, other))


def unit(vector):
    length = math.sqrt(product(vector, vector))
    return [x / length for x in vector]


def shared_direction(words, vectors):
    """The first principal direction, by power iteration; words count by their frequency."""
    judges = [(frequency, vector) for (_, frequency), vector in zip(words[:JUDGES], vectors)]
    direction = unit([sum(f * v[i] for f, v in judges) for i in range(DIMENSIONS)])
    for _ in range(ROUNDS):
        turned = [0.0] * DIMENSIONS
        for frequency, vector in judges:
            by = frequency * product(direction, vector)
            turned = [t + by * x for t, x in zip(turned, vector)]
        direction = unit(turned)
    return direction


def written(word, vector):
    scale = max(1, math.ceil(max(abs(x) for x in vector) * SCALE / 127))
    values = [round(x * SCALE / scale) for x in vector]
    return bytes([len(word)]) + word.encode() + struct.pack("<I", scale) + struct.pack(f"{DIMENSIONS}b", *values)


def main(source_path, target_path):
    with open(source_path, encoding="utf8") as file:
        source = json.load(file)
    words = chosen(source)
    vectors = [[x * SHORTEN / (SHORTEN + frequency) for x in source["vectors"][word][:DIMENSIONS]]
               for word, frequency in words]
    if len(words) < WORDS or any(len(vector) != DIMENSIONS for vector in vectors):
        sys.exit(f"{source_path} does not have {WORDS} words in {DIMENSIONS} dimensions")
    shared = shared_direction(words, vectors)
    entries = []
    for (word, _), vector in zip(words, vectors):
        by = product(shared, vector)
        entries.append((word, [x - by * s for x, s in zip(vector, shared)]))
    partial = target_path + ".part"
    with open(partial, "wb") as file:
        file.write(HEAD + struct.pack("<II", len(entries), DIMENSIONS))
        for word, vector in sorted(entries):
            file.write(written(word, vector))
    os.replace(partial, target_path)
    print(f"{target_path}: {len(entries)} words, {os.path.getsize(target_path)} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
