"""Statistics of speech that both ends know: classes of frames, their variances, the pitch's comb, and how they follow one another. Writes tables.json."""
import argparse
import json

import numpy as np

import codec as k
from data import load, pieces

DELTAS = 8                                # changes of pitch up to this many steps have a symbol of their own


def centroids(f, count, rng, rounds=20):
    c = f[rng.choice(len(f), count, False)].copy()
    for _ in range(rounds):
        a = nearest(f, c)
        for i in range(count):
            c[i] = f[a == i].mean(0) if (a == i).any() else f[rng.integers(len(f))]
    return c


def nearest(f, c):
    return np.stack([((f - row) ** 2).sum(1) for row in c], 1).argmin(1)


def tree(f, rng):
    """Classes of every depth: each of the coarser ones is parted into four. Returns centroids by depth."""
    coarse = centroids(f, k.DEPTHS[1], rng)
    coarse = coarse[np.argsort(coarse.mean(1))]
    levels, a = [coarse], nearest(f, coarse)
    for depth in k.DEPTHS[2:]:
        children, assigned = [], np.zeros(len(f), int)
        for i in range(len(levels[-1])):
            members = np.nonzero(a == i)[0]
            c = centroids(f[members], 4, rng)
            c = c[np.argsort(c.mean(1))]
            children.append(c)
            assigned[members] = 4 * i + nearest(f[members], c)
        levels.append(np.concatenate(children))
        a = assigned
    return levels


def classes(f, levels):
    """Class of every frame at each depth [depths][frames]."""
    out = [np.zeros(len(f), int), nearest(f, levels[0])]
    for level in levels[1:]:
        near = np.stack([((f - level.reshape(-1, 4, f.shape[1])[out[-1], j]) ** 2).sum(1) for j in range(4)], 1).argmin(1)
        out.append(4 * out[-1] + near)
    return out


def levels_of(c, a, count):
    """Levels in dB at the nodes [count, NODES]; a class takes what it lacks from all."""
    rows = np.stack([(c[a == i] ** 2).mean(0) if (a == i).sum() > 3 else (c ** 2).mean(0) for i in range(count)]) + 1e-7
    width = np.maximum(np.gradient(k.NODE_BINS), 4)
    at = np.arange(k.HOP) + .5
    windows = np.maximum(0, 1 - np.abs(at[None] - k.NODE_BINS[:, None]) / width[:, None])
    windows /= windows.sum(1, keepdims=True)
    return np.round(10 * np.log10(rows @ windows.T)).astype(int)


def costs_of(counts):
    """Nats [states, states] to follow, from counts of states, starts and changes."""
    p_state = counts["states"] / counts["states"].sum(1, keepdims=True)                 # [3, 3] strength after strength
    p_first = counts["first"] / counts["first"].sum()
    p_delta = counts["deltas"] / counts["deltas"].sum()
    n = 1 + k.STRENGTHS * k.PITCHES
    strength = np.concatenate([[0], np.repeat(np.arange(1, 1 + k.STRENGTHS), k.PITCHES)])
    pitch = np.concatenate([[0], np.tile(np.arange(k.PITCHES), k.STRENGTHS)])
    cost = -np.log(p_state[strength[:, None], strength[None]])
    change = pitch[None] - pitch[:, None]
    near = np.abs(change) <= DELTAS
    follow = np.where(near, -np.log(p_delta[np.clip(change, -DELTAS, DELTAS) + DELTAS]), -np.log(p_delta[-1]) - np.log(p_first)[pitch][None])
    cost += np.where(strength[None] == 0, 0, np.where(strength[:, None] == 0, -np.log(p_first)[pitch][None], follow))
    return cost


