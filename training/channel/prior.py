"""The prior of channel grids: a denoiser for any pattern of noisy observations, whose network decides what is channel and what is noise.

Observations y = (At ⊗ Af) u + n: gains u of waves with a delay (columns of Af) and a Doppler shift (columns of At). Given the powers p of the
delays, q of the Doppler shifts and the noise power, E[h | y] is linear and exact. The network finds these powers as mixtures of shapes: it starts from
learned weights and changes them in a few rounds, and sees in each how the likelihood would change with every shape's weight (aᴴ S⁻¹yyᴴS⁻¹ a against
aᴴS⁻¹a, summed over the shape). Nothing depends on the phase of the observations.
"""
import csv
import math

import torch
from torch import nn

from channels import BEFORE, PROFILES, SUBCARRIERS, SYMBOLS

# Dense where a short delay spread or a small Doppler shift puts all its power: between waves of a grid a channel costs up to 0.9 dB at 20 dB.
DELAYS = torch.cat([torch.arange(-2, 0, 1.0), torch.arange(0, 20) * 0.1, torch.arange(2, 5, 0.2), torch.arange(5, 10, 0.4), torch.arange(10, 25, 0.6)])
SIDE = torch.logspace(math.log10(0.04), math.log10(0.75), 6)
DOPPLERS = torch.cat([-SIDE.flip(0), torch.zeros(1), SIDE])
SPREADS = torch.logspace(math.log10(0.015), math.log10(2.2), 26)     # r.m.s. delay spreads of shapes, in 1 / bandwidth
SHIFTS = torch.cat([torch.zeros(1), torch.logspace(math.log10(0.03), math.log10(0.52), 13)])    # largest Doppler shifts, in 1 / duration
HIDDEN, ROUNDS, FACTS = 192, 3, 10
FLOOR = 1e-3        # power in every direction that a truth of unit power is granted when it is judged
LEAST_NOISE = 2e-5  # relative to the channel: what waves between those of the grid look like, and what single precision bears


def waves(positions, rates, length):
    """Complex [positions, rates]: e^(-2πi · position · rate / length)."""
    return torch.exp(-2j * math.pi * torch.as_tensor(positions, dtype=torch.float64)[:, None] * rates.double()[None] / length).to(torch.complex64)


OVER_FREQUENCY, OVER_TIME = waves(range(SUBCARRIERS), DELAYS, SUBCARRIERS), waves(range(SYMBOLS), -DOPPLERS, SYMBOLS)


def laid(values, weights, grid):
    """Weights at any values as weights on a grid, each shared by its two neighbours; sum 1."""
    out = torch.zeros(len(grid))
    for value, weight in zip(values, weights):
        i = int((grid <= value).sum().clamp(1, len(grid) - 1)) - 1
        share = float(((value - grid[i]) / (grid[i + 1] - grid[i])).clamp(0, 1))
        out[i] += weight * (1 - share)
        out[i + 1] += weight * share
    return out / out.sum()


def shapes(tables):
    """Shapes of power over delay [S, D] and over Doppler shift [T, V]: 3GPP's profiles of many delay spreads, Jakes' spectra and lines, and every single wave."""
    taps = {}
    with open(tables) as file:
        for row in csv.DictReader(file):
            profile = row["profile"][-1].lower()
            if len(row["profile"]) == 5 and profile in PROFILES:
                taps.setdefault(profile, []).append((float(row["normalized_delay"]), 10 ** (float(row["power_db"]) / 10)))
    over_delay = [laid(torch.tensor([t for t, _ in taps[c]]) * spread, [p for _, p in taps[c]], DELAYS) for c in PROFILES for spread in SPREADS]
    angles = (torch.arange(32) + 0.5) * math.pi / 32
    over_shift = [laid(shift * torch.cos(angles), [1 / 32] * 32, DOPPLERS) for shift in SHIFTS]
    over_shift += [laid(0.7 * shift[None], [1.0], DOPPLERS) for shift in SHIFTS[1:]]
    return torch.cat([torch.stack(over_delay), torch.eye(len(DELAYS))]), torch.cat([torch.stack(over_shift), torch.eye(len(DOPPLERS))])


