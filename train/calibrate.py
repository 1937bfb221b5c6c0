#!/usr/bin/env python3
"""Fit the confidence of an attribution to how often such attributions are right, and show how well it holds.

usage: calibrate.py GOLD.ndjson FOUND.ndjson [EXTRACTED.ndjson]     fit; prints what export.py --set takes, and the table in cross-validation
       calibrate.py GOLD.ndjson EXTRACTED.ndjson --show     no fit: the table for the confidence of `hearsay extract`

FOUND: as decode.py and tests/corpus/tag write it, with cue_p and path_p. With EXTRACTED, what `hearsay extract` writes of the same
articles, an attribution is as right as the claim that the rules made of it, which has its cue; else as it was found. An attribution is right when a gold one has half of its
content's words (Dice) and shares a word of its source, or both have no source; each gold one counts once, the best first.

The weights are those of decode.sureness: a logistic function of the logit of cue_p, the root of
-log path_p and whether there is no source (Platt 1999), fitted
by Newton's method with a small penalty. The table is over ten parts of equal size; the expected calibration error (Naeini, Cooper,
Hauskrecht 2015) is the mean distance between confidence and share of right ones in them, by size.
"""
import argparse
import json
import re

import numpy

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
NAMES = ("sure_base", "sure_cue", "sure_path", "sure_bare")
FOLDS, PARTS, PENALTY = 8, 10, 1e-3


def load(path):
    with open(path, encoding="utf-8") as handle:
        return {(record.get("article") or record).get("id", record.get("id")): record for record in map(json.loads, handle)}


def found_of(record):
    """Attributions of either form as (source, cue, content, probabilities)."""
    if "attributions" in record:
        return [(a["source"], a["cue"], a["content"], a) for a in record["attributions"]]
    return [(c["source"].get("spans", []), c["cue"].get("spans", []), c["content"]["spans"], c) for c in record["claims"]]


def word_sets(text, spans_of):
    offsets, at = [0], 0
    for char in text:
        at += len(char.encode())
        offsets.append(at)
    words = [(offsets[m.start()], offsets[m.end()]) for m in WORD.finditer(text)]
    return [tuple(frozenset(i for i, (s, e) in enumerate(words) if any(s < b and a < e for a, b in spans)) for spans in roles)
            for roles in spans_of]


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def right_ones(gold, found):
    """A bool for each found attribution; both are lists of (source, cue, content) sets of words."""
    rows = sorted(((dice(g[2], f[2]) + bool(g[1] & f[1]) + 0.25 * dice(g[0], f[0]), i, k)
                   for i, g in enumerate(gold) for k, f in enumerate(found) if g[2] & f[2] or g[1] & f[1]),
                  key=lambda row: (-row[0], row[1], row[2]))
    used, right, seen = set(), [False] * len(found), set()
    for _, i, k in rows:
        if i in used or k in seen:
            continue
        used.add(i), seen.add(k)
        g, f = gold[i], found[k]
        right[k] = dice(g[2], f[2]) >= 0.5 and (bool(g[0] & f[0]) or not (g[0] or f[0]))
    return right


def material(gold, found):
    """(article number [n], probabilities of each, right [n])"""
    group, items, right = [], [], []
    for number, (ident, record) in enumerate(sorted(gold.items())):
        if ident not in found:
            continue
        mine, theirs = found_of(found[ident]), found_of(record)
        marks = right_ones(word_sets(record["text"], [a[:3] for a in theirs]), word_sets(record["text"], [a[:3] for a in mine]))
        group += [number] * len(mine)
        items += [a[3] for a in mine]
        right += marks
    return numpy.array(group), items, numpy.array(right, float)


def cue_start(spans):
    return spans[0][0] if spans else None


def judged(group, items, right, gold, extracted):
    """The same for the items that became claims, each as right as its claim is."""
    claim_group, claims, claim_right = material(gold, extracted)
    marks = {(g, cue_start(c["cue"].get("spans"))): mark for g, c, mark in zip(claim_group, claims, claim_right)}
    keys = [(g, cue_start(item["cue"])) for g, item in zip(group, items)]
    kept = [i for i, key in enumerate(keys) if key in marks]
    return group[kept], [items[i] for i in kept], numpy.array([marks[keys[i]] for i in kept])


def features(items):
    cue = numpy.clip([a["cue_p"] for a in items], 1e-6, 1 - 1e-6)
    path = numpy.maximum([a["path_p"] for a in items], 1e-6)
    bare = numpy.array([not a["source"] for a in items], float)
    return numpy.stack([numpy.ones(len(items)), numpy.log(cue / (1 - cue)), numpy.sqrt(numpy.maximum(-numpy.log(path), 0)), bare], 1)


def fit(x, y):
    w = numpy.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + numpy.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * len(x) * numpy.eye(len(w)) * (numpy.arange(len(w)) > 0)
        w += numpy.linalg.solve(hessian, x.T @ (y - p) - PENALTY * len(x) * w * (numpy.arange(len(w)) > 0))
    return w


def show(p, right):
    """The reliability table, and the expected calibration error."""
    order, error = numpy.argsort(p, kind="stable"), 0.0
    print("confidence   claims   mean     right")
    for part in numpy.array_split(order, PARTS):
        print(f"{p[part].min():.3f}-{p[part].max():.3f}  {len(part):5d}   {p[part].mean():.3f}    {right[part].mean():.3f}")
        error += abs(p[part].mean() - right[part].mean()) * len(part) / len(p)
    print(f"{len(p)} claims, {right.mean():.3f} right, expected calibration error {error:.4f}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("found")
    ap.add_argument("extracted", nargs="?")
    ap.add_argument("--show", action="store_true")
    args = ap.parse_args()
    group, items, right = material(load(args.gold), load(args.found))
    if args.show:
        return show(numpy.array([a["confidence"] for a in items]), right)
    if args.extracted:
        group, items, right = judged(group, items, right, load(args.gold), load(args.extracted))
    x, p = features(items), numpy.zeros(len(items))
    for fold in range(FOLDS):
        held = group % FOLDS == fold
        p[held] = 1 / (1 + numpy.exp(-x[held] @ fit(x[~held], right[~held])))
    show(p, right)
    print("--set " + " ".join(f"{name}={value:.4f}" for name, value in zip(NAMES, fit(x, right))))


if __name__ == "__main__":
    main()
