#!/usr/bin/env python3
"""Train the tagger on articles with gold attributions.

usage: train.py --train FILE.ndjson --out FOLDER [--minutes M | --epochs N] [--resume]

The learning rate warms up over 5 % and falls to 0 over the rest of the run, by steps (--epochs) or by the
clock (--minutes, for a shared machine).  A checkpoint is written every few minutes, --resume goes
on from it.  Losses are natural log-likelihoods per attribution, see LOSSES; "size" is the mean square of the reader's scores,
which grow without end where nothing holds them (a chain gains by being ever surer).
"""
import argparse
import os
import random
import time

import torch
from torch.nn import functional as F

import pieces as wp
from data import load
from model import Tagger, base_folder

LOSSES = {"cue": 1.0, "read": 0.05, "path": 0.4, "size": 0.01, "tags": 0.1, "kind": 0.5}
SPIKE = 4                                         # a batch whose loss is so many times the usual one is left out


def cut(article, size, rng):
    """Training windows of one article: tiles from paragraph start to paragraph start, the first of random length."""
    size = rng.choice((size, size, size * 3 // 4, size // 2))
    starts = [first for first, _ in article.paragraphs]
    total = article.paragraphs[-1][1]
    at, first = 0, True
    while at < total:
        end = min(at + (rng.randrange(size // 3, size + 1) if first else size), total)
        yield at, end
        if end == total:
            return
        back = end - 40
        candidates = [s for s in starts if max(at, back - 120) < s <= back]
        at, first = (candidates[-1] if candidates else back), False


def batches(articles, size, width, rng):
    """Lists of (article, at, end) of similar length, about `width` pieces each, in random order."""
    spans = [(article, at, end) for article in articles if article.paragraphs
             for at, end in cut(article, size, rng)]
    rng.shuffle(spans)
    spans.sort(key=lambda s: (s[2] - s[1]) // 24)
    result, row = [], []
    for span in spans:
        row.append(span)
        if sum(e - a + 2 for _, a, e in row) >= width:
            result.append(row)
            row = []
    if row:
        result.append(row)
    rng.shuffle(result)
    return result


def begun(line):
    """The labels with a B wherever a span goes on behind something that stands inside it."""
    before = torch.cat([line.new_zeros(1), line[:-1]])
    torn = (line > 0) & (line % 2 == 0) & (before != line) & (before != line - 1)
    return torch.where(torn, line - 1, line)


def shortened(first, last, rng):
    """A cue as a tagger may find it: now and then not all of it."""
    if last - first > 1 and rng.random() < 0.3:
        return (first, rng.randrange(first + 1, last)) if rng.random() < 0.7 else (rng.randrange(first + 1, last), last)
    return first, last


def tensors(row, vocabulary, rng):
    """Inputs and gold of a batch, one window a row; pieces are shifted by one for [CLS]."""
    lengths = torch.tensor([e - a + 2 for _, a, e in row])
    width = int(lengths.max())
    ids, case, quote, place, paragraph = (torch.zeros(len(row), width, dtype=torch.long) for _ in range(5))
    cue = torch.full((len(row), width), -100)
    tags = torch.zeros(len(row), width, 2, dtype=torch.long)
    where, first, last, kinds, roles = [], [], [], [], []
    for n, (article, a, e) in enumerate(row):
        ids[n, 0], ids[n, e - a + 1] = vocabulary.first, vocabulary.last
        part = torch.tensor([(p[0], *p[3:]) for p in article.pieces[a:e]])
        ids[n, 1:e - a + 1], case[n, 1:e - a + 1], quote[n, 1:e - a + 1], place[n, 1:e - a + 1] = part.T
        for number, (s, t) in enumerate(article.paragraphs):
            s, t = max(s, a), min(t, e)
            if s < t:
                paragraph[n, s - a + 1:t - a + 1] = number + 1
        cue[n, 1:e - a + 1] = 0
        for index, item in enumerate(article.attributions):
            spans = {role: [(max(s, a) - a + 1, min(t, e) - a + 1) for s, t in item[role] if s < e and t > a]
                     for role in ("source", "cue", "content")}
            for role in (0, 1):
                for s, t in spans[("source", "content")[role]]:
                    tags[n, s:t, role] = 2
                    tags[n, s, role] = 1
            if not (item["cue"][0][0] >= a and item["cue"][-1][1] <= e):
                continue
            s, t = spans["cue"][0]
            cue[n, s:t] = 2
            cue[n, s] = 1
            line = torch.zeros(width, dtype=torch.long)
            for role, name in enumerate(("source", "content", "cue")):
                for x, y in spans[name]:
                    line[x:y] = 2 + 2 * role
                    line[x] = 1 + 2 * role
            line[e - a + 2:] = -100
            roles.append(begun(line))
            s, t = shortened(s, t, rng)
            where.append(n), first.append(s), last.append(t)
            kinds.append(item["kind"])
    valid = cue != -100
    return dict(ids=ids, case=case, quote=quote, place=place, lengths=lengths, paragraph=paragraph, cue=cue,
                tags=tags, valid=valid, where=torch.tensor(where, dtype=torch.long), first=torch.tensor(first, dtype=torch.long),
                last=torch.tensor(last, dtype=torch.long), kinds=torch.tensor(kinds, dtype=torch.long),
                roles=torch.stack(roles) if roles else torch.zeros(0, width, dtype=torch.long))


def losses(model, b):
    h = model.encode(b["ids"], b["case"], b["quote"], b["place"], b["lengths"])
    n = max(1, len(b["where"]))
    out = {"cue": F.cross_entropy(model.cue(h).flatten(0, 1).float(), b["cue"].flatten(), ignore_index=-100, reduction="sum") / n}
    tags = model.tags(h).float()
    out["tags"] = sum(F.cross_entropy(tags[..., 3 * r:3 * r + 3][b["valid"]], b["tags"][..., r][b["valid"]], reduction="sum")
                      for r in (0, 1)) / n
    if len(b["where"]):
        logits = model.read(h, b["where"], b["first"], b["last"], b["paragraph"]).float()
        out["read"] = F.cross_entropy(logits.flatten(0, 1), b["roles"].flatten(), ignore_index=-100, reduction="sum") / n
        out["size"] = logits.square().mean()
        with torch.autocast("cpu", enabled=False):
            lengths = b["lengths"][b["where"]]
            out["path"] = (model.log_sum(logits, lengths) - model.path_score(logits, lengths, b["roles"].clamp(min=0))).sum() / n
        known = b["kinds"] >= 0
        if known.any():
            source = ((b["roles"] == 1) | (b["roles"] == 2))[known]
            logits = model.kinds(h, b["where"][known], b["first"][known], b["last"][known], source).float()
            out["kind"] = F.cross_entropy(logits, b["kinds"][known])
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--train", nargs="+", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--minutes", type=float, default=0)
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--size", type=int, default=382)
    ap.add_argument("--width", type=int, default=3072, help="pieces a batch")
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--head-rate", type=float, default=3e-4)
    ap.add_argument("--average", type=float, default=0.997)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--init", help="weights to start from instead of the base encoder")
    ap.add_argument("--blank", type=float, default=0.05, help="share of pieces shown as [MASK]")
    ap.add_argument("--resume", action="store_true")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)
    folder = base_folder()
    vocabulary = wp.Vocabulary(os.path.join(folder, "vocab.txt"))
    articles = [a for path in args.train for a in load(path, vocabulary)]
    print(f"{len(articles)} articles, {sum(len(a.attributions) for a in articles)} attributions, {sum(len(a.pieces) for a in articles)} pieces", flush=True)

    model = Tagger()
    model.load_base(folder)
    if args.init:
        own = model.state_dict()
        state = torch.load(args.init)
        model.load_state_dict({k: v for k, v in state.get("model", state).items() if k in own and v.shape == own[k].shape}, strict=False)
    inner = [p for n, p in model.named_parameters() if n.startswith(("word.", "position.", "norm.", "layers."))]
    outer = [p for n, p in model.named_parameters() if not n.startswith(("word.", "position.", "norm.", "layers."))]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": args.rate, "peak": args.rate},
                                   {"params": outer, "lr": args.head_rate, "peak": args.head_rate}],
                                  weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    step, epoch, used = 0, 0, 0.0
    path = os.path.join(args.out, "checkpoint.pt")
    if args.resume and os.path.exists(path):
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        mean, step, epoch, used = state["mean"], state["step"], state["epoch"], state["used"]
        rng.seed(args.seed + epoch)

    def save():
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean,
                    "step": step, "epoch": epoch, "used": used + time.time() - began}, path + ".new")
        os.replace(path + ".new", path)

    began = saved = time.time()
    model.train()
    sums, count, done, usual = {}, 0, False, 0.0
    while not done:
        rows = batches(articles, args.size, args.width, rng)
        if not args.minutes and epoch >= args.epochs:
            break
        for number, row in enumerate(rows):
            if args.minutes:
                progress = (used + time.time() - began) / (60 * args.minutes)
            else:
                progress = (epoch + number / len(rows)) / args.epochs
            if progress >= 1:
                done = True
                break
            scale = min(progress / 0.05 + 0.02, 1.0) * min(1.0, (1 - progress) / 0.95)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            batch = tensors(row, vocabulary, rng)
            blank = batch["valid"] & (torch.rand(batch["ids"].shape) < args.blank)
            batch["ids"] = torch.where(blank, vocabulary.ids["[MASK]"], batch["ids"])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(model, batch)
            loss = sum(weight * parts[k] for k, weight in LOSSES.items() if k in parts)
            usual = usual or loss.item()
            if loss.item() > SPIKE * usual:
                print(f"step {step}: a loss of {loss.item():.1f}, left out", flush=True)
                usual *= 1.05
                continue
            usual += 0.02 * (loss.item() - usual)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            decay = min(args.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    if v.dtype.is_floating_point:
                        mean[k].lerp_(v, 1 - decay)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            count += 1
            if step % 25 == 0:
                print(f"epoch {epoch + number / len(rows):.2f} step {step} min {(used + time.time() - began) / 60:.1f} lr {scale:.3f} "
                      + " ".join(f"{k} {v / count:.3f}" for k, v in sums.items()), flush=True)
                sums, count = {}, 0
            if time.time() - saved > 240:
                save()
                saved = time.time()
        epoch += 1
    save()
    torch.save(model.state_dict(), os.path.join(args.out, "last.pt"))
    torch.save(mean, os.path.join(args.out, "mean.pt"))


if __name__ == "__main__":
    main()
