#!/usr/bin/env python3
"""Tag articles with trained weights: the reference that src/model agrees with.

usage: decode.py --weights FILE.pt|FILE.model --articles FILE.ndjson [--out FILE.ndjson] [--set NAME=VALUE ...]

Writes {"id", "attributions": [{"source", "cue", "content", "kind", "p", "cue_p", "path_p"}]}, one article a line;
spans are lists of half-open byte ranges into the text. cue_p: of the cue's first piece; path_p: of this reading
among all; p: that the attribution is right.

Steps, for each article:
  1  windows of WINDOW pieces that overlap by OVERLAP (pieces.windows); a piece belongs to the window in
     which it is farther from an edge (pieces.owners)
  2  cue spans: a piece begins a cue where p(B) >= CUE; the cue goes on while I is the likeliest label
  3  each cue that begins in the window's own part is read over the whole window: the likeliest path of labels
     (source, cue, content), by the scores of the labels and of every two in a row
  4  no label ends inside a word; runs of labels become spans; the cue is the run that shares a piece with the cue found, or that cue as it is.
     An attribution without content is dropped, and one whose cue begins where an earlier one's in the window does
"""
import argparse
import json
import math
import os
import sys

import torch

import pieces as wp
from data import KINDS, Article
from model import Tagger, base_folder, START

SETTINGS = {"window": 510, "overlap": 128, "cue": 0.5, "sure_base": 0.0, "sure_cue": 1.0, "sure_path": -1.0,
            "sure_bare": 0.0}


def cue_spans(p, begin, end, threshold):
    """Cues that begin in [begin, end); p: [T, 3] probabilities of O, B, I."""
    rows, result, t = p.tolist(), [], begin
    while t < end:
        if rows[t][1] >= threshold:
            stop = t + 1
            while stop < len(rows) and rows[stop][2] > rows[stop][0] and rows[stop][2] > rows[stop][1] \
                    and rows[stop][1] < threshold:
                stop += 1
            result.append((t, stop))
            t = stop
        else:
            t += 1
    return result


def best_path(logits, follow):
    """Likeliest labels of [C, T, 7] logits and follow [from, to]; ties go to the smaller label.  Returns [C, T]."""
    count, length, tags = logits.shape
    score = logits[:, 0] + START
    back = torch.zeros(count, length, tags, dtype=torch.long)
    for t in range(1, length):
        best, back[:, t] = (score[:, :, None] + follow).max(1)
        score = best + logits[:, t]
    path = torch.zeros(count, length, dtype=torch.long)
    path[:, -1] = score.argmax(1)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = back[:, t].gather(1, path[:, t:t + 1])[:, 0]
    return path


def sureness(found, settings):
    """p(right) of an attribution from its two probabilities and whether it has a source, by the weights that calibrate.py fits."""
    p = min(max(found["cue_p"], 1e-6), 1 - 1e-6)
    x = settings["sure_base"] + settings["sure_cue"] * math.log(p / (1 - p)) + settings["sure_path"] * math.sqrt(max(-math.log(max(found["path_p"], 1e-6)), 0))
    x += 0 if found["source"] else settings["sure_bare"]
    return 1 / (1 + math.exp(-x))


def cue_of(labels, first, last):
    """The run of cue labels that shares a piece with [first, last), or [first, last) itself."""
    for s, e in runs(labels, 5):
        if s < last and first < e:
            return s, e
    return first, last


def whole_words(labels, pieces, vocabulary):
    """No label ends inside a word: its later pieces go on with that of its first."""
    for t in range(1, len(labels)):
        if vocabulary.pieces[pieces[t][0]].startswith("##"):
            labels[t] = labels[t - 1] + labels[t - 1] % 2
    return labels


def runs(labels, start):
    """Half-open spans of the role whose B is `start` in a list of labels."""
    result, t = [], 0
    while t < len(labels):
        if labels[t] in (start, start + 1):
            stop = t + 1
            while stop < len(labels) and labels[stop] == start + 1:
                stop += 1
            result.append((t, stop))
            t = stop
        else:
            t += 1
    return result


@torch.no_grad()
def window_outputs(model, article, vocabulary, begin, end, taps=None):
    """(hidden states, cue probabilities, paragraph numbers) of one window, without [CLS] and [SEP]; `taps` as in model.encode."""
    part = torch.tensor([(p[0], *p[3:]) for p in article.pieces[begin:end]])
    row = torch.zeros(4, end - begin + 2, dtype=torch.long)
    row[0, 0], row[0, -1] = vocabulary.first, vocabulary.last
    row[:, 1:-1] = part.T
    h = model.encode(row[0:1], row[1:2], row[2:3], row[3:4], torch.tensor([end - begin + 2]), taps)[:, 1:-1]
    paragraph = torch.zeros(1, end - begin, dtype=torch.long)
    for number, (s, t) in enumerate(article.paragraphs):
        paragraph[0, max(0, s - begin):max(0, t - begin)] = number
    return h, model.cue(h)[0].float().softmax(-1), paragraph


