"""Makes models/words: positive pointwise mutual information of words in a window, factorised by a randomised SVD."""

import argparse
import collections
import json
import pathlib

import numpy as np

import measure
from words import Model, sentences, split

VOCABULARY, DIMENSIONS, WINDOW = 8192, 64, 5
CONTEXT_POWER = 0.75  # O. Levy, Y. Goldberg, I. Dagan, TACL 2015, section 3.1: contexts are counted to this power
SMOOTHING = 1e-3  # a in S. Arora, Y. Liang, T. Ma, ICLR 2017, algorithm 1
GOLDEN = [
    ("A man is playing a guitar.", "A man is playing a guitar."),
    ("A man is playing a guitar.", "A man plays the piano."),
    ("A man is playing a guitar.", "A woman is slicing vegetables in the kitchen."),
    ("A man is playing a guitar.", "a guitar playing is man A"),
    ("The train to Zanzibar leaves at noon.", "The train to Timbuktu leaves at noon."),
    ("The train to Zanzibar leaves at noon.", "the TRAIN to Zanzibar leaves, at noon!"),
    ("Two dogs run through the snow.", "Two d0gs run thrqugh the snow."),
    ("Two dogs run through the snow.", "The president addressed the congress on taxes."),
    ("I don't know.", "I do not know."),
    ("qwxyz", "zyxwq"),
]


def pairs(training, index):
    """Co-occurrence counts [V, V] at distances up to WINDOW inside a sentence, all distances alike."""
    stream = []
    for sentence in training:
        stream.extend(index.get(word, -1) for word in sentence)
        stream.extend([-1] * WINDOW)
    stream = np.array(stream, dtype=np.int64)
    counts = np.zeros((len(index), len(index)), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        a, b = stream[:-distance], stream[distance:]
        both = (a >= 0) & (b >= 0)
        keys, n = np.unique(a[both] * len(index) + b[both], return_counts=True)
        counts.reshape(-1)[keys] += n
    return counts + counts.T


def ppmi(counts):
    """max(0, log p(w, c) / (p(w) p(c))), contexts smoothed."""
    words = counts.sum(1, dtype=np.float64)
    contexts = words ** CONTEXT_POWER
    contexts /= contexts.sum()
    with np.errstate(divide="ignore"):
        matrix = np.log(counts)
        matrix -= np.log(np.maximum(words, 1)).astype(np.float32)[:, None]
        matrix -= np.log(np.maximum(contexts, 1e-12)).astype(np.float32)[None, :]
    return np.maximum(matrix, 0, out=matrix)


def factorise(matrix, seed=1):
    """U sqrt(S) of a truncated SVD: N. Halko, P.-G. Martinsson, J. Tropp, SIAM Review 2011, with two power iterations."""
    random = np.random.default_rng(seed)
    basis = matrix @ random.standard_normal((matrix.shape[1], DIMENSIONS + 16)).astype(np.float32)
    for _ in range(2):
        basis = np.linalg.qr(basis)[0]
        basis = matrix @ (matrix.T @ basis)
    basis = np.linalg.qr(basis)[0]
    u, s, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    return (basis @ u[:, :DIMENSIONS]) * np.sqrt(s[:DIMENSIONS])


def build(training):
    """Counts, factorises, quantises, and finds the direction that all sentences share."""
    counts = collections.Counter(word for sentence in training for word in sentence)
    total = sum(counts.values())
    names = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VOCABULARY]]
    index = {name: i for i, name in enumerate(names)}
    vectors = factorise(ppmi(pairs(training, index)))
    scale = np.maximum(np.abs(vectors).max(1) / 127, 1e-9).astype(np.float32)
    values = np.clip(np.rint(vectors / scale[:, None]), -127, 127).astype(np.int8)
    probability = np.array([counts[name] / total for name in names], dtype=np.float32)
    unknown = np.float32(np.linalg.norm(vectors[-1000:], axis=1).mean())
    model = Model(names, probability, scale, values, np.float32(SMOOTHING), unknown, np.zeros(DIMENSIONS, np.float32))
    means = np.array([sum(model.weighted[index[w]] for w in s if w in index) / len(s) for s in training if any(w in index for w in s)])
    common = np.linalg.eigh(means.T @ means)[1][:, -1]
    common *= np.sign(common[np.argmax(np.abs(common))])
    covered = sum(counts[name] for name in names) / total
    print(f"{len(training)} sentences, {total} words, {len(counts)} different; {covered:.4f} of them known")
    return Model(names, probability, scale, values, np.float32(SMOOTHING), unknown, common.astype(np.float32))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder with text.txt.gz")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "models" / "words")
    options = parser.parse_args()
    training, held_out = sentences(options.data / "text.txt.gz")
    model = build(training)
    options.out.mkdir(parents=True, exist_ok=True)
    model.write(options.out / "words.bin")
    golden = [{"a": a, "b": b, "similarity": round(model.between(split(a), split(b)), 7)} for a, b in GOLDEN]
    (options.out / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")
    for row in golden:
        print(row)
    measure.report(model, held_out)


if __name__ == "__main__":
    main()
