"""Speech at 8 kHz from speech.tar."""
import csv
import io
import tarfile
import wave

import numpy as np


def load(folder, prefix):
    """Samples [-1, 1] of all files whose name begins so, as arrays."""
    with tarfile.open(f"{folder}/speech.tar") as tar:
        names = [row["file"] for row in csv.DictReader(io.TextIOWrapper(tar.extractfile(tar.getmember("index.csv"))))]
        sounds = []
        for name in names:
            if name.startswith(prefix):
                with wave.open(tar.extractfile(name)) as file:
                    sounds.append(np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768.0)
    return sounds


def pieces(sounds, rng, shortest=8000):
    """A piece of random length of every sound, and the whole, each of unit mean square."""
    out = []
    for x in sounds:
        length = rng.integers(shortest, len(x) + 1) if len(x) > shortest else len(x)
        begin = rng.integers(0, len(x) - length + 1)
        for part in (x, x[begin:begin + length]):
            level = np.sqrt(np.mean(part ** 2))
            if level > 1e-4:
                out.append(part / level)
    return out