@torch.no_grad()
def tag(model, article, vocabulary, settings):
    """Attributions of one article as dicts of piece spans, in the order of their cues."""
    result = []
    spans = wp.windows(article.paragraphs, settings["window"], settings["overlap"])
    own = wp.owners(spans)
    for number, (begin, end) in enumerate(spans):
        h, p, paragraph = window_outputs(model, article, vocabulary, begin, end)
        first = (own[number - 1] if number else 0) - begin
        cues = cue_spans(p, max(0, first), own[number] - begin, settings["cue"])
        if not cues:
            continue
        where = torch.zeros(len(cues), dtype=torch.long)
        firsts, lasts = (torch.tensor([c[i] for c in cues]) for i in (0, 1))
        logits = model.read(h, where, firsts, lasts, paragraph).double()
        paths = best_path(logits, model.transitions())
        lengths = torch.full((len(cues),), logits.shape[1])
        total = model.log_sum(logits, lengths)
        path_p = (model.path_score(logits, lengths, paths) - total).exp()
        paths = torch.tensor([whole_words(path, article.pieces[begin:end], vocabulary) for path in paths.tolist()])
        source = (paths == 1) | (paths == 2)
        kinds = model.kinds(h, where, firsts, lasts, source).float().softmax(-1)
        taken = set()
        for n, (s, t) in enumerate(cues):
            labels = paths[n].tolist()
            content, told, cue = runs(labels, 3), runs(labels, 1), cue_of(labels, s, t)
            if not content or cue[0] in taken:
                continue
            taken.add(cue[0])
            result.append({"window": number, "cue": [(begin + cue[0], begin + cue[1])],
                           "source": [(begin + x, begin + y) for x, y in told],
                           "content": [(begin + x, begin + y) for x, y in content],
                           "kind": kinds[n].tolist(), "cue_p": p[s, 1].item(), "path_p": path_p[n].item()})
            result[-1]["p"] = sureness(result[-1], settings)
    return result


def to_bytes(article, spans):
    return [[article.pieces[s][1], article.pieces[e - 1][2]] for s, e in spans]


def load_weights(path, without=()):
    model = Tagger(dropout=0.0)
    if path.endswith(".model"):
        import export
        state = export.read(path)
    else:
        state = torch.load(path, map_location="cpu")
        state = state.get("mean", state)
    lacking = model.load_state_dict({k: v for k, v in state.items() if not k.startswith(without)}, strict=False).missing_keys
    lacking = [name for name in lacking if not name.startswith(("tags.", *without))]
    if lacking:
        sys.exit(f"{path}: no {lacking[0]}")
    return model.eval()


def load_settings(path):
    """Those that a .model file holds, else SETTINGS."""
    if path.endswith(".model"):
        import export
        return export.settings(path)
    return dict(SETTINGS)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", required=True)
    ap.add_argument("--articles", required=True)
    ap.add_argument("--out", default="-")
    ap.add_argument("--set", nargs="*", default=[])
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--limit", type=int, default=0)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    settings = load_settings(args.weights)
    for item in args.set:
        name, value = item.split("=")
        settings[name] = type(settings[name])(value)
    vocabulary = wp.Vocabulary(os.path.join(base_folder(), "vocab.txt"))
    model = load_weights(args.weights)
    out = sys.stdout if args.out == "-" else open(args.out, "w", encoding="utf-8")
    with open(args.articles, encoding="utf-8") as handle:
        for number, line in enumerate(handle):
            if args.limit and number >= args.limit:
                break
            record = json.loads(line)
            article = Article({"id": record["id"], "text": record["text"], "attributions": []}, vocabulary)
            found = []
            for a in tag(model, article, vocabulary, settings):
                kind = KINDS[max(range(len(KINDS)), key=a["kind"].__getitem__)]
                found.append({role: to_bytes(article, a[role]) for role in ("source", "cue", "content")}
                             | {"class": kind[0], "kind": kind[1], "kinds": [round(x, 4) for x in a["kind"]],
                                **{name: round(a[name], 5) for name in ("p", "cue_p", "path_p")}})
            print(json.dumps({"id": article.id, "attributions": found}, ensure_ascii=False), file=out, flush=True)


if __name__ == "__main__":
    main()
