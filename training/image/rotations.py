"""Rotations of a patch's latents: orthonormal bases of the first COUNT latents behind the colour means, of which each patch takes the one in which it is cheapest to tell. Edges and textures of one
direction need few latents in a basis of their own, as with the modes of intra prediction in video coding; learned as a mixture of principal components. Rotation 0 leaves latents as they are.
For tokens two wide ones follow, of all latents behind the colour means: about the DCT of 16x16, and that of four blocks of 8x8.
"""
import math

import torch
import torch.nn.functional as F

from allocation import CLASSES, LOW, PATCH, dct_matrix
from trellis import FINE, PRICE, SPREAD

ROTATIONS, COUNT = 32, 128
STEP = 60                                               # quantisation step at which rotations are learned
SHARP = 3                                               # a latent costs log2(1 + (SHARP latent / step)²) bits, about
BUSY = 12                                               # bits of a patch that has something to rotate
RIDGE = 1e-4
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"     # of stored bases, from -ZERO upwards
ZERO = 32
GROUP = 8                                               # factors that are multiplied before their logarithm is taken
CHUNK = 4096
BLOCKS = (16, 8)                                        # sides of the blocks whose DCT the wide rotations are
SMALL = 200                                             # square of a latent that hardly counts, where rows are chosen


def cost(y, step):
    """About the bits of latents [..., n]; step broadcastable."""
    factors = F.pad(1 + (y * (SHARP / step)).square(), (0, -y.shape[-1] % GROUP), value=1.0)
    return torch.log2(factors.unflatten(-1, (-1, GROUP)).prod(-1)).sum(-1)


def cheapest(costs, extra=None):
    """The rotation [n] by which latents cost least, from costs of each rotation one after the other [n], with extra [n, rotations] bits for each; and the mean cost."""
    taken = best = None
    for k, c in enumerate(costs):
        c = c if extra is None else c + extra[:, k]
        if k == 0:
            taken, best = torch.zeros(len(c), dtype=torch.long, device=c.device), c.clone()
        else:
            better = c < best
            taken[better], best[better] = k, c[better]
    return taken, float(best.mean())


def costs(x, rotations, step):
    """What latents [n, COUNT] cost in each rotation, one after the other."""
    return (cost(x @ rotation.t(), step) for rotation in rotations)


def basis(x):
    """Principal components of latents, by falling variance; every patch counts alike, whatever its contrast."""
    weight = 1 / (x.square().mean(1, keepdim=True) + STEP ** 2 / 4)
    covariance = (x * weight).t() @ x / len(x) + RIDGE * torch.eye(x.shape[1], device=x.device)
    return torch.linalg.eigh(covariance)[1].flip(1).t().contiguous()


def mixture(x, rounds=12):
    """[ROTATIONS, COUNT, COUNT] from latents [n, COUNT], and the rotation [n] of each."""
    kind = (x[:, :24].abs() + 5).log()
    kind = kind - kind.mean(1, keepdim=True)
    centres = kind[torch.randperm(len(kind), generator=torch.Generator().manual_seed(1))[:ROTATIONS].to(kind.device)]
    for _ in range(10):
        taken = torch.cdist(kind, centres).argmin(1)
        centres = torch.stack([kind[taken == k].mean(0) if (taken == k).any() else centres[k] for k in range(ROTATIONS)])
    busy = cost(x, STEP) > BUSY
    for number in range(rounds):
        rotations = torch.stack([basis(x[busy & (taken == k)]) if k and (busy & (taken == k)).sum() > COUNT else torch.eye(COUNT, device=x.device) for k in range(ROTATIONS)])
        taken, mean = cheapest(costs(x, rotations, STEP))
        print(f"rotations, round {number + 1}: {mean:.2f} bits a patch", flush=True)
    return rotations, taken


def digits(rows):
    """Rows [..., n] as levels of up to ZERO - 1, a digit each."""
    levels = (rows * ((ZERO - 1) / rows.abs().amax(-1, keepdim=True).clamp_min(1e-12))).round().long() + ZERO
    return "".join(DIGITS[i] for i in levels.reshape(-1).tolist())


def levels(text):
    return torch.tensor([DIGITS.index(digit) - ZERO for digit in text])


def orthonormal(text, size):
    """Bases [n, size, size] from digits. Rounded ones are made orthonormal again, row by row."""
    q, r = torch.linalg.qr(levels(text).reshape(-1, size, size).double().transpose(1, 2))
    return (q * r.diagonal(dim1=1, dim2=2).sign()[:, None]).transpose(1, 2).float().contiguous()