class Pattern:
    """Where observations lie: the same subcarriers in each of some symbols, or, as a grid seen whole, coordinates of a basis."""

    def __init__(self, frequency, time, facts):
        self.frequency, self.time, self.facts = frequency, time, facts

    @staticmethod
    def comb(rows, subcarriers):
        gap = subcarriers[1] - subcarriers[0] if len(subcarriers) > 1 else SUBCARRIERS
        step = rows[-1] - rows[0]
        facts = [math.log(len(subcarriers)), math.log(len(rows)), math.log(gap), step / SYMBOLS]
        pattern = Pattern(waves(subcarriers, DELAYS, SUBCARRIERS), waves(rows, -DOPPLERS, SYMBOLS), facts)
        pattern.rows, pattern.subcarriers = rows, subcarriers
        return pattern

    @staticmethod
    def whole():
        """The whole grid, in bases of the spaces that the waves span; white noise stays white."""
        uf, ut = torch.linalg.svd(OVER_FREQUENCY)[0][:, :30], torch.linalg.svd(OVER_TIME)[0][:, :4]
        pattern = Pattern(uf.mH @ OVER_FREQUENCY, ut.mH @ OVER_TIME, [math.log(SUBCARRIERS), math.log(SYMBOLS), 0.0, 1 - 1 / SYMBOLS])
        pattern.uf, pattern.ut = uf, ut
        return pattern

    def observe(self, h):
        """Noise-free observations [..., R, K] of grids [..., 28, 72]."""
        if hasattr(self, "uf"):
            return self.ut.mH @ h[..., BEFORE:BEFORE + SYMBOLS, :] @ self.uf.conj()
        return h[..., [row + BEFORE for row in self.rows], :][..., self.subcarriers]


def modes(ct):
    """Powers [B, R] and eigenvectors [B, R, R] of covariances over time; equal powers are told apart so that there is a derivative."""
    apart = torch.diag(1e-6 * torch.arange(ct.shape[1], dtype=torch.float64))
    powers, vectors = torch.linalg.eigh(ct.to(torch.complex128) + apart)
    return powers.clamp_min(0), vectors


def blocks(powers, cf, noise):
    """Covariances of observations [B, R, K, K], ct ⊗ cf + noise·I seen in the modes over time."""
    return powers[:, :, None, None] * cf[:, None] + noise[:, None, None, None] * torch.eye(cf.shape[1])


