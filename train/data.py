"""Training material: articles with gold attributions as word pieces with gold spans."""
import json

import pieces as wp

KINDS = [("named", "person"), ("named", "organisation"), ("named", "document"), ("named", "author"),
         ("named", "event"), ("anonymous", "individual"), ("anonymous", "group"),
         ("anonymous", "collective"), ("anonymous", "document"), ("anonymous", "unattributed"),
         ("agency", "wire"), ("agency", "outlet"), ("unresolved", "unresolved")]
KIND_ID = {kind: i for i, kind in enumerate(KINDS)}


class Article:
    """pieces, paragraphs as wp.encode; attributions: dicts of piece spans (half-open) by role."""

    def __init__(self, record, vocabulary, field="attributions"):
        self.id, self.text = record["id"], record["text"]
        self.pieces, self.paragraphs = wp.encode(self.text, vocabulary)
        starts = [p[1] for p in self.pieces]
        ends = [p[2] for p in self.pieces]
        self.attributions = []
        for a in record[field]:
            item = {role: [s for s in (piece_span(starts, ends, *span) for span in a[role]) if s]
                    for role in ("source", "cue", "content")}
            if not item["cue"]:
                continue
            kind = KIND_ID.get((a.get("class"), a.get("kind")), -1) if "class" in a else -1
            item["kind"], item["raw"] = kind, a
            self.attributions.append(item)


def piece_span(starts, ends, begin, stop):
    """The pieces that overlap the bytes [begin, stop), or None."""
    import bisect
    first = bisect.bisect_right(ends, begin)
    last = bisect.bisect_left(starts, stop)
    return (first, last) if first < last else None


def load(path, vocabulary, **more):
    with open(path, encoding="utf-8") as handle:
        return [Article(json.loads(line), vocabulary, **more) for line in handle if line.strip()]