def document(analog, tokens):
    """Statistics with the same narrow rotations as rotations.json stores them; digits of the neighbours' weights [a neighbour's latent, latent] in the order of rows."""
    weights = tokens.neighbours.t().contiguous()
    rounded = lambda table: [[float(f"{v:.6g}") for v in row] for row in table]
    def known(use):
        narrow = len(use.rotations)
        return {"variances": rounded(use.high.tolist()), "profiles": rounded(use.profiles[:narrow, :COUNT].tolist() + use.profiles[narrow:].tolist()), "shares": rounded(use.shares.tolist())}
    return {
        "format": "semcom-latent-rotations", "version": 2, "latents": COUNT, "bases": digits(tokens.rotations), "wide": digits(tokens.wide),
        "neighbours": {"weights": "".join(digits(weights)[i::weights.shape[1]] for i in range(weights.shape[1])),
                       "scales": [float(f"{v:.6g}") for v in (weights.abs().amax(1) / (ZERO - 1)).tolist()]},
        "analog": known(analog), "tokens": known(tokens),
    }


def polar(matrix):
    """The matrix with orthonormal rows that is nearest to one."""
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    return u @ v


def block_transform(basis, y, side):
    """
    [n, n] for n latents behind the colour means: about the DCT of blocks of pixels, of each colour of the first three rows of the codec's basis [L, 768]. As far as those latents reach, by falling
    energy of latents y [count, n].
    """
    basis, parts = basis.double(), PATCH // side
    dct, colours = dct_matrix(side).to(basis), polar(basis[:LOW].reshape(LOW, 3, PATCH * PATCH).sum(2))
    frequencies = torch.kron(dct, dct).reshape(side * side, side, side)
    rows = torch.zeros(LOW, parts, parts, side * side, 3, parts, side, parts, side, dtype=torch.double, device=basis.device)
    for i in range(parts):
        for j in range(parts):
            rows[:, i, j, :, :, i, :, j] = colours[:, None, :, None, None] * frequencies[None, :, None]
    reach = rows.reshape(-1, 3 * PATCH * PATCH) @ basis[LOW:].t()
    kept = (y.double() @ reach.t()).square().add(SMALL).log().mean(0).argsort(descending=True)[:reach.shape[1]]
    transform = polar(reach[kept])
    return transform[(y.double() @ transform.t()).square().mean(0).argsort(descending=True)].float()


