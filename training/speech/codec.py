"""The speech codec without its network, as the product has it: transform, classes, pitch, allocation."""
import numpy as np

RATE, HOP = 8000, 256                     # samples a second; coefficients of a frame
DEPTHS = (1, 16, 64, 256)                 # classes that frames are told apart by
FIRST_PITCH, LAST_PITCH, PITCHES = 60.0, 400.0, 96
STRENGTHS, REGIONS, REGION_HERTZ, PHASES = 2, 6, 500, 16
WEIGHT = 0.3                              # what squared errors count falls with this power of the variance
EDGES = np.round(np.array([0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4000]) / 4000 * HOP).astype(int)
NODES = 32                                # of the variances over frequency

_n, _k = np.arange(2 * HOP)[:, None], np.arange(HOP)[None]
BASIS = np.sin(np.pi * (_n + .5) / (2 * HOP)) * np.sqrt(2 / HOP) * np.cos(np.pi / HOP * (_n + .5 + HOP / 2) * (_k + .5))
HERTZ = (np.arange(HOP) + .5) / HOP * RATE / 2
# Nodes lie closer at low frequencies: position in bins HOP * t * (1 + 2 t) / 3 for t in 0 .. 1.
NODE_BINS = HOP * np.linspace(0, 1, NODES) * (1 + 2 * np.linspace(0, 1, NODES)) / 3


def frames_of(samples):
    return -(-samples // HOP) + 1


def forward(x):
    """Coefficients [frames, HOP] of samples."""
    count = frames_of(len(x))
    padded = np.zeros((count + 1) * HOP)
    padded[HOP:HOP + len(x)] = x
    return np.stack([padded[t * HOP:(t + 2) * HOP] for t in range(count)]) @ BASIS


def inverse(c, samples):
    y = np.zeros((len(c) + 1) * HOP)
    for t, frame in enumerate(c @ BASIS.T):
        y[t * HOP:(t + 2) * HOP] += frame
    return y[HOP:HOP + samples]


def features(c):
    """Levels of the bands [frames, bands], log10 of the mean square with a floor 60 dB below the piece's."""
    return np.stack([np.log10((c[:, a:b] ** 2).mean(1) + 1e-6) for a, b in zip(EDGES[:-1], EDGES[1:])], 1)


def over_bins(nodes):
    """Variances [.., HOP] from levels in dB at the nodes [.., NODES]."""
    at = np.arange(HOP) + .5
    i = np.clip(np.searchsorted(NODE_BINS, at) - 1, 0, NODES - 2)
    t = (at - NODE_BINS[i]) / (NODE_BINS[i + 1] - NODE_BINS[i])
    return 10 ** ((nodes[..., i] * (1 - t) + nodes[..., i + 1] * t) / 10)


PITCH_HERTZ = FIRST_PITCH * (LAST_PITCH / FIRST_PITCH) ** (np.arange(PITCHES) / (PITCHES - 1))
REGION = np.minimum((HERTZ / REGION_HERTZ).astype(int), REGIONS - 1)
PHASE = np.floor(HERTZ[None] / PITCH_HERTZ[:, None] % 1 * PHASES).astype(int)          # [PITCHES, HOP]


def combs(table):
    """Factors of the variance [1 + STRENGTHS * PITCHES, HOP] from the table [STRENGTHS, REGIONS, PHASES]; the first is no pitch."""
    return np.concatenate([np.ones((1, HOP)), np.concatenate([table[s][REGION[None], PHASE] for s in range(STRENGTHS)])])


def track(c, variance, table, costs):
    """The likeliest states of pitch [frames]: 0 for none, 1 + strength * PITCHES + pitch. costs(previous) gives nats [states] of the states that follow."""
    h = combs(table)
    r = c ** 2 / variance
    local = 0.5 * (np.log(h).sum(1)[None] + r @ (1 / h).T)                              # [frames, states]
    best, back = local[0] + costs[0], []
    for t in range(1, len(c)):
        total = best[:, None] + costs                                                   # [from, to]
        back.append(total.argmin(0))
        best = total.min(0) + local[t]
    path = [best.argmin()]
    for b in reversed(back):
        path.append(b[path[-1]])
    return np.array(path[::-1])


def allocate(v, uses, noise, weight=WEIGHT):
    """Powers [n] of values of variance v [n] for a number of real uses; mean power 1 for each use."""
    w = v ** -weight
    order = np.argsort(-v * w, kind="stable")[:uses]
    root = np.sqrt(v * w * noise)[order]
    m = (uses + np.arange(1, len(order) + 1) * noise) / np.cumsum(root)
    m = m[np.nonzero(m * root > noise)[0][-1]]
    p = np.zeros(len(v))
    p[order] = np.maximum(0, m * root - noise)
    return p
