#!/usr/bin/env python3
"""Do the C program and the Python program agree? Compares what tests/corpus/tag and decode.py say with the same weights.

usage: parity.py PYTHON.ndjson C.ndjson [--least SHARE]

Both of the form {"id", "attributions": [{"source", "cue", "content", "kinds", "p", "cue_p", "path_p"}]}. Prints the share of attributions
that have the same spans in both, the differences, and the largest differences of the probabilities; exit status 1 when the
share is under --least (0.995).
"""
import argparse
import json
import sys

ROLES = ("source", "cue", "content")


def load(path):
    with open(path, encoding="utf-8") as handle:
        return {record["id"]: record["attributions"] for record in map(json.loads, handle)}


def by_spans(attributions):
    return {json.dumps([a[role] for role in ROLES]): a for a in attributions}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("python")
    ap.add_argument("c")
    ap.add_argument("--least", type=float, default=0.995)
    args = ap.parse_args()
    left, right = load(args.python), load(args.c)
    ids = [ident for ident in left if ident in right]
    same = total = 0
    worst = {"p": 0.0, "cue_p": 0.0, "path_p": 0.0, "kinds": 0.0}
    for ident in ids:
        a, b = by_spans(left[ident]), by_spans(right[ident])
        total += max(len(a), len(b))
        same += len(a.keys() & b.keys())
        for key in sorted(a.keys() ^ b.keys()):
            print(f"{ident}: {'python' if key in a else 'c'} alone: {key}")
        for key in a.keys() & b.keys():
            for name in worst:
                x, y = ([v[key][name]] if name != "kinds" else v[key][name] for v in (a, b))
                worst[name] = max([worst[name]] + [abs(p - q) for p, q in zip(x, y)])
    share = same / total if total else 0.0
    print(f"{len(ids)} articles, {same} of {total} attributions have the same spans: {share:.4f}")
    print("largest differences: " + ", ".join(f"{name} {value:.5f}" for name, value in worst.items()))
    sys.exit(share < args.least)


if __name__ == "__main__":
    main()
