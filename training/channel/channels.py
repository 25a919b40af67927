"""Channel grids from recorded traces, file by file: all draws of a file share profile, delay spread and Doppler shift.

A grid has 28 OFDM symbols, numbered from -7, of 72 subcarriers; gains of symbols 0 to 13 are estimated, pilots may stand in all.
"""
import re
from pathlib import Path

import msgpack
import numpy as np
import torch

SYMBOLS, SUBCARRIERS, BEFORE, RECORDED, PROFILES = 14, 72, 7, 28, "abcde"


class Statistics:
    """What a specification such as tdl-c:ds=300ns,fd=50Hz,scs=30kHz says, in the units of a grid."""

    def __init__(self, spec):
        number = lambda key: float(re.search(key + r"=([0-9.e+-]+)", spec)[1])
        self.profile = PROFILES.index(spec[4])
        self.spacing = number("scs") * 1e3
        self.spread = number("ds") * 1e-9 * self.spacing * SUBCARRIERS    # in 1 / bandwidth
        self.doppler = number("fd") / self.spacing * SYMBOLS * 15 / 14   # in 1 / duration; 14 symbols last 15 / spacing


def read(path):
    """(grids complex [frames, 28, 72], statistics) of a trace."""
    fields = msgpack.unpackb(Path(path).read_bytes())
    frames, _, _, times, paths = fields[2]
    gains = np.frombuffer(fields[8], "<c8").reshape(frames, -1, times, paths)[:, 0, :RECORDED]
    statistics = Statistics(fields[7][0])
    delays = np.array(fields[4]) * statistics.spacing * SUBCARRIERS
    tones = np.exp(-2j * np.pi * np.outer(delays, np.arange(SUBCARRIERS)) / SUBCARRIERS)
    return (gains @ tones).astype(np.complex64), statistics


def load(folder, limit=None):
    """(grids complex [files, frames, 28, 72], statistics of the files)."""
    grids, statistics = [], []
    for path in sorted(Path(folder).glob("*.trace"))[:limit]:
        h, facts = read(path)
        grids.append(h)
        statistics.append(facts)
    return torch.from_numpy(np.stack(grids)), statistics
