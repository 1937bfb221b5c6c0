#!/usr/bin/env python3
"""How often the engine errs about who is behind a claim: model/errors.tsv, which reports correct their rates by.

usage: errors.py GOLD.ndjson FOUND.ndjson "$(hearsay --version)" [NAME OF THE DATA] > model/errors.tsv

GOLD: one article a line, {"id", "text", "attributions": [{"source", "cue", "content", "class", "kind"}, ...]}, spans as lists of half-open
byte ranges. FOUND: what `hearsay extract` writes of the same articles. Python standard library only.

Attributions are paired one to one, best first, by the words their contents share (Dice), then by their cues and sources; a pair counts when
the contents share half their words or more, or the cues share a word. What is left over is missed ("none" found) or not there ("none"
true). Articles are dealt into GROUPS groups in the order of their ids, so that a report can leave out one group at a time and see how
much its correction depends on the articles it was measured on (delete-a-group jackknife).
"""
import collections
import json
import re
import sys

GROUPS = 20
CLASSES = ("named", "people", "vague", "agency", "unresolved", "none")
WORD = re.compile(rb"[\w\x80-\xff]+(?:['.\-][\w\x80-\xff]+)*")


def load(path):
    with open(path, encoding="utf-8") as handle:
        return {str(doc["id"]): doc for doc in map(json.loads, handle)}


def class_of(cls, kind):
    if cls == "anonymous":
        return "people" if kind in ("individual", "group") else "vague"
    return cls


class Attribution:
    """Words of source, cue and content as sets of their places, and the class."""

    def __init__(self, words, source, cue, content, cls, kind):
        self.source, self.cue, self.content = (self.places(words, spans) for spans in (source, cue, content))
        self.cls = class_of(cls, kind)

    @staticmethod
    def places(words, spans):
        return frozenset(i for i, (start, end) in enumerate(words) if any(start < b and a < end for a, b in spans or ()))


def gold_of(doc, words):
    return [Attribution(words, a["source"], a["cue"], a["content"], a["class"], a["kind"]) for a in doc["attributions"]]


def found_of(doc, words):
    return [Attribution(words, c["source"]["spans"], c["cue"]["spans"], c["content"]["spans"], c["source"]["class"], c["source"]["kind"])
            for c in doc["claims"]]


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def pairs_of(gold, found):
    scored = []
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            content, cue = dice(a.content, b.content), bool(a.cue & b.cue)
            if content >= 0.5 or cue:
                scored.append((-(content + cue + 0.25 * dice(a.source, b.source)), g, f))
    pairs, used_gold, used_found = [], set(), set()
    for _, g, f in sorted(scored):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((g, f))
    return pairs


def count(gold, found):
    pairs = pairs_of(gold, found)
    cells = collections.Counter((gold[g].cls, found[f].cls) for g, f in pairs)
    cells.update((a.cls, "none") for g, a in enumerate(gold) if g not in {p for p, _ in pairs})
    cells.update(("none", b.cls) for f, b in enumerate(found) if f not in {p for _, p in pairs})
    return cells


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__.split("\n\n")[1])
    gold, found = load(sys.argv[1]), load(sys.argv[2])
    groups = [collections.Counter() for _ in range(GROUPS)]
    for number, ident in enumerate(sorted(gold)):
        words = [match.span() for match in WORD.finditer(gold[ident]["text"].encode())]
        groups[number % GROUPS].update(count(gold_of(gold[ident], words), found_of(found[ident], words)))
    print("# How often the engine errs about who is behind a claim: tests/corpus/errors.py makes this file. Reports correct their rates by it.")
    print("# model, data: what was measured on what. Then a row for each true class and the class found: claims, in each of", GROUPS, "groups of articles.")
    print("# people: anonymous individuals and groups; vague: other anonymous sources; none: not found, or not there.")
    print("model", sys.argv[3], sep="\t")
    print("data", "%s, %d articles" % (sys.argv[4] if len(sys.argv) > 4 else "development data", len(gold)), sep="\t")
    for true in CLASSES:
        for got in CLASSES:
            if (true, got) != ("none", "none"):
                print(true, got, *(group[true, got] for group in groups), sep="\t")


if __name__ == "__main__":
    main()
