"""Fits when a prototype is worth teaching: from the gains of three pictures by the one before them, whether the pictures that follow gain more by a prototype than it costs."""
import argparse
import glob
import io

import numpy as np
from PIL import Image

WATCHED, SIDE = 3, 16
MOST = 20  # dB x frames that one scene counts at most
KEPT = 0.95  # share of what all scenes could gain that caution may not go below
PRICE_DB = 2.2  # what twice the channel uses bring


def log_energies(x):
    """Variance, mean square step and offset from the neighbours of patches of 16x16, ln(1 + e): [rows, columns] each. x [H, W, 3]."""
    height, width, _ = x.shape
    rows, columns = -(-height // SIDE), -(-width // SIDE)
    tiles = lambda v: np.add.reduceat(np.add.reduceat(v, np.arange(0, height, SIDE), 0), np.arange(0, width, SIDE), 1)
    count = tiles(np.ones((height, width, 1)))
    mean = tiles(x) / count
    variance = np.maximum(0, (tiles(x * x) / count - mean ** 2).mean(-1))
    steps, number = np.zeros((height, width, 1)), np.zeros((height, width, 1))
    right, down = np.square(np.diff(x, axis=1)).sum(-1, keepdims=True), np.square(np.diff(x, axis=0)).sum(-1, keepdims=True)
    steps[:, :-1] += right
    number[:, :-1] += 3
    steps[:-1] += down
    number[:-1] += 3
    offset = np.square(mean - neighbours(mean)).mean(-1)
    return [np.log1p(e) for e in (variance, (tiles(steps) / np.maximum(1, tiles(number)))[..., 0], offset)]


def neighbours(v):
    """Means of those left, right, above and below that there are."""
    total, count = np.zeros_like(v), np.zeros_like(v)
    for axis in (0, 1):
        n = v.shape[axis]
        low, high = (np.s_[:-1], np.s_[1:]) if axis == 0 else (np.s_[:, :-1], np.s_[:, 1:])
        total[high] += v[low]
        total[low] += v[high]
        count[high] += 1
        count[low] += 1
    return total / count


def features(picture, prototype, snr_db, cbr):
    """As src/Link/Knowledge/Gate/PatchFeatures.cs: [patches, 15]."""
    own, difference = log_energies(picture), log_energies(picture - prototype)
    mean, differs = own[0].mean(), difference[0].mean()
    flat = lambda v: np.full_like(own[0], v)
    columns = [own[0], difference[0], own[1], difference[1], own[2], difference[2], own[0] - difference[0], neighbours(own[0]), neighbours(difference[0]),
               flat(mean), flat(differs), flat(np.log(np.exp(own[0]).mean())), flat(snr_db / 10), flat(np.log(cbr)), flat(mean - differs)]
    return np.stack([c.ravel() for c in columns], 1)


def gain(gate, *arguments):
    """Decibels that a picture gains by a prototype."""
    hidden, (bias, *_) = gate[:-1], gate[-1]
    return np.maximum(0, bias + np.tanh(hidden[:, 1] + features(*arguments) @ hidden[:, 2:].T) @ hidden[:, 0]).mean()


def fit(x, gained, caution):
    """Logistic weights; scenes count by what a wrong decision costs, those in vain several times: who waits decides again, who pays has paid."""
    pays, mean, scale = gained > 0, x.mean(0) * [0, 1, 1], np.r_[1, x[:, 1:].std(0)]
    cost, weights, z = np.where(pays, 1, caution) * np.minimum(np.abs(gained), MOST), np.zeros(3), (x - mean) / scale
    for _ in range(30000):
        weights += 0.5 * (z.T @ (cost * (pays - 1 / (1 + np.exp(-z @ weights)))) / cost.sum() - 1e-3 * weights * [0, 1, 1])
    weights /= scale
    return weights - [weights @ mean, 0, 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", required=True, nargs="+", help="folders of folders with 20 pictures")
    parser.add_argument("--gate", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    gate, rng, rows = np.loadtxt(options.gate, delimiter=",", skiprows=1), np.random.default_rng(options.seed), []
    for folder in sorted(f for s in options.sequences for f in glob.glob(f"{s}/*/")):
        files = sorted(glob.glob(f"{folder}/*.png"))
        if len(files) < 20:
            continue
        pictures = [np.asarray(Image.open(f).convert("RGB"), np.float64) for f in files[:20]]
        snr_db, cbr = rng.uniform(3, 15), 2 ** rng.uniform(-5.6, -3.6)
        data = io.BytesIO()
        Image.open(files[WATCHED]).convert("RGB").save(data, "JPEG", quality=85)  # about what tokens at CBR 1/4 are
        taught = np.asarray(Image.open(data), np.float64)
        before = [gain(gate, p, pictures[0], snr_db, cbr) for p in pictures[1:WATCHED + 1]]
        after = [gain(gate, p, taught, snr_db, cbr) for p in pictures[WATCHED + 1:]]
        # Beside the frame that it takes the place of, the prototype takes uses that all frames could have had; it is itself shown, and better.
        frames = len(after) + 1
        times = 1 / 4 / cbr
        cost = PRICE_DB * frames * np.log2((frames - 1 + times) / frames) - PRICE_DB * min(3, np.log2(times))
        rows.append([*before, sum(g for g in after if g >= 1), cost])
    rows = np.array(rows)
    # The gain of the third picture, and what is left in it of that of the first.
    x, gained = np.c_[np.ones(len(rows)), rows[:, 2], rows[:, 2] / (rows[:, 0] + 0.5)], rows[:, -2] - rows[:, -1]
    best, kept, caution = np.maximum(0, gained).sum(), 1, 1
    while kept >= KEPT and caution <= 1024:
        fitted = fit(x, gained, caution)
        decided = x @ fitted > 0
        kept = gained[decided].sum() / best
        if kept >= KEPT or caution == 1:
            weights = fitted
            print(f"caution {caution}: {kept:.1%} kept of {best / len(rows):.2f} dB x frames a scene, {(decided & (gained < 0)).sum()} taught in vain, {(~decided & (gained > 0)).sum()} missed")
        caution *= 2
    with open(options.out, "w") as out:
        out.write("bias,gain,share\n" + ",".join(f"{w:.4g}" for w in weights) + "\n")


if __name__ == "__main__":
    main()
