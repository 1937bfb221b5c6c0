#!/usr/bin/env python3
"""Fit the weights of src/match/weights.def to labelled pairs of claims.

usage: hearsay match --pairs --evidence < pairs.ndjson > evidence.tsv
       match.py PAIRS.tsv evidence.tsv natural.tsv > src/match/weights.def

PAIRS.tsv has the columns pair_id, a_article, b_article and label.  natural.tsv has a line a pair, as evidence.tsv, with the label in
place of score and kind: pairs as they come up among all claims of many articles, where most of what looks alike is about something else
(EXPERIMENTS.md tells how they were drawn).  Two logistic regressions (numpy, Newton's method, L2): SAME is
label "same" against the rest, QUESTION is "same" or "contradicts" against the rest.  Average precision by eight-fold cross-validation
over pairs of articles goes to standard error, of PAIRS.tsv and of the natural pairs apart.
"""
import csv
import random
import sys

import numpy

PENALTY = 0.02


def values(fields):
    """Evidence as numbers, the days as judge.c takes them."""
    result = {k: float(v) for k, v in (e.split("=") for e in fields)}
    result["days"] = numpy.log1p(3 if result["days"] < 0 else result["days"])
    return result


def read(pairs_path, evidence_path):
    with open(pairs_path, encoding="utf-8", newline="") as handle:
        rows = {r["pair_id"]: r for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}
    features, labels, groups = [], [], []
    with open(evidence_path, encoding="utf-8") as handle:
        for line in handle:
            ident, _, _, *evidence = line.rstrip("\n").split("\t")
            found = values(evidence)
            features.append(list(found.values()))
            labels.append(rows[ident]["label"])
            groups.append(tuple(sorted((rows[ident]["a_article"], rows[ident]["b_article"]))))
    return numpy.array(features), numpy.array(labels), groups, list(found)


def read_natural(path):
    with open(path, encoding="utf-8") as handle:
        rows = [line.rstrip("\n").split("\t") for line in handle]
    return numpy.array([list(values(row[2:]).values()) for row in rows]), numpy.array([row[1] for row in rows])


def fit(x, y):
    scale = x.std(0) + 1e-9
    z = numpy.hstack([x / scale, numpy.ones((len(x), 1))])
    w = numpy.zeros(z.shape[1])
    ridge = numpy.eye(len(w)) * PENALTY * len(x) / 10
    ridge[-1, -1] = 0
    for _ in range(30):
        p = 1 / (1 + numpy.exp(-z @ w))
        w -= numpy.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
    return numpy.append(w[:-1] / scale, w[-1])


def average_precision(y, score):
    order = numpy.argsort(-score, kind="stable")
    hits = numpy.cumsum(y[order])
    return float((hits / numpy.arange(1, len(y) + 1))[y[order].astype(bool)].mean())


def folds(groups, seed):
    names = sorted(set(groups))
    random.Random(seed).shuffle(names)
    number = {g: i % 8 for i, g in enumerate(names)}
    return numpy.array([number[g] for g in groups])


def cross_validated(x, y, groups, natural_x, natural_y):
    found, natural_found = [], []
    for seed in range(5):
        fold, natural_fold = folds(groups, seed), folds(list(range(len(natural_y))), seed)
        score, natural_score = numpy.zeros(len(y)), numpy.zeros(len(natural_y))
        for k in range(8):
            w = fit(numpy.vstack([x[fold != k], natural_x[natural_fold != k]]),
                    numpy.concatenate([y[fold != k], natural_y[natural_fold != k]]))
            score[fold == k] = x[fold == k] @ w[:-1] + w[-1]
            natural_score[natural_fold == k] = natural_x[natural_fold == k] @ w[:-1] + w[-1]
        found.append(average_precision(y, score))
        natural_found.append(average_precision(natural_y, natural_score))
    return float(numpy.mean(found)), float(numpy.mean(natural_found))


def main():
    x, labels, groups, names = read(*sys.argv[1:3])
    natural_x, natural_labels = read_natural(sys.argv[3])
    print(f"/* Written by train/match.py: WEIGHTS(model, {', '.join(names)}, bias). */")
    for model, wanted in (("SAME", ("same",)), ("QUESTION", ("same", "contradicts"))):
        y, natural_y = (numpy.isin(found, wanted).astype(float) for found in (labels, natural_labels))
        pairs, natural = cross_validated(x, y, groups, natural_x, natural_y)
        print(f"{model}: average precision {pairs:.4f} in cross-validation, {natural:.4f} on natural pairs", file=sys.stderr)
        weights = fit(numpy.vstack([x, natural_x]), numpy.concatenate([y, natural_y]))
        print(f"WEIGHTS({model}, {', '.join(f'{w:.4f}' for w in weights)})")


if __name__ == "__main__":
    main()
