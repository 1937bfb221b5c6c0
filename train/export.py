#!/usr/bin/env python3
"""Write trained weights as the one file that hearsay maps (src/model/weights.c reads it), and read it back.

usage: export.py WEIGHTS.pt -o FILE.model --release NAME [--set NAME=VALUE ...]
       export.py --check FILE.model [WEIGHTS.pt]

Layout, little endian, every part at a multiple of 64 bytes:

    header      magic[8] "HEARSAY\\x1a", checksum u64 (XXH3-64 of all that follows), format u32, entries u32,
                size u64 (of the file), release[32]
    entries     name[32], kind u32, rows u32, cols u32, 0 u32, offset u64, size u64
    payloads    of the entries, in their order

Kinds: BYTES    the vocabulary, a piece a line (rows: how many)
       FLOATS   rows x cols fp32
       ROWS     rows x cols int8 with a scale a row: first the scales (fp32, padded to 64 bytes), then the values
       NUMBERS  rows of name[24], fp64: the shape, and the settings of the decoding

Matrices and embeddings are ROWS: value = scale * int8, scale = largest magnitude of the row / 127. Biases, norms, the feature
and distance embeddings and the small output layers are FLOATS. `tags.*` only helps the training and is left out.
The file depends on the weights, the settings and the release name alone.
"""
import argparse
import os
import struct
import sys

import numpy
import xxhash

MAGIC, FORMAT, ALIGN = b"HEARSAY\x1a", 2, 64
BYTES, FLOATS, ROWS, NUMBERS = range(4)
HEADER, ENTRY, NUMBER = struct.Struct("<8sQIIQ32s"), struct.Struct("<32sIIIIQQ"), struct.Struct("<24sd")
QUANTISED = ("word.weight", "position.weight", "qkv.weight", "out.weight", "up.weight", "down.weight",
             "reader_piece.weight", "reader_cue.weight", "kind_hidden.weight", "claim_hidden.weight", "claim.weight")


def padded(data):
    return data + bytes(-len(data) % ALIGN)


def quantise(matrix):
    """(scales, int8 rows) of an fp32 matrix; a row of zeros has scale 0."""
    scales = (numpy.abs(matrix).max(1) / 127).astype("<f4")
    steps = numpy.where(scales > 0, scales, 1)[:, None]
    return scales, numpy.clip(numpy.rint(matrix / steps), -127, 127).astype("i1")


def tensor_entry(name, value):
    matrix = numpy.asarray(value, dtype="<f4")
    matrix = matrix.reshape(1, -1) if matrix.ndim == 1 else matrix
    if name.endswith(QUANTISED):
        scales, values = quantise(matrix)
        return name, ROWS, *matrix.shape, padded(scales.tobytes()) + values.tobytes()
    return name, FLOATS, *matrix.shape, matrix.tobytes()


def shape_of(state, heads):
    """The sizes that src/model/shape.def names."""
    rows, cols = (lambda name: state[name].shape[0]), (lambda name: state[name].shape[1])
    return {"pieces": rows("word.weight"), "positions": rows("position.weight"), "hidden": cols("word.weight"), "heads": heads,
            "layers": 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layers.")), "up": rows("layers.0.up.weight"),
            "reader": cols("reader_distance.weight"), "distances": rows("reader_distance.weight"),
            "kind_hidden": rows("kind_hidden.weight"), "kinds": rows("kind.weight"),
            "claim_hidden": rows("claim_hidden.weight"), "vector": rows("claim.weight")}


def write(path, state, vocabulary, heads, settings, release):
    """state: name -> fp32 array; vocabulary: list of pieces; settings: name -> number."""
    numbers = {**shape_of(state, heads), **settings}
    table = b"".join(NUMBER.pack(name.encode(), value) for name, value in numbers.items())
    entries = [("numbers", NUMBERS, len(numbers), 0, table),
               ("vocabulary", BYTES, len(vocabulary), 0, "".join(p + "\n" for p in vocabulary).encode())]
    entries += [tensor_entry(name, value) for name, value in state.items() if not name.startswith("tags.")]
    rows, body = b"", b""
    at = len(padded(bytes(HEADER.size + ENTRY.size * len(entries))))
    for name, kind, n_rows, n_cols, data in entries:
        rows += ENTRY.pack(name.encode(), kind, n_rows, n_cols, 0, at + len(body), len(data))
        body += padded(data)
    head = struct.pack("<IIQ32s", FORMAT, len(entries), at + len(body), release.encode())
    rest = padded(MAGIC + bytes(8) + head + rows)[16:] + body
    with open(path + ".new", "wb") as handle:
        handle.write(MAGIC + struct.pack("<Q", xxhash.xxh3_64_intdigest(rest)) + rest)
    os.replace(path + ".new", path)


