"""Rotations of a patch's latents: orthonormal bases of the first COUNT latents behind the colour means, of which each patch takes the one in which it is cheapest to tell. Edges and textures of one
direction need few latents in a basis of their own, as with the modes of intra prediction in video coding; learned as a mixture of principal components. Rotation 0 leaves latents as they are.
"""
import math

import torch

from allocation import CLASSES

ROTATIONS, COUNT = 32, 128
STEP = 60                                               # quantisation step at which rotations are learned
SHARP = 3                                               # a latent costs log2(1 + (SHARP latent / step)²) bits, about
RIDGE = 1e-4
CHUNK = 16384
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"     # of stored bases, from -ZERO upwards
ZERO = 32
GROUP = 8                                               # factors that are multiplied before their logarithm is taken


def cost(y, step):
    """About the bits of latents [..., COUNT]; step broadcastable."""
    return torch.log2((1 + (y * (SHARP / step)).square()).unflatten(-1, (-1, GROUP)).prod(-1)).sum(-1)


def cheapest(x, rotations, step, extra=None):
    """The rotation [n] by which latents [n, COUNT] cost least, with extra [n, ROTATIONS] bits for each; and the mean cost."""
    taken, best = torch.zeros(len(x), dtype=torch.long, device=x.device), torch.full((len(x),), math.inf, device=x.device)
    for i in (slice(i, i + CHUNK) for i in range(0, len(x), CHUNK)):
        for k, rotation in enumerate(rotations):
            c = cost(x[i] @ rotation.t(), step[i] if torch.is_tensor(step) else step)
            c = c if extra is None else c + extra[i, k]
            better = c < best[i]
            taken[i][better], best[i][better] = k, c[better]
    return taken, float(best.mean())


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
    busy = cost(x, STEP) > 12
    for number in range(rounds):
        rotations = torch.stack([basis(x[busy & (taken == k)]) if k and (busy & (taken == k)).sum() > COUNT else torch.eye(COUNT, device=x.device) for k in range(ROTATIONS)])
        taken, mean = cheapest(x, rotations, STEP)
        print(f"rotations, round {number + 1}: {mean:.2f} bits a patch", flush=True)
    return rotations, taken


def document(analog, tokens):
    """Statistics with the same rotations as rotations.json stores them: rows of bases as levels of up to ZERO - 1, a digit each."""
    levels = (tokens.rotations * ((ZERO - 1) / tokens.rotations.abs().amax(2, keepdim=True))).round().long() + ZERO
    rounded = lambda table: [[float(f"{v:.6g}") for v in row] for row in table.tolist()]
    known = lambda use: {"variances": rounded(use.high), "profiles": rounded(use.profiles), "shares": rounded(use.shares)}
    return {
        "format": "semcom-latent-rotations", "version": 1, "latents": COUNT, "bases": "".join(DIGITS[i] for i in levels.reshape(-1).tolist()),
        "analog": known(analog), "tokens": known(tokens),
    }


