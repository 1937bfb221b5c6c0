#!/usr/bin/env python3
"""Fit the weights of src/attribute/kinds.def: what the signs of a source tell of its kind.

usage: kinds.py --gold tests/corpus/gold --found FOUND.ndjson [--found ...] [--folds N] [--check DEV.ndjson] [--write kinds.def]
                TRAIN.ndjson ... [--aside MORE.ndjson ...]

Articles are {"id", "text", "attributions": [{"source", "cue", "content", "class", "kind"}, ...]} and the fields of an article; those
without any class are left out. FOUND holds what a model finds in them, as `tag -a` writes it (the later file counts, where
two have an article); `gold --signs` tells their sources with the signs of each. Found attributions are paired with the labelled ones, so
every source has labels; its kind is a softmax over its signs, with the model's view added as it is in src/attribute/kind.c.

A label of MORE counts ASIDE of one of TRAIN, and is in no fold: labels by other annotators, who draw some lines elsewhere.

While fitting, the model's view counts VIEW_SHARE of what it will count. Mostly it was trained on these articles and is surer of them
than of others; and signs that stand by themselves serve whatever model comes. --folds N prints the accuracy over attributions in
N-fold cross-validation by article, which the model flatters where it has seen the articles, but by the signs alone is honest;
--check that on articles that were not fitted.
"""
import argparse, collections, json, os, subprocess, zlib
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

KINDS = [("named", k) for k in ("person", "organisation", "document", "author", "event")] + \
    [("anonymous", k) for k in ("individual", "group", "collective", "document", "unattributed")] + \
    [("agency", "wire"), ("agency", "outlet"), ("unresolved", "unresolved")]     # HS_KINDS of src/attribute/claim.h
VIEW_SHARE = 0.2
ARTICLES_MIN = 2                        # a sign in fewer articles is left out
PENALTY = {"word": 2.0, "cue": 2.0, "behind": 2.0, "head": 0.7}         # on the square of each weight, by the sign's first word:
PENALTY_ELSE = 0.5                                                      # words may chance to be near, classes of words are never rare
CLAIMS_POWER = 0.25                     # a source with n claims counts n to this power
KEEP = 0.2                              # rows of smaller weights are left out
ASIDE = 0.1                             # what a label of --aside counts

Source = collections.namedtuple("Source", "article signs view labels share")


def read(paths):
    return [json.loads(line) for path in paths for line in open(path, encoding="utf-8") if line.strip()]


def labelled(paths):
    return [d for d in read(paths) if any(a.get("class") for a in d["attributions"])]


def signs_of(gold, docs, found):
    text = "".join(json.dumps({**d, "attributions": found[d["id"]]}) + "\n" for d in docs)
    out = subprocess.run([gold, "--signs"], input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {d["id"]: d["sources"] for d in map(json.loads, out.splitlines())}


def overlap(a, b):
    """Of two lists of byte ranges: shared bytes, as the share of both (Dice)."""
    size = sum(e - s for s, e in a) + sum(e - s for s, e in b)
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return 2 * shared / size if size else 0.0


def pairs(gold, found):
    scored = []
    for g, a in enumerate(gold):
        for f, b in enumerate(found):
            content, cue = overlap(a["content"], b["content"]), overlap(a["cue"], b["cue"]) > 0
            if content > 0 or cue:
                scored.append((content + cue + 0.25 * overlap(a["source"], b["source"]), g, f))
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    golds, founds = set(), set()
    for _, g, f in scored:
        if g not in golds and f not in founds:
            golds.add(g)
            founds.add(f)
            yield g, f


def sources(gold, docs, found, share=1):
    """Every source that has a labelled claim, with the number of its labels of each kind, of which each counts `share` in a fit."""
    known = signs_of(gold, docs, found)
    rows = []
    for doc in docs:
        claims = [(claim, i) for i, source in enumerate(known[doc["id"]]) for claim in source["claims"]]
        labels = collections.defaultdict(lambda: np.zeros(len(KINDS)))
        for g, f in pairs(doc["attributions"], [claim for claim, _ in claims]):
            a = doc["attributions"][g]
            if a.get("class"):
                labels[claims[f][1]][KINDS.index((a["class"], a["kind"]))] += 1
        for i, source in enumerate(known[doc["id"]]):
            if i in labels:
                rows.append(Source(doc["id"], source["signs"], np.array(source["view"]), labels[i], share))
    return rows


def vocabulary(rows):
    articles = collections.defaultdict(set)
    for row in rows:
        for sign in row.signs:
            articles[sign].add(row.article)
    return {sign: i for i, sign in enumerate(sorted(s for s in articles if len(articles[s]) >= ARTICLES_MIN and s.isascii()))}


def matrix(rows, vocab):
    cells = [(value, i, vocab[sign]) for i, row in enumerate(rows) for sign, value in row.signs.items() if sign in vocab]
    values, at, signs = zip(*cells)
    return csr_matrix((values, (at, signs)), (len(rows), len(vocab)))


def labels_of(rows):
    return np.array([row.labels for row in rows])


def views(rows):
    return np.array([row.view for row in rows])


def fit(rows, vocab):
    """Softmax regression: a row of weights for each sign; rows that are small everywhere are zero."""
    x, view, labels = matrix(rows, vocab), VIEW_SHARE * views(rows), labels_of(rows)
    counts = labels * labels.sum(1, keepdims=True) ** (CLAIMS_POWER - 1) * np.array([[row.share] for row in rows])
    total = counts.sum(1, keepdims=True)
    penalty = np.array([[PENALTY.get(sign.split()[0], PENALTY_ELSE)] for sign in vocab])

    def loss(flat):
        w = flat.reshape(len(vocab), -1)
        z = x @ w + view
        top = z.max(1, keepdims=True)
        norm = top + np.log(np.exp(z - top).sum(1, keepdims=True))
        return -(counts * (z - norm)).sum() + (penalty * w ** 2).sum() / 2, \
            (x.T @ (np.exp(z - norm) * total - counts) + penalty * w).ravel()

    start = np.zeros(len(vocab) * len(KINDS))
    w = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120}).x.reshape(len(vocab), -1)
    w[np.abs(w).max(1) < KEEP] = 0
    return w