class Posterior:
    """Everything that follows from powers and noise: gains, their errors, and how the likelihood would change. In the modes over time all is a problem over frequency each."""

    def __init__(self, pattern, y, p, q, noise):
        """y [B, M, R, K]: M observations of channels with the same powers p [B, D], q [B, V] and noise [B]."""
        noise = noise + LEAST_NOISE * p.sum(1)
        self.pattern, self.p, self.q, self.noise = pattern, p, q, noise
        af, at = pattern.frequency, pattern.time
        self.cf, self.ct = (af * p[:, None]) @ af.mH, (at * q[:, None]) @ at.mH
        powers, vectors = modes(self.ct)
        self.powers, self.modes = powers.float(), vectors.to(torch.complex64)
        s = blocks(self.powers, self.cf, noise)
        self.inverse = torch.cholesky_solve(torch.eye(len(af), dtype=s.dtype).expand_as(s), torch.linalg.cholesky(s))
        self.a = self.modes[:, None] @ torch.einsum("brkl,bmrl->bmrk", self.inverse, self.modes.mH[:, None] @ y)

    def gradients(self):
        """Quadratic forms and traces: for delays [B, D] each, for Doppler shifts [B, V] each, for the noise [B] each, the last two times the noise."""
        af, at = self.pattern.frequency, self.pattern.time
        r, k = self.a.shape[2:]
        seen = (at.mH @ self.a @ af.conj()).abs().square().mean(1)                                        # [B, V, D]
        tf = (self.powers[:, :, None, None] * self.inverse).sum(1)
        tt = (self.modes * torch.einsum("bkl,brlk->br", self.cf, self.inverse).real[:, None]) @ self.modes.mH
        diagonal = lambda a, t: ((t @ a) * a.conj()).sum(1).real
        trace = torch.diagonal(self.inverse, dim1=2, dim2=3).real.sum((1, 2))
        return (torch.einsum("bvd,bv->bd", seen, self.q), diagonal(af, tf), torch.einsum("bvd,bd->bv", seen, self.p), diagonal(at, tt),
                self.noise * self.a.abs().square().sum((2, 3)).mean(1) / (r * k), self.noise * trace / (r * k))

    def gains(self):
        """E[h | y], [B, M, 14, 72]."""
        f = (OVER_FREQUENCY * self.p[:, None]) @ self.pattern.frequency.mH
        t = (OVER_TIME * self.q[:, None]) @ self.pattern.time.mH
        return t[:, None] @ self.a @ f.mT[:, None]

    def variances(self, symbols, subcarriers):
        """E|h − ĥ|² at some resource elements, [B, n], in double precision, for it is a small difference."""
        p, q, wide = self.p.double(), self.q.double(), torch.complex128
        af, at = self.pattern.frequency.to(wide), self.pattern.time.to(wide)
        powers, vectors = modes((at * q[:, None]) @ at.mH)
        factor = torch.linalg.cholesky(blocks(powers, (af * p[:, None]) @ af.mH, self.noise.double()))
        f = (OVER_FREQUENCY[subcarriers].to(wide) * p[:, None]) @ af.mH
        t = (OVER_TIME[symbols].to(wide) * q[:, None]) @ at.mH @ vectors
        root = torch.linalg.solve_triangular(factor, f.mH[:, None].expand(-1, len(at), -1, -1), upper=False)
        return (p.sum(1) * q.sum(1))[:, None] - (t.abs().square() * root.abs().square().sum(2).mT).sum(2)

    def surprise(self, y, c):
        """-ln p(c | y) for each number of the truth c behind observations y in white noise, [B]: how well powers describe channels, also where little is seen."""
        r, k = y.shape[2:]
        return (self.negative_logarithm(FLOOR, c) - self.negative_logarithm(self.noise, y)) / (r * k)

    def negative_logarithm(self, noise, y):
        """-ln p(y) with white noise [B] or the same for all, but for a constant, averaged over M."""
        factor = torch.linalg.cholesky(blocks(self.powers, self.cf, torch.as_tensor(noise).expand(len(y))))
        x = torch.linalg.solve_triangular(factor, (self.modes.mH[:, None] @ y).permute(0, 2, 3, 1), upper=False)
        return x.abs().square().sum((1, 2)).mean(1) + 2 * torch.diagonal(factor, dim1=2, dim2=3).real.log().sum((1, 2))


def logarithm(x):
    return torch.log(x.clamp_min(0) + 1e-4)


def mixed(values, nodes):
    """Weights [B, N] of the two nearest of rising nodes, whose mean square is that of the value [B, 1]."""
    first = ((nodes[None, 1:-1] <= values).sum(1)).long()
    low, high = nodes[first] ** 2, nodes[first + 1] ** 2
    share = ((values[:, 0] ** 2 - low) / (high - low)).clamp(0, 1)
    weights = torch.zeros(len(values), len(nodes))
    return weights.scatter(1, first[:, None], 1 - share[:, None]).scatter(1, first[:, None] + 1, share[:, None])