def name_of(raw):
    return raw.rstrip(b"\0").decode()


def load(path):
    """(state: name -> fp32 array, vocabulary, numbers, release) of a file; exits when it is damaged."""
    with open(path, "rb") as handle:
        data = handle.read()
    magic, checksum, form, count, size, release = HEADER.unpack_from(data)
    if (magic, form, size, checksum) != (MAGIC, FORMAT, len(data), xxhash.xxh3_64_intdigest(data[16:])):
        sys.exit(f"{path}: damaged, or no weights of format {FORMAT}")
    state, vocabulary, numbers = {}, [], {}
    for number in range(count):
        name, kind, rows, cols, _, offset, length = ENTRY.unpack_from(data, HEADER.size + number * ENTRY.size)
        part = data[offset:offset + length]
        if kind == BYTES:
            vocabulary = part.decode().split("\n")[:-1]
        elif kind == NUMBERS:
            numbers = {name_of(key): value for key, value in NUMBER.iter_unpack(part)}
        elif kind == FLOATS:
            state[name_of(name)] = numpy.frombuffer(part, "<f4").reshape(rows, cols).copy()
        else:
            skip = len(padded(bytes(4 * rows)))
            scales = numpy.frombuffer(part[:4 * rows], "<f4")
            state[name_of(name)] = numpy.frombuffer(part[skip:], "i1").reshape(rows, cols) * scales[:, None]
    for name in state:
        if name.endswith(".bias") or "norm" in name:
            state[name] = state[name].reshape(-1)
    return state, vocabulary, numbers, name_of(release)


def read(path):
    """The weights of a file as a state dict of tensors, dequantised."""
    import torch
    return {name: torch.from_numpy(value) for name, value in load(path)[0].items()}


def settings(path):
    """The settings of the decoding that a file holds."""
    import decode
    numbers = load(path)[2]
    return {name: type(value)(numbers[name]) for name, value in decode.SETTINGS.items()}


def read_checkpoint(path):
    import torch
    state = torch.load(path, map_location="cpu")
    return {name: value.float().numpy() for name, value in state.get("mean", state).items()}


def check(path, weights):
    state, vocabulary, numbers, release = load(path)
    print(f"{path}: release {release}, {os.path.getsize(path)} bytes, {len(state)} tensors, {len(vocabulary)} pieces")
    print(" ".join(f"{name}={value:g}" for name, value in numbers.items()))
    if not weights:
        return
    original = {k: v for k, v in read_checkpoint(weights).items() if not k.startswith("tags.")}
    assert list(original) == list(state), "other tensors than in " + weights
    worst = 0.0
    for name, value in original.items():
        step = numpy.abs(value).max(-1, keepdims=True) / 127 if name.endswith(QUANTISED) else 0 * value
        error = numpy.abs(value - state[name])
        assert (error <= step * 0.51).all(), name
        worst = max(worst, float(error.max()))
    print(f"largest difference from {weights}: {worst:.5f}, everywhere within half a step")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", nargs="?")
    ap.add_argument("-o", "--out")
    ap.add_argument("--release")
    ap.add_argument("--set", nargs="*", default=[])
    ap.add_argument("--check", metavar="FILE.model")
    args = ap.parse_args()
    if args.check:
        return check(args.check, args.weights)
    if not (args.weights and args.out and args.release):
        ap.error("weights, --out and --release are needed")
    import decode
    import model
    import pieces
    chosen = dict(decode.SETTINGS)
    for item in args.set:
        name, value = item.split("=")
        chosen[name] = type(chosen[name])(value)
    words = pieces.Vocabulary(os.path.join(model.base_folder(), "vocab.txt")).pieces
    write(args.out, read_checkpoint(args.weights), words, model.HEADS, chosen, args.release)
    check(args.out, args.weights)


if __name__ == "__main__":
    main()