def accuracy(scores, labels):
    classes, kinds = [np.array([k[i] for k in KINDS]) for i in (0, 1)]
    best = scores.argmax(1)
    right = [sum(row[names == names[b]].sum() for row, b in zip(labels, best)) / labels.sum() for names in (classes, kinds)]
    return "class %.4f, kind %.4f" % tuple(right)


def show(what, signs, rows):
    view, labels = views(rows), labels_of(rows)
    print(f"{what}:", accuracy(signs + view, labels))
    print("  by the signs alone:", accuracy(signs, labels))
    print("  by the model alone:", accuracy(view, labels))


def cross_validate(rows, aside, folds):
    part = np.array([zlib.crc32(row.article.encode()) % folds for row in rows])
    signs = np.zeros((len(rows), len(KINDS)))
    for fold in range(folds):
        train, test = [[row for row, p in zip(rows, part) if (p == fold) == held] for held in (False, True)]
        vocab = vocabulary(train + aside)
        signs[part == fold] = matrix(test, vocab) @ fit(train + aside, vocab)
    show(f"{folds} folds", signs, rows)


def write(path, vocab, w):
    with open(path, "w", encoding="ascii") as out:
        out.write("/* kinds.def: SIGN(sign, weight for each kind in the order of HS_KINDS), sorted by sign; made by train/kinds.py */\n")
        for sign, i in vocab.items():
            if w[i].any():
                out.write(f'SIGN("{sign}", ' + ", ".join("%.2f" % v if round(v, 2) else "0" for v in w[i]) + ")\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("train", nargs="+")
    ap.add_argument("--gold", required=True)
    ap.add_argument("--found", required=True, action="append")
    ap.add_argument("--aside", nargs="*", default=[])
    ap.add_argument("--check")
    ap.add_argument("--write")
    ap.add_argument("--folds", type=int)
    args = ap.parse_args()
    found = {d["id"]: d["attributions"] for d in read(args.found)}
    rows = sources(args.gold, labelled(args.train), found)
    aside = sources(args.gold, labelled(args.aside), found, ASIDE)
    vocab = vocabulary(rows + aside)
    print(f"{len(rows + aside)} sources, {int(labels_of(rows + aside).sum())} attributions, {len(vocab)} signs")
    if args.folds:
        cross_validate(rows, aside, args.folds)
    w = fit(rows + aside, vocab)
    if args.check:
        rows = sources(args.gold, labelled([args.check]), found)
        show("check", matrix(rows, vocab) @ w, rows)
    if args.write:
        write(args.write, vocab, w)


if __name__ == "__main__":
    main()