class Prior(nn.Module):
    def __init__(self, over_delay, over_shift):
        """Shapes [S, D] and [T, V]."""
        super().__init__()
        self.over_delay, self.over_shift = nn.Parameter(torch.log(over_delay + 1e-6)), nn.Parameter(torch.log(over_shift + 1e-6))
        s, t = len(over_delay), len(over_shift)
        self.start = nn.Parameter(torch.cat([torch.zeros(s - len(DELAYS)), torch.full((len(DELAYS),), -4.0), torch.zeros(t - len(DOPPLERS)), torch.full((len(DOPPLERS),), -3.0), torch.zeros(1)]))
        inputs = 2 * (s + t) + len(DELAYS) + len(DOPPLERS) + 2 + FACTS + CONDITION + ROUNDS
        self.network = nn.Sequential(nn.Linear(inputs, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, s + t + 3))
        nn.init.zeros_(self.network[-1].bias)
        self.network[-1].weight.data.mul_(0.1)

    def shapes(self):
        return torch.softmax(self.over_delay, 1), torch.softmax(self.over_shift, 1)

    def told_weights(self, condition):
        """ln of the weights of the shapes that a condition tells, [B, S + T]."""
        profile, spread, shift = condition[:, :len(PROFILES)], condition[:, CONDITION, None], condition[:, CONDITION + 1, None]
        weights = torch.zeros(len(condition), len(self.start) - 1)
        weights[:, :len(PROFILES) * len(SPREADS)] = (profile[:, :, None] * mixed(spread, SPREADS)[:, None]).flatten(1)
        at = len(self.over_delay)
        weights[:, at:at + len(SHIFTS)] = mixed(shift, SHIFTS)
        return torch.log(weights.clamp_min(1e-7))

    def forward(self, pattern, y, noise, known, condition):
        """Posteriors of all rounds and the logarithm by which claimed errors grow [B].

        y [B, M, R, K]; noise [B]: its power, or a first guess where `known` [B] is 0; condition [B, CONDITION], zeros where nothing is told. Where something is told the weights of the
        shapes follow from it, and only power and noise are found."""
        b, m = y.shape[:2]
        over_delay, over_shift = self.shapes()
        s, t = len(over_delay), len(over_shift)
        told = condition[:, len(PROFILES):len(PROFILES) + 1] > 0
        free = torch.cat([~told.expand(-1, s + t), torch.ones(b, 1, dtype=torch.bool)], 1)
        state, log_noise = torch.where(free, self.start.expand(b, -1), torch.cat([self.told_weights(condition), torch.zeros(b, 1)], 1)), torch.log(noise)
        facts = torch.tensor(pattern.facts).expand(b, -1)
        level = torch.log(y.abs().square().mean((1, 2, 3)) + 1e-9)
        rounds, growth = [], None
        for i in range(ROUNDS + 1):
            log_w, log_v, log_power = torch.log_softmax(state[:, :s], 1), torch.log_softmax(state[:, s:s + t], 1), state[:, -1].clamp(-12, 8)
            posterior = Posterior(pattern, y, torch.exp(log_power)[:, None] * (torch.exp(log_w) @ over_delay), torch.exp(log_v) @ over_shift, torch.exp(log_noise))
            if i > 0:
                rounds.append(posterior)
            if i == ROUNDS:
                return rounds, growth
            qd, td, qv, tv, qn, tn = posterior.gradients()
            ratios = [logarithm(posterior.p.sum(1)[:, None] * (qd @ over_delay.T)) - logarithm(posterior.p.sum(1)[:, None] * (td @ over_delay.T)),
                      logarithm(qv @ over_shift.T) - logarithm(tv @ over_shift.T)]
            turn = torch.zeros(b, ROUNDS)
            turn[:, i] = 1
            general = torch.stack([log_noise, known, level, torch.full((b,), math.log(m)), log_noise - level, log_power], 1)
            features = torch.cat([*ratios, 0.25 * log_w.clamp_min(-12), 0.25 * log_v.clamp_min(-12), 0.25 * logarithm(posterior.p * td), 0.25 * logarithm(posterior.q * tv),
                                  logarithm(qn)[:, None], logarithm(tn)[:, None], facts, general, condition[:, :CONDITION], turn], 1)
            change = self.network(features)
            growth = change[:, -1]
            state = state + change[:, :s + t + 1] * free
            log_noise = log_noise + (1 - known) * change[:, -2].clamp(-4, 4)


def conditions(statistics):
    """What is told of a channel, [files, CONDITION + 2]: profile as five flags, 1 for "known", delay spread and Doppler shift as bumps around those of the shapes, and as numbers."""
    rows = []
    for c in statistics:
        flags = torch.zeros(len(PROFILES) + 1)
        flags[c.profile], flags[-1] = 1, 1
        bump = lambda value, centres: torch.exp(-((math.log(max(value, 1e-3)) - torch.log(centres)) / math.log(centres[1] / centres[0])) ** 2)
        rows.append(torch.cat([flags, bump(c.spread, SPREADS), bump(c.doppler, SHIFTS[1:]), torch.tensor([c.spread, c.doppler])]))
    return torch.stack(rows)


CONDITION = len(PROFILES) + 1 + len(SPREADS) + len(SHIFTS) - 1
