#!/usr/bin/env python3
"""Fit the weights of src/attribute/kinds.def: what the signs of a source tell of its kind.

usage: kinds.py --tag tests/corpus/tag --gold tests/corpus/gold [--check DEV.ndjson] [--write kinds.def] TRAIN.ndjson

Articles are {"id", "text", "attributions": [{"source", "cue", "content", "class", "kind"}, ...]} and the fields of an article; those
without any class are left out. `tag -a` finds their attributions with the model that is in use, `gold --signs` their sources
with the signs of each. Found attributions are paired with the labelled ones, so every source has labels; its kind is a
softmax over its signs, with the model's view added as it is in src/attribute/kind.c.

The model was trained on these articles and is surer of them than of others: while fitting, its view counts SEEN_SHARE of
what it will count. --folds N prints the accuracy over attributions in N-fold cross-validation by article; --check that on
articles that the model has not seen.
"""
import argparse, collections, json, os, subprocess, zlib
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
from scipy.optimize import minimize

KINDS = [("named", k) for k in ("person", "organisation", "document", "author", "event")] + \
    [("anonymous", k) for k in ("individual", "group", "collective", "document", "unattributed")] + \
    [("agency", "wire"), ("agency", "outlet"), ("unresolved", "unresolved")]     # HS_KINDS of src/attribute/claim.h
SEEN_SHARE = 0.2
ARTICLES_MIN = 3                        # a sign in fewer articles is left out
KEEP = 0.05                             # rows of smaller weights are left out


def labelled(path):
    docs = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    return [d for d in docs if any(a.get("class") for a in d["attributions"])]


def run(program, docs, *args):
    text = "".join(json.dumps(d) + "\n" for d in docs)
    out = subprocess.run([program, *args], input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {d["id"]: d for d in map(json.loads, out.splitlines())}


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


def sources(args, path):
    """[(article, signs, the model's view, label counts)] of every source that has a labelled claim."""
    docs = labelled(path)
    tagged = run(args.tag, docs, "-a")
    known = run(args.gold, [{**d, "attributions": tagged[d["id"]]["attributions"]} for d in docs], "--signs")
    rows = []
    for doc in docs:
        found = [(claim, i) for i, source in enumerate(known[doc["id"]]["sources"]) for claim in source["claims"]]
        labels = collections.defaultdict(lambda: np.zeros(len(KINDS)))
        for g, f in pairs(doc["attributions"], [claim for claim, _ in found]):
            a = doc["attributions"][g]
            if a.get("class"):
                labels[found[f][1]][KINDS.index((a["class"], a["kind"]))] += 1
        for i, source in enumerate(known[doc["id"]]["sources"]):
            if i in labels:
                rows.append((doc["id"], source["signs"], np.array(source["view"]), labels[i]))
    return rows


def vocabulary(rows):
    articles = collections.defaultdict(set)
    for ident, signs, _, _ in rows:
        for sign in signs:
            articles[sign].add(ident)
    return {sign: i for i, sign in enumerate(sorted(s for s in articles if len(articles[s]) >= ARTICLES_MIN))}


def matrices(rows, signs):
    x = np.zeros((len(rows), len(signs)))
    for i, (_, own, _, _) in enumerate(rows):
        for sign, value in own.items():
            if sign in signs:
                x[i, signs[sign]] = value
    return x, np.array([r[2] for r in rows]), np.array([r[3] for r in rows])


def fit(x, view, labels, l2):
    """Softmax regression; a source with many claims counts by the root of their number."""
    counts = labels / np.sqrt(labels.sum(1, keepdims=True))
    total = counts.sum(1, keepdims=True)

    def loss(flat):
        w = flat.reshape(x.shape[1], -1)
        z = x @ w + SEEN_SHARE * view
        top = z.max(1, keepdims=True)
        norm = top + np.log(np.exp(z - top).sum(1, keepdims=True))
        return -(counts * (z - norm)).sum() + l2 / 2 * (w ** 2).sum(), (x.T @ (np.exp(z - norm) * total - counts) + l2 * w).ravel()

    start = np.zeros(x.shape[1] * len(KINDS))
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x.reshape(x.shape[1], -1)


def accuracy(scores, labels):
    classes, kinds = [np.array([k[i] for k in KINDS]) for i in (0, 1)]
    best = scores.argmax(1)
    right = [sum(row[names == names[b]].sum() for row, b in zip(labels, best)) / labels.sum() for names in (classes, kinds)]
    return "class %.4f, kind %.4f" % tuple(right)


def cross_validate(rows, folds, l2):
    part = np.array([zlib.crc32(r[0].encode()) % folds for r in rows])
    signs = vocabulary(rows)
    x, view, labels = matrices(rows, signs)
    scores = np.zeros(labels.shape)
    for fold in range(folds):
        w = fit(x[part != fold], view[part != fold], labels[part != fold], l2)
        scores[part == fold] = x[part == fold] @ w + SEEN_SHARE * view[part == fold]
    print(f"{folds}-fold:", accuracy(scores, labels))


def write(path, signs, w):
    with open(path, "w", encoding="ascii") as out:
        out.write("/* kinds.def: SIGN(sign, weight for each kind in the order of HS_KINDS), sorted by sign; made by train/kinds.py */\n")
        for sign, i in signs.items():
            if np.abs(w[i]).max() >= KEEP:
                out.write(f'SIGN("{sign}", ' + ", ".join("%.2f" % v if round(v, 2) else "0" for v in w[i]) + ")\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("train")
    ap.add_argument("--tag", required=True)
    ap.add_argument("--gold", required=True)
    ap.add_argument("--check")
    ap.add_argument("--write")
    ap.add_argument("--folds", type=int)
    ap.add_argument("--l2", type=float, default=1.0)
    args = ap.parse_args()
    rows = sources(args, args.train)
    signs = vocabulary(rows)
    x, view, labels = matrices(rows, signs)
    print(f"{len(rows)} sources, {int(labels.sum())} attributions, {len(signs)} signs")
    if args.folds:
        cross_validate(rows, args.folds, args.l2)
    w = fit(x, view, labels, args.l2)
    print("fitted:", accuracy(x @ w + SEEN_SHARE * view, labels))
    if args.check:
        x, view, labels = matrices(sources(args, args.check), signs)
        print("check:", accuracy(x @ w + view, labels), "by the signs alone:", accuracy(x @ w, labels),
              "by the model alone:", accuracy(view, labels))
    if args.write:
        write(args.write, signs, w)


if __name__ == "__main__":
    main()
