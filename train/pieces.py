"""Word pieces with byte offsets and input features; src/model/pieces.c does the same, byte for byte.

A text becomes paragraphs (its non-empty lines), each paragraph becomes word pieces of the BERT
uncased vocabulary.  A piece is (vocabulary id, start, end, features), start and end being a
half-open byte range into the UTF-8 text.  The vocabulary is lower case, so that what capitals,
quotation marks and paragraph edges tell goes into three small features:

    case   0 no letter or digit, 1 lower, 2 Title, 3 UPPER, 4 digit first, 5 mixed
    quote  0 outside, 1 inside quotation marks (the marks count as inside)
    place  0 elsewhere, 1 first piece of a paragraph, 2 in the first paragraph, 3 its first piece
"""
import unicodedata

CASES, QUOTES, PLACES = 6, 2, 4
MAX_WORD = 100                       # longer words, in code points, are [UNK], as in BERT


def is_space(char):
    return char in " \t\n\r" or unicodedata.category(char) == "Zs"


def is_control(char):
    return unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs") and char not in "\t\n\r"


def is_punctuation(char):
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def is_ideograph(char):
    code = ord(char)
    return (0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2A6DF
            or 0x2A700 <= code <= 0x2CEAF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F)


def fold(char):
    """Lower case without accents: what the vocabulary holds of one code point ("" for a mark)."""
    return "".join(c for c in unicodedata.normalize("NFD", char.lower())
                   if unicodedata.category(c) != "Mn")


def word_case(word):
    first = next((c for c in word if c.isalnum()), None)
    if first is None:
        return 0
    if first.isdigit():
        return 4
    letters = [c for c in word if c.isalpha()]
    upper = sum(c != c.lower() for c in letters)
    if upper == 0:
        return 1
    if upper == len(letters) and len(letters) > 1:
        return 3
    if upper == 1 and letters and letters[0] != letters[0].lower():
        return 2
    return 5


class Vocabulary:
    def __init__(self, path):
        with open(path, encoding="utf-8") as handle:
            self.pieces = [line.rstrip("\n") for line in handle]
        self.ids = {piece: i for i, piece in enumerate(self.pieces)}
        self.unknown, self.first, self.last = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.cache = {}

    def split(self, folded):
        """Greedy longest match: [(id, characters of `folded` used)]."""
        hit = self.cache.get(folded)
        if hit is not None:
            return hit
        result, at = [], 0
        if len(folded) > MAX_WORD:
            result, at = [(self.unknown, len(folded))], len(folded)
        while at < len(folded):
            end = len(folded)
            while end > at:
                piece = ("##" if at else "") + folded[at:end]
                if piece in self.ids:
                    break
                end -= 1
            if end == at:
                result = [(self.unknown, len(folded))]
                break
            result.append((self.ids[piece], end - at))
            at = end
        self.cache[folded] = result
        return result


def words_of(line, base):
    """(word, [byte offset of each code point], byte end) in one line; control characters vanish."""
    word, starts, at = [], [], base
    for char in line:
        size = len(char.encode("utf-8"))
        if is_space(char):
            if word:
                yield "".join(word), starts, end
            word, starts = [], []
        elif char == "\ufffd" or char == "\0" or is_control(char):
            pass
        elif is_punctuation(char) or is_ideograph(char):
            if word:
                yield "".join(word), starts, end
            yield char, [at], at + size
            word, starts = [], []
        else:
            word.append(char)
            starts.append(at)
            end = at + size
        at += size
    if word:
        yield "".join(word), starts, end


def encode(text, vocabulary):
    """Returns (pieces, paragraphs): pieces are (id, start, end, case, quote, place), paragraphs
    are (first piece, end piece), half-open, without those that have no piece."""
    pieces, paragraphs, base = [], [], 0
    for line in text.split("\n"):
        first, inside = len(pieces), False
        for word, starts, end in words_of(line, base):
            quote = 1 if inside else 0
            if word == "“" or (word == '"' and not inside):
                inside, quote = True, 1
            elif word == "”" or word == '"':
                inside = False
            case = word_case(word)
            folded, owner = [], []
            for char, start in zip(word, starts):
                for out in fold(char):
                    folded.append(out)
                    owner.append(start)
            if not folded:
                continue
            at = 0
            split = vocabulary.split("".join(folded))
            for number, (ident, used) in enumerate(split):
                start = starts[0] if number == 0 else owner[at]
                at += used
                stop = end if number + 1 == len(split) else owner[at]
                place = (1 if len(pieces) == first else 0) + (0 if paragraphs else 2)
                pieces.append((ident, start, max(stop, start), case, quote, place))
        if len(pieces) > first:
            paragraphs.append((first, len(pieces)))
        base += len(line.encode("utf-8")) + 1
    return pieces, paragraphs


def windows(paragraphs, size, overlap):
    """Half-open piece ranges of at most `size` pieces that begin at a paragraph start where they can.

    A window ends where `size` ends.  The next one begins at the last paragraph start that leaves at
    least `overlap` pieces in common, or, inside a paragraph longer than that, exactly `overlap`
    before the end."""
    if not paragraphs:
        return []
    total = paragraphs[-1][1]
    starts = [first for first, _ in paragraphs]
    result, at = [], 0
    while True:
        end = min(at + size, total)
        result.append((at, end))
        if end == total:
            return result
        latest = end - overlap
        candidates = [s for s in starts if at < s <= latest and s > latest - (size - overlap) // 2]
        at = candidates[-1] if candidates else latest


def owners(spans):
    """Where each window's own part ends: the middle of what it shares with the next one."""
    return [(spans[i][1] + spans[i + 1][0]) // 2 if i + 1 < len(spans) else spans[i][1]
            for i in range(len(spans))]
