#!/usr/bin/env python3
"""Train the weights of the body finder (src/ingest/features.def) from pages whose article bodies are known.

usage: bodies.py --program BUILD/tests/corpus/bodies --gold GOLD.json [--folds N] [--write FEATURES.def] PAGE.html[.gz]...

GOLD.json maps a page's id (file name without .html or .html.gz) to {"articleBody": text, "url": address}. Needs
numpy and scipy. Two logistic models over the blocks of a page: the second sees what the first thinks of the page, so features
are asked for twice. A block is the article's if most of its words are matched by the known body in order. Blocks weigh by their words,
pages all the same.

--folds N prints how well bodies are found, rules and all (precision, recall and F1 over runs of four words, averaged over
pages), on pages of hosts that were held out from training, N parts in turn; --write trains on all pages and writes the weights.
"""
import argparse, collections, difflib, json, os, re, subprocess, tempfile
from urllib.parse import urlparse

import numpy as np
from scipy.optimize import minimize

WORD = re.compile(r"\w+")
L2 = 0.1                # strength of regularisation
SHARE = 0.6             # of a block's words that must be the body's
WORDS_MIN = 80          # a page with a shorter body weighs less
SECOND_ALONE = ("INNER_", "GROUP_SCORE", "GROUP_SURE", "SPINE", "OUTSIDE", "BEFORE", "WELL_", "AFTER", "TITLE_AHEAD",
                "SINCE_", "UNTIL_", "SCORE", "PREV_SCORE", "NEXT_SCORE", "AROUND_SCORE", "TOLD", "UNTOLD")


class Pages:
    def __init__(self, program, files, gold):
        self.program, self.files = program, files
        self.names = subprocess.run([program, "--features"], check=True, capture_output=True, text=True).stdout.split()
        self.pages, self.plain = self.ask(*np.zeros((2, len(self.names))))
        for page in self.pages:
            page["gold"] = gold[page["id"]]
            label(page)

    def ask(self, first, second):
        """Each page with its blocks and what is found to be its body, and the features of its blocks, under these weights."""
        with tempfile.TemporaryDirectory() as folder:
            rows, weights = os.path.join(folder, "rows"), os.path.join(folder, "weights")
            np.concatenate([first, second]).astype("f4").tofile(weights)
            done = subprocess.run([self.program, "--blocks", rows, "--weights", weights] + self.files,
                                  check=True, capture_output=True, text=True)
            pages = [json.loads(line) for line in done.stdout.splitlines()]
            rows = np.fromfile(rows, dtype="f4").reshape(-1, len(self.names)).astype("f8")
        return pages, np.split(rows, np.cumsum([len(page["blocks"]) for page in pages])[:-1])

    def host(self, page):
        parts = urlparse(page["gold"].get("url", page["id"])).hostname or page["id"]
        return ".".join(parts.split(".")[-2:])


def label(page):
    """page["y"]: is each block the body's; page["weight"]: what it counts."""
    gold = WORD.findall(page["gold"]["articleBody"].lower())
    words, owner = [], []
    for i, block in enumerate(page["blocks"]):
        found = WORD.findall(block.lower())
        words += found
        owner += [i] * len(found)
    total = np.bincount(owner, minlength=len(page["blocks"])).astype(float)
    hit = np.zeros(len(page["blocks"]))
    for run in difflib.SequenceMatcher(None, words, gold, autojunk=False).get_matching_blocks():
        for k in range(run.a, run.a + run.size):
            hit[owner[k]] += 1
    page["y"] = (total > 0) & (hit >= SHARE * total)
    page["weight"] = (np.minimum(total, 200) + 1) / max(len(gold), WORDS_MIN)


def fit(x, y, weight, mask):
    """Logistic regression; the bias is hardly regularised."""
    x, sign = np.vstack(x) * mask, 2.0 * np.concatenate(y) - 1
    weight = np.concatenate(weight)
    strength = np.full(x.shape[1], L2)
    strength[0] = L2 / 100

    def loss(b):
        z = sign * (x @ b)
        slope = -weight * sign / (1 + np.exp(z))
        return (weight * np.logaddexp(0, -z)).sum() + 0.5 * (strength * b * b).sum(), x.T @ slope + strength * b

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x * mask


def train(data, which):
    """Weights of both models from the pages numbered in `which`."""
    first_mask = np.array([not name.startswith(SECOND_ALONE) for name in data.names], dtype=float)
    y, weight = [data.pages[i]["y"] for i in which], [data.pages[i]["weight"] for i in which]
    first = fit([data.plain[i] for i in which], y, weight, first_mask)
    _, x = data.ask(first, np.zeros(len(data.names)))
    return first, fit([x[i] for i in which], y, weight, np.ones(len(data.names)))


def shingles(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else collections.Counter()


def figures(golds, found):
    precision, recall = [], []
    for gold, page in zip(golds, found):
        true = shingles(gold["gold"]["articleBody"])
        body = shingles("\n".join(block for block, inside in zip(page["blocks"], page["body"]) if inside))
        common = sum((true & body).values())
        if body:
            precision.append(common / sum(body.values()))
        recall.append(common / sum(true.values()))
    p, r = np.mean(precision), np.mean(recall)
    return f"F1 {2 * p * r / (p + r):.4f}  precision {p:.4f}  recall {r:.4f}"


def cross_validate(data, folds, seed):
    hosts = sorted({data.host(page) for page in data.pages})
    fold = {host: i % folds for i, host in enumerate(np.random.RandomState(seed).permutation(hosts))}
    found = [None] * len(data.pages)
    for part in range(folds):
        inside = [i for i, page in enumerate(data.pages) if fold[data.host(page)] != part]
        pages, _ = data.ask(*train(data, inside))
        for i in set(range(len(data.pages))) - set(inside):
            found[i] = pages[i]
    print(f"held-out hosts, seed {seed}: {figures(data.pages, found)}", flush=True)


def write(path, names, first, second):
    with open(path, encoding="utf-8") as handle:
        head = [line for line in handle if not line.startswith("FEATURE")]
    with open(path, "w", encoding="utf-8") as handle:
        handle.writelines(head)
        for name, a, b in zip(names, first, second):
            handle.write(f"FEATURE({name}, {a:.3f}f, {b:.3f}f)\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--write")
    parser.add_argument("pages", nargs="+")
    args = parser.parse_args()
    with open(args.gold, encoding="utf-8") as handle:
        data = Pages(args.program, args.pages, json.load(handle))
    for seed in range(args.seeds if args.folds else 0):
        cross_validate(data, args.folds, seed)
    if args.write:
        first, second = train(data, range(len(data.pages)))
        write(args.write, data.names, first, second)
        print(f"pages trained on: {figures(data.pages, data.ask(first, second)[0])}")


if __name__ == "__main__":
    main()
