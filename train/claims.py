#!/usr/bin/env python3
"""Teach the claim vectors: the base model's sentence vector of "source cue content", out of the tagger's own states.

usage: claims.py --weights FILE.pt --train FILE.ndjson --check FILE.ndjson --out FILE.pt [--epochs N]

The encoder stays as it is: the features of every gold attribution are computed once, and only the two
matrices of the head are trained, by the cosine to the teacher's vector.  Prints the mean cosine on --check.
"""
import argparse
import os

import torch
from torch.nn import functional as F

import pieces as wp
from data import load
from decode import load_weights
from model import Tagger, base_folder, HIDDEN


def teacher_of(folder):
    teacher = Tagger(dropout=0.0)
    teacher.load_base(folder)
    for feature in (teacher.case, teacher.quote, teacher.place):
        feature.weight.data.zero_()
    return teacher.eval()


@torch.no_grad()
def sentence_vectors(teacher, sentences, vocabulary):
    """Mean-pooled unit vectors [n, 384] of lists of piece ids, cut at 254."""
    items = [[vocabulary.first] + ids[:254] + [vocabulary.last] for ids in sentences]
    order = sorted(range(len(items)), key=lambda i: len(items[i]))
    vectors = torch.zeros(len(items), HIDDEN)
    for at in range(0, len(order), 64):
        rows = order[at:at + 64]
        lengths = torch.tensor([len(items[i]) for i in rows])
        ids = torch.zeros(len(rows), int(lengths.max()), dtype=torch.long)
        for n, i in enumerate(rows):
            ids[n, :len(items[i])] = torch.tensor(items[i])
        zero = torch.zeros_like(ids)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = teacher.encode(ids, zero, zero, zero, lengths).float()
        mask = (torch.arange(ids.shape[1]) < lengths[:, None]).float()
        vectors[rows] = F.normalize(torch.einsum("bt,bth->bh", mask, h) / lengths[:, None], dim=-1)
    return vectors


@torch.no_grad()
def material(model, teacher, articles, vocabulary, window=510, overlap=128):
    """(features [n, 2304], teacher's vectors [n, 384]) of the gold attributions that one window holds whole."""
    features, sentences = [], []
    for article in articles:
        spans = wp.windows(article.paragraphs, window, overlap)
        own = wp.owners(spans)
        for number, (begin, end) in enumerate(spans):
            low, high = (own[number - 1] if number else 0), own[number]
            rows, masks = [], []
            for a in article.attributions:
                roles = [[(max(s, begin), min(e, end)) for s, e in a[r] if s < end and e > begin]
                         for r in ("source", "cue", "content")]
                if not low <= a["cue"][0][0] < high or not roles[2]:
                    continue
                mask = torch.zeros(2, end - begin + 2, dtype=torch.bool)
                for role, which in zip(roles, (1, 1, 0)):
                    for s, e in role:
                        mask[which, s - begin + 1:e - begin + 1] = True
                masks.append(mask)
                rows.append([article.pieces[i][0] for s, e in sorted(sum(roles, [])) for i in range(s, e)])
            if not rows:
                continue
            part = torch.tensor([(p[0], *p[3:]) for p in article.pieces[begin:end]])
            line = torch.zeros(4, end - begin + 2, dtype=torch.long)
            line[0, 0], line[0, -1] = vocabulary.first, vocabulary.last
            line[:, 1:-1] = part.T
            taps, masks = [], torch.stack(masks)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                model.encode(line[0:1], line[1:2], line[2:3], line[3:4], torch.tensor([line.shape[1]]), taps)
            where = torch.zeros(len(rows), dtype=torch.long)
            features.append(model.claim_features([t.float() for t in taps], where, masks[:, 0], masks[:, 1]))
            sentences += rows
    return torch.cat(features), sentence_vectors(teacher, sentences, vocabulary)


def mean_cosine(model, features, vectors):
    with torch.no_grad():
        return (model.claims(features) * vectors).sum(-1).mean().item()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", required=True)
    ap.add_argument("--train", required=True)
    ap.add_argument("--check", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=20)
    ap.add_argument("--threads", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    folder = base_folder()
    vocabulary = wp.Vocabulary(os.path.join(folder, "vocab.txt"))
    model, teacher = load_weights(args.weights, without=("claim",)), teacher_of(folder)
    check = material(model, teacher, load(args.check, vocabulary), vocabulary)
    train = material(model, teacher, load(args.train, vocabulary), vocabulary)
    print(f"{len(train[0])} attributions to learn from, {len(check[0])} to check on", flush=True)
    head = [p for n, p in model.named_parameters() if n.startswith("claim")]
    batch, steps = 256, args.epochs * (len(train[0]) // 256)
    optimizer = torch.optim.AdamW(head, lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=0.1)
    for epoch in range(args.epochs):
        order = torch.randperm(len(train[0]))
        for at in range(0, len(order) - batch + 1, batch):
            rows = order[at:at + batch]
            features = F.dropout(train[0][rows], 0.1)
            loss = (1 - (model.claims(features) * train[1][rows]).sum(-1)).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1} cosine {mean_cosine(model, *train):.4f} check {mean_cosine(model, *check):.4f}", flush=True)
    torch.save({k: v for k, v in model.state_dict().items()}, args.out)


if __name__ == "__main__":
    main()
