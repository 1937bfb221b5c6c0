#!/usr/bin/env python3
"""Fit the weights of src/match/weights.def to labelled pairs of claims.

usage: hearsay match --pairs --evidence < pairs.ndjson > evidence.tsv
       match.py PAIRS.tsv evidence.tsv > src/match/weights.def

PAIRS.tsv has the columns pair_id, a_article, b_article and label.  Two logistic regressions (numpy, Newton's method, L2): SAME is
label "same" against the rest, QUESTION is "same" or "contradicts" against the rest.  Average precision by eight-fold cross-validation
over pairs of articles goes to standard error.
"""
import csv
import random
import sys

import numpy

PENALTY = 0.02


def read(pairs_path, evidence_path):
    with open(pairs_path, encoding="utf-8", newline="") as handle:
        rows = {r["pair_id"]: r for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}
    features, labels, groups = [], [], []
    with open(evidence_path, encoding="utf-8") as handle:
        for line in handle:
            ident, _, _, *evidence = line.rstrip("\n").split("\t")
            values = {k: float(v) for k, v in (e.split("=") for e in evidence)}
            days = values["days"]
            values["days"] = numpy.log1p(3 if days < 0 else days)
            features.append(list(values.values()))
            labels.append(rows[ident]["label"])
            groups.append(tuple(sorted((rows[ident]["a_article"], rows[ident]["b_article"]))))
    return numpy.array(features), numpy.array(labels), groups, list(values)


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


def cross_validated(x, y, groups):
    found = []
    for seed in range(5):
        fold, score = folds(groups, seed), numpy.zeros(len(y))
        for k in range(8):
            w = fit(x[fold != k], y[fold != k])
            score[fold == k] = x[fold == k] @ w[:-1] + w[-1]
        found.append(average_precision(y, score))
    return float(numpy.mean(found))


def main():
    x, labels, groups, names = read(*sys.argv[1:3])
    print(f"/* Written by train/match.py: WEIGHTS(model, {', '.join(names)}, bias). */")
    for model, wanted in (("SAME", ("same",)), ("QUESTION", ("same", "contradicts"))):
        y = numpy.isin(labels, wanted).astype(float)
        print(f"{model}: average precision {cross_validated(x, y, groups):.4f} in cross-validation", file=sys.stderr)
        print(f"WEIGHTS({model}, {', '.join(f'{w:.4f}' for w in fit(x, y))})")


if __name__ == "__main__":
    main()
