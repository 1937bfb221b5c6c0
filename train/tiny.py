#!/usr/bin/env python3
"""Make the tiny model of the unit tests, and what the Python program says with it.

usage: tiny.py FOLDER      (FOLDER is tests/data)

quiet.model    the same with a threshold that no cue reaches: it finds nothing in any text, for tests of all but the finding
tiny.model     random weights, two narrow layers, a vocabulary of letters and some words; windows of 40 pieces
pieces.ndjson  {"text", "pieces": [[id, start, end, case, quote, place], ...], "paragraphs": [[first, end], ...]}
tiny.ndjson    {"id", "text", "hidden": [row, ...] of the first window, "attributions": [...] as decode.tag has them,
               with their claim "vector"}
"""
import json
import os
import sys
import tempfile

import torch

import decode
import export
import model
import pieces as wp
from data import Article

WORDS = """the a of to that who had told said says according officials official police mayor minister spokesman she he they it was
were would will not ##ing ##ed ##s ##ly plan bridge water school council report vote early talk claim deny reporters hospital
people city town state budget storm closed open week year monday friday cafe naive strasse""".split()
TEXTS = [
    "", " ", "\n\n", "Café naïve ÉCOLE Straße", "“We won,” she said. \"Then \"we\" lost\"", "a.b,c-d—e…f's ’t",
    "U.S. 3rd 3RD x2 McDonald iPhone A NASA ½ ٣ ² Ⅷ", "中文字 x中y 한글 テスト", "👩‍👩‍👧 😀said a\u200bb", "a\u0301 \u0301 \u0301x e\u0301\u0327",
    "tab\there\rthere\u00a0and\u3000here", "a\u0007b \u0085c\u2028d \u00adsoft\u00adhyphen", "İstanbul Σίσυφος ΣΑΣ ǅ ﬁne Ａｂ", "\ufeffsaid \ufffdsaid",
    "b" * 99 + " " + "b" * 100 + " " + "b" * 101 + " " + "é" * 100 + " " + "한" * 33 + " " + "한" * 34,
    "B" * 5000 + "z", "officials’ qqq##ing [UNK] [CLS] ##s", "one\n\n  two three\n\"open\nclosed\" four", "€5bn £3 $1.5m 50% #tag @you a_b x^2 `tick`",
    "ﷺ ẞ ŉ ǰ ͅ ᾳ ὒ Ω K Å", "ordinary words, quietly said; the mayor (who was told) said: “It — was — early.”",
]
ARTICLES = [
    "Police said the bridge was closed.",
    "The mayor told reporters on Friday that the school would open early. “The water was not safe,” she said, “and it will not be.”\n"
    "Officials had said on Monday that the plan of the council was a claim.\n\n"
    "According to a report, “the storm closed the town for a week,” a hospital spokesman said.\nHe said the state would vote.\n",
    "\n".join(f"A council official {verb} that {thing} was closed in the {time} of the storm, people who had told the police of it said."
              for verb in ("said", "told reporters", "says", "claimed") for thing in ("the bridge", "a school", "the city hospital")
              for time in ("week", "year")),
    "the vote " * 60 + "said the mayor, who told a minister that " + "a plan " * 50 + "was early.",
    "…", "",
]


def tiny_vocabulary(path):
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    marks = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~“”‘’—–…€£"
    rows = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *("##" + c for c in letters), *marks, "##ß", "中", "文", "ᄒ", "##ᅡ", "##ᆫ",
            "σ", "##σ", "##ς", "##ι", "##υ", "##φ", "##ο", "##α", *WORDS]
    with open(path, "w", encoding="utf-8") as handle:
        handle.writelines(row + "\n" for row in dict.fromkeys(rows))
    return wp.Vocabulary(path)


def tiny_model(vocabulary):
    model.HIDDEN, model.HEADS, model.READER, model.KINDH, model.CLAIMH = 24, 3, 16, 20, 28
    torch.manual_seed(7)
    tagger = model.Tagger(layers=2, dropout=0.0)
    tagger.word = torch.nn.Embedding(len(vocabulary.pieces), model.HIDDEN)
    tagger.position = torch.nn.Embedding(48, model.HIDDEN)
    for name, value in tagger.named_parameters():
        value.data.normal_(std=0.6 if value.dim() == 2 else 0.2)
        if "norm" in name and name.endswith("weight"):
            value.data.add_(1.0)
    return tagger.eval()


@torch.no_grad()
def told(tagger, article, vocabulary, settings):
    found = decode.tag(tagger, article, vocabulary, settings)
    if not article.pieces:
        return [], []
    spans = wp.windows(article.paragraphs, settings["window"], settings["overlap"])
    own = wp.owners(spans)
    states, taps = [], []
    for span in spans:
        taps.append([])
        states.append(decode.window_outputs(tagger, article, vocabulary, *span, taps[-1])[0])
    result = []
    for a in found:
        number = a["window"]
        content, speech = torch.zeros(2, 1, states[number].shape[1], dtype=torch.bool)
        for role, mask in (("content", content), ("source", speech), ("cue", speech)):
            for s, e in a[role]:
                mask[0, s - spans[number][0]:e - spans[number][0]] = True
        vector = tagger.claims(tagger.claim_features([t[:, 1:-1] for t in taps[number]], torch.zeros(1, dtype=torch.long), content, speech))[0]
        result.append({role: decode.to_bytes(article, a[role]) for role in ("source", "cue", "content")}
                      | {"kind": rounded(a["kind"]), **{name: round(a[name], 4) for name in ("p", "cue_p", "path_p")}, "vector": rounded(vector.tolist())})
    return [rounded(row) for row in states[0][0, :3].tolist()], result


def rounded(row):
    return [round(x, 4) for x in row]


def dump(path, records):
    with open(path, "w", encoding="utf-8") as handle:
        for record in records:
            print(json.dumps(record), file=handle)


def main():
    folder = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        vocabulary = tiny_vocabulary(os.path.join(scratch, "vocab.txt"))
    path = os.path.join(folder, "tiny.model")
    settings = {"window": 40, "overlap": 12, "cue": 0.9, "sure_base": 0.5, "sure_cue": 0.3, "sure_path": -0.4, "sure_bare": -0.7}
    state = {k: v.detach().numpy() for k, v in tiny_model(vocabulary).state_dict().items()}
    export.write(path, state, vocabulary.pieces, model.HEADS, settings, "tiny")
    export.write(os.path.join(folder, "quiet.model"), state, vocabulary.pieces, model.HEADS, {**settings, "cue": 1.0}, "quiet")
    tagger = tiny_model(vocabulary)
    tagger.load_state_dict(export.read(path), strict=False)
    dump(os.path.join(folder, "pieces.ndjson"),
         ({"text": t, "pieces": p, "paragraphs": q} for t in TEXTS for p, q in [wp.encode(t, vocabulary)]))
    records = []
    for number, text in enumerate(ARTICLES):
        hidden, found = told(tagger, Article({"id": str(number), "text": text, "attributions": []}, vocabulary), vocabulary, settings)
        records.append({"id": str(number), "text": text, "hidden": hidden, "attributions": found})
        print(f"{number}: {len(found)} attributions")
    dump(os.path.join(folder, "tiny.ndjson"), records)


if __name__ == "__main__":
    main()