class Statistics:
    """
    What both ends know of the latents behind the colour means: rotations [K, COUNT, COUNT], how often each is taken in each class [CLASSES, K], and variances as a product of what the class
    [CLASSES, L - LOW] and the rotation [K, COUNT] tell. Without rotations, before `learn`, those of the class.
    """

    def __init__(self, variances):
        self.rotations = torch.eye(COUNT, device=variances.device)[None]
        self.shares = torch.ones(CLASSES, 1, device=variances.device)
        self.high, self.profiles = variances.clone(), torch.ones(1, COUNT, device=variances.device)

    @property
    def rotates(self):
        return len(self.rotations) > 1

    def state_dict(self):
        return dict(rotations=self.rotations, shares=self.shares, high=self.high, profiles=self.profiles)

    def load_state_dict(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    @torch.no_grad()
    def learn(self, y, cls):
        """From latents [n, L - LOW] and classes [n]."""
        self.rotations, _ = mixture(y[:, :COUNT].contiguous())
        self.measure(y, cls)

    @torch.no_grad()
    def measure(self, y, cls, step=STEP, rounds=3):
        """Shares and variances of latents [n, L - LOW] of classes [n] in the rotations that there are; step a number or [n, 1]."""
        x = y[:, :COUNT].contiguous()
        self.profiles = torch.ones(ROTATIONS, COUNT, device=y.device)
        taken, _ = cheapest(x, self.rotations, step)
        for _ in range(rounds):
            rotated = torch.stack([self.rotations[k] @ v for k, v in zip(taken.tolist(), x)])
            square = torch.cat([rotated, y[:, COUNT:]], 1).square()
            self.high = torch.stack([square[cls == c].mean(0) for c in range(CLASSES)])
            for _ in range(8):
                for k in range(ROTATIONS):
                    here = taken == k
                    self.profiles[k] = ((square[here][:, :COUNT] / self.high[cls[here], :COUNT]).sum(0) + 20) / (here.sum() + 20)
                for c in range(CLASSES):
                    here = cls == c
                    self.high[c, :COUNT] = (square[here][:, :COUNT] / self.profiles[taken[here]]).mean(0)
            self.shares = torch.stack([(torch.bincount(taken[cls == c], minlength=ROTATIONS) + 3.0) / ((cls == c).sum() + 3.0 * ROTATIONS) for c in range(CLASSES)])
            taken, mean = cheapest(x, self.rotations, step, -self.shares[cls].log2())
            print(f"rotations with their own bits: {mean:.2f} bits a patch", flush=True)

    @staticmethod
    def of(document, use):
        """What `document` gave for a use. Rounded bases are made orthonormal again, row by row."""
        known = Statistics(torch.tensor(document[use]["variances"]))
        levels = torch.tensor([DIGITS.index(digit) - ZERO for digit in document["bases"]]).reshape(-1, COUNT, COUNT).double()
        q, r = torch.linalg.qr(levels.transpose(1, 2))
        known.rotations = (q * r.diagonal(dim1=1, dim2=2).sign()[:, None]).transpose(1, 2).float().contiguous()
        known.profiles, known.shares = torch.tensor(document[use]["profiles"]), torch.tensor(document[use]["shares"])
        return known

    def rows(self, y):
        """The first latents of each patch [n, COUNT]."""
        return y[:, :COUNT].permute(0, 2, 3, 1).reshape(-1, COUNT)

    def with_first(self, rows, y):
        """y with its first latents from rows [n, COUNT]."""
        b, _, h, w = y.shape
        return torch.cat([rows.reshape(b, h, w, COUNT).permute(0, 3, 1, 2), y[:, COUNT:]], 1)

    def all(self, rows):
        """Rows in all rotations [n, K, COUNT]."""
        return (rows @ self.rotations.reshape(-1, COUNT).t()).reshape(len(rows), -1, COUNT)

    @torch.no_grad()
    def choose(self, y, cls, step):
        """Rotations [B, h, w] of latents y [B, L - LOW, h, w]."""
        spread = step.repeat_interleave(cls[0].numel())[:, None, None]
        return (cost(self.all(self.rows(y)), spread) - self.shares[cls.reshape(-1)].log2()).argmin(1).reshape(cls.shape)

    def each(self, y, taken, bases):
        """The first latents of each patch times the basis [K, COUNT, COUNT] that it takes; rows lie together by basis meanwhile."""
        number, order = taken.reshape(-1).sort(stable=True)
        parts = self.rows(y)[order].split(number.bincount(minlength=len(bases)).tolist())
        return self.with_first(torch.cat([part @ basis for part, basis in zip(parts, bases)])[order.argsort()], y)

    def rotate(self, y, taken):
        return self.each(y, taken, self.rotations.transpose(1, 2))

    def rotate_back(self, y, taken):
        return self.each(y, taken, self.rotations)

    def rotate_back_errors(self, error, taken):
        return self.each(error, taken, self.rotations.square())

    def variances(self, cls, taken):
        """[B, L - LOW, h, w]"""
        v = self.high[cls].permute(0, 3, 1, 2)
        return torch.cat([v[:, :COUNT] * self.profiles[taken].permute(0, 3, 1, 2), v[:, COUNT:]], 1)

    def bits(self, cls, taken):
        """Of the rotations themselves [B]; the product's code, which learns from neighbours, takes a sixth less."""
        return -self.shares[cls, taken].log2().sum((1, 2))

    @torch.no_grad()
    def follow(self, cls, rotated, taken):
        """Moves variances a little towards those of these latents."""
        square = rotated.square().permute(0, 2, 3, 1)
        for c in range(CLASSES):
            here = cls == c
            n = int(here.sum())
            if n:
                seen = square[here].clone()
                seen[:, :COUNT] /= self.profiles[taken[here]]
                self.high[c].lerp_(seen.mean(0), min(0.5, 0.002 * n / 16))
        self.high.clamp_(min=1e-2)
        first, expected = square[..., :COUNT].reshape(-1, COUNT), self.high[cls.reshape(-1), :COUNT]
        flat = taken.reshape(-1)
        for k in flat.unique().tolist():
            here = flat == k
            self.profiles[k].lerp_((first[here] / expected[here]).mean(0).clamp(1e-3, 1e3), min(0.2, 0.0005 * int(here.sum())))
