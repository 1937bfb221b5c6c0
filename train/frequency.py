#!/usr/bin/env python3
"""Write src/lexicon/frequency.def: how common a stem is among 100,000 claims.

usage: frequency.py ARTICLES.ndjson [...] > src/lexicon/frequency.def

Counts, for each stem (Snowball English, as libstemmer), the attributions whose cue or content has it; stems of less than
3 in 100,000, of less than 3 claims, and those with capitals alone (names) are left out.  Needs snowballstemmer.
"""
import collections
import json
import os
import re
import sys

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
HERE = os.path.dirname(os.path.abspath(__file__))


def table(name):
    with open(os.path.join(HERE, "../src/lexicon", name), encoding="utf-8") as handle:
        return set(re.findall(r'WORD\("([^"]+)"\)', handle.read()))


def main():
    stem, stop = snowballstemmer.stemmer("english").stemWord, table("stopwords.def")
    counts, lower, claims = collections.Counter(), set(), 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as handle:
            for line in handle:
                article = json.loads(line)
                raw = article["text"].encode()
                for a in article["attributions"]:
                    words = WORD.findall(" ".join(raw[s:e].decode() for s, e in a["cue"] + a["content"]))
                    folded = [w.lower().replace("’", "'").removesuffix("'s") for w in words]
                    claims += 1
                    counts.update({stem(w) for w in folded if w not in stop})
                    lower.update(stem(f) for w, f in zip(words, folded) if w[0].islower())
    rows = {s: round(100000 * n / claims) for s, n in counts.items() if n >= 3 and s in lower and s.isascii()}
    print("/* Written by train/frequency.py: FREQUENCY(stem, claims of 100,000 that have it), in byte order. */")
    for s in sorted(rows):
        print(f'FREQUENCY("{s}", {rows[s]})')


if __name__ == "__main__":
    main()