def count(paths):
    states, first, deltas = np.full((3, 3), 1.0), np.full(k.PITCHES, 1.0), np.full(2 * DELTAS + 2, 1.0)
    for path in paths:
        previous = 0
        for state in path:
            s, q = (0, 0) if previous == 0 else (1 + (previous - 1) // k.PITCHES, (previous - 1) % k.PITCHES)
            t, r = (0, 0) if state == 0 else (1 + (state - 1) // k.PITCHES, (state - 1) % k.PITCHES)
            states[s, t] += 1
            if t and not s:
                first[r] += 1
            elif t:
                deltas[r - q + DELTAS if abs(r - q) <= DELTAS else -1] += 1
            previous = state
    first = np.convolve(np.pad(first, 3, mode="edge"), np.ones(7) / 7, "valid")
    return dict(states=states, first=first, deltas=deltas)


def follow(sequences, depth):
    """Counts of a class after another, factored along the tree: the coarse class after the coarse class; a child after its parent and the child before it (4: of another parent)."""
    if depth == 1:
        table = np.full((k.DEPTHS[1] + 1, k.DEPTHS[1]), 0.1)
        for a in sequences[1]:
            np.add.at(table, (np.concatenate([[k.DEPTHS[1]], a[:-1]]), a), 1)
        return table
    table = np.full((k.DEPTHS[depth] // 4, 5, 4), 0.3)
    for a in sequences[depth]:
        before = np.concatenate([[-1], a[:-1]])
        context = np.where((before >= 0) & (before // 4 == a // 4), before % 4, 4)
        np.add.at(table, (a // 4, context, a % 4), 1)
    return table


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with speech.tar")
    parser.add_argument("--out", required=True, help="tables.json")
    args = parser.parse_args()
    rng = np.random.default_rng(1)
    sounds = pieces(load(args.data, "libri8k/train"), rng)
    cs = [k.forward(x) for x in sounds]
    f = [k.features(c) for c in cs]
    c, flat = np.concatenate(cs), np.concatenate(f)
    levels = tree(flat, rng)
    a = classes(flat, levels)
    nodes = [levels_of(c, a[d], n) for d, n in enumerate(k.DEPTHS)]
    sequences = [np.split(a[d], np.cumsum([len(x) for x in cs])[:-1]) for d in range(len(k.DEPTHS))]
    phase = np.cos(2 * np.pi * (np.arange(k.PHASES) + .5) / k.PHASES)
    table = np.exp(np.array([1.0, 2.2])[:, None, None] * np.maximum(0, 1 - np.arange(k.REGIONS) / k.REGIONS)[None, :, None] * phase[None, None])
    table /= table.mean(2, keepdims=True)
    counts = dict(states=np.array([[8., 1, 1], [1, 4, 4], [1, 4, 4]]), first=np.ones(k.PITCHES), deltas=np.concatenate([np.exp(-np.abs(np.arange(-8, 9)) / 2), [0.1]]))
    variance = k.over_bins(nodes[3])
    for _ in range(4):
        costs = costs_of(counts)
        paths = [k.track(x, variance[s], table, costs) for x, s in zip(cs, sequences[3])]
        counts = count(paths)
        for strength in range(k.STRENGTHS):
            for region in range(k.REGIONS):
                total, number = np.zeros(k.PHASES), np.full(k.PHASES, 1.0)
                for x, s, path in zip(cs, sequences[3], paths):
                    rows = np.nonzero((path > 0) & ((path - 1) // k.PITCHES == strength))[0]
                    cols = np.nonzero(k.REGION == region)[0]
                    ratio = (x[rows][:, cols] ** 2 / variance[s[rows]][:, cols]).ravel()
                    ph = k.PHASE[(path[rows] - 1) % k.PITCHES][:, cols].ravel()
                    total += np.bincount(ph, ratio, k.PHASES)
                    number += np.bincount(ph, minlength=k.PHASES)
                table[strength, region] = np.maximum(total / number, 0.02)
        print("pitched %.2f" % np.mean(np.concatenate(paths) > 0), "bits a frame %.2f" % (np.mean([sum(costs[p, q] for p, q in zip(np.concatenate([[0], x[:-1]]), x)) / len(x) for x in paths]) / np.log(2)), flush=True)
    integers = lambda x: np.asarray(x).round().astype(int).tolist()
    json.dump({
        "bands": [integers(100 * level) for level in levels],                # log10 of mean squares, in hundredths
        "levels": [integers(n) for n in nodes],                              # dB at the nodes
        "follow": [integers(10 * follow(sequences, d)) for d in (1, 2, 3)],  # counts
        "comb": integers(100 * table),                                       # factors of the variance, in hundredths
        "pitch": {name: integers(10 * counts[name]) for name in ("states", "first", "deltas")},
    }, open(args.out, "w"), separators=(",", ":"))


if __name__ == "__main__":
    main()
