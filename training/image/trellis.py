"""
Dependent quantisation as in the product (LevelTrellis in C#), for many patches at once: latents of which much is expected take one of two quantisers, which the parities of the levels before tell;
the others take a third. Widths are given beforehand, where the product lets each way through the trellis tell its own.
"""
import math

import torch

SPREAD, PRICE = 1.27, 0.12              # distance of a quantiser's points in steps; squared steps that a bit is worth
NARROW = 0.25 ** 2                      # variance in squared spreads below which latents take the third quantiser
STATES = 8
NEXT = ((0, 1), (3, 2), (5, 4), (6, 7), (1, 0), (2, 3), (4, 5), (7, 6))     # states behind an even and an odd level


class Quantiser:
    """Level 0 stands for 0, level k for spacing · k − offset; the rest as LevelQuantiser in C# tells."""

    def __init__(self, spacing, offset, share, zone, first, zero_end, begin, end):
        self.spacing, self.offset, self.share, self.zone, self.first, self.zero_end, self.begin, self.end = spacing, offset, share, zone, first, zero_end, begin, end

    def magnitude(self, level):
        return torch.where(level > 0, self.spacing * level - self.offset, torch.zeros_like(level))

    def weight(self, level):
        """What levels count where widths are guessed from levels around."""
        return torch.where(level > 0, self.spacing * level - self.share, torch.zeros_like(level))

    def bits(self, level, v):
        """Of magnitudes of levels, sign included, under Laplacians of variance v in squared spreads."""
        rate = math.sqrt(2) / v.sqrt()
        share = lambda width: -torch.log2(-torch.expm1(-rate * width) + 1e-12)
        more = 1 + rate * (self.zone + self.first + self.spacing * (level - 2)) / math.log(2) + share(self.spacing)
        return torch.where(level == 0, share(self.zone), torch.where(level == 1, 1 + rate * self.zone / math.log(2) + share(self.first), more))

    def cost(self, a, level, v):
        return (a - self.magnitude(level)).square() + PRICE / SPREAD ** 2 * self.bits(level, v)

    def square(self, known, level):
        """Expected squared errors in squared spreads."""
        rate = math.sqrt(2) / known.sqrt()
        return torch.where(level == 0, square_within(rate, 0.0, self.zero_end), square_within(rate, self.begin, self.end))


EVEN = Quantiser(1, 0, 0, 0.545, 1, 0.5, -0.35, 0.55)
ODD = Quantiser(1, 0.5, 0.75, 0.19, 0.89, 0.4, -0.25, 0.5)
FINE = Quantiser(0.88, 0, 0, 0.54, 0.76, 0.65, -0.25, 0.4)
QUANTISERS = (EVEN, ODD, FINE)


def square_within(rate, begin, end):
    """Mean square over [begin, end) of a number with density proportional to e^(-rate·x)."""
    rate = rate.clamp(1e-2, 60)
    tail = lambda x: torch.exp(-rate * x) * (x * x + 2 * x / rate + 2 / rate ** 2)
    return (tail(begin) - tail(end)) / (torch.exp(-rate * begin) - torch.exp(-rate * end))


def branches(quantiser, a, v):
    """The cheapest even and the cheapest odd level [2, ...] of latents, and what they cost."""
    lower = ((a + quantiser.offset) / quantiser.spacing).floor()
    odd = torch.where(lower % 2 == 1, lower, lower + 1)
    even = 2 * lower + 1 - odd
    zero = torch.zeros_like(a)
    levels = torch.stack([even, odd])
    cost = torch.stack([quantiser.cost(a, even, v), quantiser.cost(a, odd, v)])
    nothing = quantiser.cost(a, zero, v)
    levels[0] = torch.where(nothing < cost[0], zero, levels[0])
    cost[0] = torch.minimum(nothing, cost[0])
    return levels, cost


@torch.no_grad()
def quantise(a, v):
    """
    Levels without signs and numbers of their quantisers [patches, latents] for magnitudes a of latents and variances v expected of them, in spreads and their squares.
    """
    a, v = a.t().contiguous(), v.t().contiguous()
    (even_levels, even_cost), (odd_levels, odd_cost), (fine_levels, fine_cost) = (branches(quantiser, a, v) for quantiser in QUANTISERS)
    narrow = v < NARROW
    fine = torch.where(fine_cost[1] < fine_cost[0], fine_levels[1], fine_levels[0])
    paid = torch.where(narrow, fine_cost.min(0)[0], torch.zeros_like(a))
    # Branches of all states, [latents, quantiser · 2 + parity, patches]; a narrow latent leaves every state as it is.
    cost = torch.stack([even_cost[0], even_cost[1], odd_cost[0], odd_cost[1]], 1)
    came = [[(state, parity) for state in range(STATES) for parity in (0, 1) if NEXT[state][parity] == to] for to in range(STATES)]
    states = torch.tensor([[state for state, _ in pair] for pair in came], device=a.device)
    kinds = torch.tensor([[2 * (state % 2) + parity for state, parity in pair] for pair in came], device=a.device)
    best = torch.full((STATES, a.shape[1]), 1e9, device=a.device)
    best[0] = 0
    chosen = []
    for at in range(len(a)):
        first, second = best[states[:, 0]] + cost[at, kinds[:, 0]], best[states[:, 1]] + cost[at, kinds[:, 1]]
        took = second < first
        best = torch.where(narrow[at], best + paid[at], torch.where(took, second, first))
        chosen.append(took)
    state = best.argmin(0)
    levels, quantisers = torch.empty_like(a), torch.empty(a.shape, dtype=torch.long, device=a.device)
    options = torch.stack([even_levels[0], even_levels[1], odd_levels[0], odd_levels[1]], 1)
    for at in range(len(a) - 1, -1, -1):
        took = chosen[at].gather(0, state[None])[0].long()
        kind, before = kinds[state, took], states[state, took]
        level = options[at].gather(0, kind[None])[0]
        levels[at] = torch.where(narrow[at], fine[at], level)
        quantisers[at] = torch.where(narrow[at], torch.full_like(kind, 2), kind // 2)
        state = torch.where(narrow[at], state, before)
    return levels.t(), quantisers.t()


def each(quantisers, values):
    """Of values for each quantiser [3 tensors] those of the quantisers taken."""
    return torch.where(quantisers == 0, values[0], torch.where(quantisers == 1, values[1], values[2]))
