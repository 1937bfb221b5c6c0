#!/usr/bin/env python3
"""Fit the confidence of a claim to how often such claims are right, and show how well it holds.

usage: calibrate.py GOLD.ndjson FOUND.ndjson [--gold tests/corpus/gold] [--write confidence.def]
                                                     fit; prints the table in cross-validation and what is left above each bar
       calibrate.py GOLD.ndjson EXTRACTED.ndjson --show     no fit: the table for the confidence of `hearsay extract --doubtful`
       calibrate.py GOLD.ndjson FOUND.ndjson --model        fit what the model alone can tell; prints what export.py --set takes

GOLD: {"id", "text", "attributions": [{"source", "cue", "content", "class"}, ...]}. FOUND: as decode.py and `tests/corpus/tag -a` write it.
`gold --sure` tells the claims that the rules make of it, with the signs of src/attribute/confidence.c.

A claim is right when a gold attribution has half of its content's words (Dice), shares a word of its source, or both have no source,
and its source is of the same class; each gold one counts once, the best first. For --model the class does not count.

The weights are those of a logistic function (Platt 1999), fitted by Newton's method with a small penalty. The table is over ten parts of
equal size; the expected calibration error (Naeini, Cooper, Hauskrecht 2015) is the mean distance between confidence and share of right
ones in them, by size.
"""
import argparse
import json
import re
import subprocess

import numpy

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
MODEL_NAMES = ("sure_base", "sure_cue", "sure_path", "sure_bare")
FOLDS, PARTS, PENALTY = 8, 10, 1e-3
BARS = (0, 0.3, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.5)


def load(path):
    with open(path, encoding="utf-8") as handle:
        return {(record.get("article") or record).get("id", record.get("id")): record for record in map(json.loads, handle)}


def sure(program, gold, found):
    """The articles of `gold` with the claims that the rules make of what was found in them."""
    text = "".join(json.dumps({**record, "attributions": found[ident]["attributions"]}) + "\n" for ident, record in gold.items())
    out = subprocess.run([program, "--sure"], input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {record["id"]: record for record in map(json.loads, out.splitlines())}


def found_of(record):
    """Claims of any form as (source, cue, content, class, the claim)."""
    if "attributions" in record:
        return [(a["source"], a["cue"], a["content"], a.get("class"), a) for a in record["attributions"]]
    return [(c["source"].get("spans", []), c["cue"].get("spans", []), c["content"]["spans"], c["source"].get("class"), c)
            if isinstance(c["source"], dict) else (c["source"], c["cue"], c["content"], c["class"], c) for c in record["claims"]]


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
    """For each found attribution the number of the gold one that it gets right, or None; both are lists of (source, cue, content) sets of words."""
    rows = sorted(((dice(g[2], f[2]) + bool(g[1] & f[1]) + 0.25 * dice(g[0], f[0]), i, k)
                   for i, g in enumerate(gold) for k, f in enumerate(found) if g[2] & f[2] or g[1] & f[1]),
                  key=lambda row: (-row[0], row[1], row[2]))
    used, right, seen = set(), [None] * len(found), set()
    for _, i, k in rows:
        if i in used or k in seen:
            continue
        used.add(i), seen.add(k)
        g, f = gold[i], found[k]
        if dice(g[2], f[2]) >= 0.5 and (bool(g[0] & f[0]) or not (g[0] or f[0])):
            right[k] = i
    return right


def material(gold, found, classes):
    """(article number [n], claims [n], right [n])"""
    group, items, right = [], [], []
    for number, (ident, record) in enumerate(sorted(gold.items())):
        if ident not in found:
            continue
        mine, theirs = found_of(found[ident]), found_of(record)
        marks = right_ones(word_sets(record["text"], [a[:3] for a in theirs]), word_sets(record["text"], [a[:3] for a in mine]))
        group += [number] * len(mine)
        items += [a[4] for a in mine]
        right += [i is not None and (not classes or theirs[i][3] == a[3]) for i, a in zip(marks, mine)]
    return numpy.array(group), items, numpy.array(right, float)


def model_features(items):
    cue = numpy.clip([a["cue_p"] for a in items], 1e-6, 1 - 1e-6)
    path = numpy.maximum([a["path_p"] for a in items], 1e-6)
    bare = numpy.array([not a["source"] for a in items], float)
    return numpy.stack([numpy.ones(len(items)), numpy.log(cue / (1 - cue)), numpy.sqrt(numpy.maximum(-numpy.log(path), 0)), bare], 1)


def sign_features(items):
    return numpy.array([list(item["signs"].values()) for item in items], float)


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


def show_bars(p, right, gold):
    """What is left above each bar: so HS_DOUBTFUL of src/attribute/claim.h was chosen."""
    print("bar    claims   right   of those marked   F1")
    for bar in BARS:
        left = p >= bar
        hits = right[left].sum()
        print(f"{bar:.2f}  {left.sum():6d}   {hits / left.sum():.3f}   {hits / gold:.3f}             {2 * hits / (left.sum() + gold):.4f}")


def cross_validate(group, x, right):
    p = numpy.zeros(len(right))
    for fold in range(FOLDS):
        held = group % FOLDS == fold
        p[held] = 1 / (1 + numpy.exp(-x[held] @ fit(x[~held], right[~held])))
    return p


def write(path, signs, weights):
    with open(path, "w", encoding="utf-8") as handle:
        handle.write("/* confidence.def: WEIGHT(sign, weight), in the order of HS_SURE_SIGNS; made by train/calibrate.py */\n")
        for sign, weight in zip(signs, weights):
            handle.write(f"WEIGHT({sign.upper()}, {weight:.3f})\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles")
    ap.add_argument("found")
    ap.add_argument("--gold", default="tests/corpus/gold")
    ap.add_argument("--write")
    ap.add_argument("--show", action="store_true")
    ap.add_argument("--model", action="store_true")
    args = ap.parse_args()
    gold, found = load(args.articles), load(args.found)
    if args.show:
        _, items, right = material(gold, found, True)
        return show(numpy.array([a["confidence"] for a in items]), right)
    if not args.model:
        found = sure(args.gold, gold, found)
    group, items, right = material(gold, found, not args.model)
    x = model_features(items) if args.model else sign_features(items)
    p = cross_validate(group, x, right)
    show(p, right)
    weights = fit(x, right)
    if args.model:
        print("--set " + " ".join(f"{name}={value:.4f}" for name, value in zip(MODEL_NAMES, weights)))
        return None
    show_bars(p, right, sum(len(record["attributions"]) for record in gold.values()))
    signs = items[0]["signs"]
    print(" ".join(f"{sign} {weight:.3f}" for sign, weight in zip(signs, weights)))
    if args.write:
        write(args.write, signs, weights)
    return None


if __name__ == "__main__":
    main()
