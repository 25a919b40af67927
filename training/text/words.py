"""Words, their counts, and the file that SemCom reads. See README.md."""

import gzip
import re
import struct

import numpy as np

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
MAGIC = b"SCWORDS1"


def split(text):
    """Lower-case words: runs of letters and digits, apostrophes inside them kept. The product splits alike."""
    return WORD.findall(text.lower())


def sentences(path):
    """Sentences as lists of words: those to train with, and every twentieth to judge with."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        everything = [split(line) for line in lines]
    everything = [s for s in everything if s]
    return [s for i, s in enumerate(everything) if i % 20 != 0], everything[::20]


class Model:
    """Word vectors as they are stored: int8 with a scale for each word."""

    def __init__(self, names, probability, scale, values, smoothing, unknown_norm, common):
        self.names, self.probability, self.scale, self.values = names, probability, scale, values
        self.smoothing, self.unknown_norm, self.common = smoothing, unknown_norm, common
        self.index = {name: i for i, name in enumerate(names)}
        self.vectors = values.astype(np.float64) * scale[:, None].astype(np.float64)
        self.weighted = self.vectors * (smoothing / (smoothing + probability.astype(np.float64)))[:, None]

    def embed(self, words):
        """Weighted sum of the known words less the common direction, and the counts of unknown words."""
        known, unknown = np.zeros(self.vectors.shape[1]), {}
        for word in words:
            i = self.index.get(word)
            if i is None:
                unknown[word] = unknown.get(word, 0) + 1
            else:
                known += self.weighted[i]
        common = self.common.astype(np.float64)
        return known - common * (common @ known), unknown

    def between(self, a, b):
        """Cosine of two sentences, each unknown word being a direction of its own."""
        if not a or not b:
            return 1.0 if a == b else 0.0
        (x, s), (y, t) = self.embed(a), self.embed(b)
        r2 = float(self.unknown_norm) ** 2
        dot = x @ y + r2 * sum(n * t.get(word, 0) for word, n in s.items())
        xx = x @ x + r2 * sum(n * n for n in s.values())
        yy = y @ y + r2 * sum(n * n for n in t.values())
        if xx == 0 or yy == 0:
            return 1.0 if sorted(a) == sorted(b) else 0.0
        return float(np.clip(dot / np.sqrt(xx * yy), -1, 1))

    def write(self, path):
        """Little-endian: magic, counts (words, dimensions), a, norm of unknown words, common direction, then word by word."""
        with open(path, "wb") as file:
            file.write(MAGIC)
            file.write(struct.pack("<iiff", len(self.names), self.values.shape[1], self.smoothing, self.unknown_norm))
            file.write(self.common.astype("<f4").tobytes())
            for name, p, scale, row in zip(self.names, self.probability, self.scale, self.values):
                text = name.encode("utf-8")
                file.write(struct.pack("<B", len(text)) + text + struct.pack("<ff", p, scale) + row.tobytes())