class Statistics:
    """
    What both ends know of the latents behind the colour means: rotations [K, COUNT, COUNT] and wide ones [W, L - LOW, L - LOW], how often each of all of them is taken in each class
    [CLASSES, K + W], and variances as a product of what the class [CLASSES, L - LOW] and the rotation [K + W, L - LOW] tell. Without rotations, before `learn`, those of the class. And the weights
    of neighbours.py.
    """

    def __init__(self, variances):
        count = variances.shape[1]
        self.rotations = torch.eye(COUNT, device=variances.device)[None]
        self.wide = torch.zeros(0, count, count, device=variances.device)
        self.shares = torch.ones(CLASSES, 1, device=variances.device)
        self.neighbours = torch.zeros(4, 1)
        self.high, self.profiles = variances.clone(), torch.ones(1, count, device=variances.device)

    @property
    def rotates(self):
        return len(self.rotations) > 1

    def state_dict(self):
        return dict(rotations=self.rotations, wide=self.wide, neighbours=self.neighbours, shares=self.shares, high=self.high, profiles=self.profiles)

    def load_state_dict(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    @torch.no_grad()
    def learn(self, y, cls):
        """From latents [n, L - LOW] and classes [n]."""
        self.rotations, _ = mixture(y[:, :COUNT].contiguous())
        self.measure(y, cls)

    @torch.no_grad()
    def widen(self, basis, y, cls):
        """Adds the wide rotations; likewise, basis that of the codec."""
        self.wide = torch.stack([block_transform(basis, y, side) for side in BLOCKS])
        self.measure(y, cls)

    @torch.no_grad()
    def measure(self, y, cls, step=STEP, rounds=3):
        """
        Shares and variances of latents [n, L - LOW] of classes [n] in the rotations that there are; step a number or [n, 1]. Patches take the rotation by which they are cheapest as the product counts:
        squared error, and bits at their price with the variances so far.
        """
        count = len(self.rotations) + len(self.wide)
        taken = torch.where(cost(y[:, :COUNT], step) > BUSY, cheapest(self.costs(y, step))[0], 0)
        for _ in range(rounds):
            square = self.turned(y, taken, self.rotations.transpose(1, 2), self.wide.transpose(1, 2)).square()
            self.profiles = torch.ones(count, y.shape[1], device=y.device)
            self.high = torch.stack([square[cls == c].mean(0) for c in range(CLASSES)])
            for _ in range(8):
                for k in range(count):
                    here, reach = taken == k, self.reach(k)
                    self.profiles[k, :reach] = ((square[here][:, :reach] / self.high[cls[here], :reach]).sum(0) + 20) / (here.sum() + 20)
                for c in range(CLASSES):
                    here = cls == c
                    self.high[c] = (square[here] / self.profiles[taken[here]]).mean(0)
            self.shares = torch.stack([(torch.bincount(taken[cls == c], minlength=count) + 3.0) / ((cls == c).sum() + 3.0 * count) for c in range(CLASSES)])
            taken, mean = cheapest(self.true_costs(y, cls, step), -self.shares[cls].log2())
            print(f"rotations with their own bits: {mean:.2f} bits a patch, errors counted as bits", flush=True)

    @staticmethod
    def of(document, use):
        """What `document` gave for a use."""
        known = Statistics(torch.tensor(document[use]["variances"]))
        known.rotations = orthonormal(document["bases"], COUNT)
        rows = document[use]["profiles"]
        if len(rows) > len(known.rotations):
            known.wide = orthonormal(document["wide"], known.high.shape[1])
            scales = torch.tensor(document["neighbours"]["scales"])
            known.neighbours = levels(document["neighbours"]["weights"]).reshape(-1, len(scales)) * scales
        known.profiles = torch.ones(len(rows), known.high.shape[1])
        for row, values in zip(known.profiles, rows):
            row[:len(values)] = torch.tensor(values)
        known.shares = torch.tensor(document[use]["shares"])
        return known

    def reach(self, k):
        """Latents that a rotation turns."""
        return COUNT if k < len(self.rotations) else self.wide.shape[1]

    def costs(self, y, step):
        """What latents [n, L - LOW] cost in each rotation, one after the other."""
        rest = cost(y[:, COUNT:], step)
        for narrow in costs(y[:, :COUNT], self.rotations, step):
            yield narrow + rest
        yield from costs(y, self.wide, step)

    def true_costs(self, y, cls, step):
        """Bits, and squared errors as what they are worth in bits, in each rotation, one after the other; each latent quantised alone."""
        for k in range(len(self.rotations) + len(self.wide)):
            total = []
            for i in range(0, len(y), CHUNK):
                part, spread = slice(i, i + CHUNK), SPREAD * (step[i:i + CHUNK] if torch.is_tensor(step) else step)
                known = self.high[cls[part]] * self.profiles[k] / spread ** 2
                all_of_one = torch.full_like(cls[part], k)
                size = self.turned(y[part], all_of_one, self.rotations.transpose(1, 2), self.wide.transpose(1, 2)).abs() / spread
                lower = (size / FINE.spacing).floor()
                total.append(torch.minimum(FINE.cost(size, lower, known), FINE.cost(size, lower + 1, known)).sum(1) * SPREAD ** 2 / PRICE)
            yield torch.cat(total)

    def rows(self, y):
        """The latents of each patch [n, L - LOW]."""
        return y.permute(0, 2, 3, 1).reshape(-1, y.shape[1])

    @torch.no_grad()
    def choose(self, y, cls, step):
        """Rotations [B, h, w] of latents y [B, L - LOW, h, w]."""
        spread = step.repeat_interleave(cls[0].numel())[:, None]
        return cheapest(self.costs(self.rows(y), spread), -self.shares[cls.reshape(-1)].log2())[0].reshape(cls.shape)

    def turned(self, rows, taken, narrow, wide):
        """Latents [n, L - LOW] times the basis that each patch [n] takes; rows lie together by basis meanwhile."""
        number, order = taken.sort(stable=True)
        parts = rows[order].split(number.bincount(minlength=len(narrow) + len(wide)).tolist())
        done = [torch.cat([part[:, :COUNT] @ basis, part[:, COUNT:]], 1) for part, basis in zip(parts, narrow)] + [part @ basis for part, basis in zip(parts[len(narrow):], wide)]
        return torch.cat(done)[order.argsort()]

    def each(self, y, taken, narrow, wide):
        """The same for planes [B, L - LOW, h, w]."""
        b, count, h, w = y.shape
        return self.turned(self.rows(y), taken.reshape(-1), narrow, wide).reshape(b, h, w, count).permute(0, 3, 1, 2)

    def rotate(self, y, taken):
        return self.each(y, taken, self.rotations.transpose(1, 2), self.wide.transpose(1, 2))

    def rotate_back(self, y, taken):
        return self.each(y, taken, self.rotations, self.wide)

    def rotate_back_errors(self, error, taken):
        return self.each(error, taken, self.rotations.square(), self.wide.square())

    def variances(self, cls, taken):
        """[B, L - LOW, h, w]"""
        return (self.high[cls] * self.profiles[taken]).permute(0, 3, 1, 2)

    def bits(self, cls, taken):
        """Of the rotations themselves [B]; the product's code, which learns from neighbours, takes a sixth less."""
        return -self.shares[cls, taken].log2().sum((1, 2))

    @torch.no_grad()
    def follow(self, cls, rotated, taken):
        """Moves variances a little towards those of these latents."""
        square, cls, taken = self.rows(rotated.square()), cls.reshape(-1), taken.reshape(-1)
        for c in range(CLASSES):
            here = cls == c
            n = int(here.sum())
            if n:
                self.high[c].lerp_((square[here] / self.profiles[taken[here]]).mean(0), min(0.5, 0.002 * n / 16))
        self.high.clamp_(min=1e-2)
        for k in taken.unique().tolist():
            here, reach = taken == k, self.reach(k)
            self.profiles[k, :reach].lerp_((square[here][:, :reach] / self.high[cls[here], :reach]).mean(0).clamp(1e-3, 1e3), min(0.2, 0.0005 * int(here.sum())))
