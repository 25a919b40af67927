"""
What the patches to the west, north, north-west and north-east of a patch, as decoded, tell of its first latents: linear, least squares. Signs and widths of levels are expected from it; latents are not
quantised less it, for what small ones would lose.
"""
import random

import torch

import data
from allocation import LOW, classes

COUNT = 48                              # latents of each patch, behind the colour means
STEPS, PICTURES, CHOICE = (50, 80, 130), 60, 8
RIDGE = 3e-3


def around(y):
    """[h · w, 4 · COUNT] of decoded latents y [1, L - LOW, h, w]; 0 outside of the picture."""
    first = torch.nn.functional.pad(y[0, :COUNT], (1, 1, 1, 0))
    return torch.cat([first[:, 1:, :-2], first[:, :-1, 1:-1], first[:, :-1, :-2], first[:, :-1, 2:]]).permute(1, 2, 0).reshape(-1, 4 * COUNT)


@torch.no_grad()
def fit(pictures, tokenise):
    """[4 · COUNT, COUNT] weights; tokenise makes latents and decoded ones [1, L - LOW, h, w] each of a picture, its classes and a step."""
    square, product = torch.zeros(4 * COUNT, 4 * COUNT, dtype=torch.double), torch.zeros(4 * COUNT, COUNT, dtype=torch.double)
    for picture in random.Random(CHOICE).sample(pictures, PICTURES):
        x = data.whole(picture)
        for step in STEPS:
            y, decoded = tokenise(x, classes(x), torch.tensor([float(step)]))
            known, wanted = around(decoded).double(), y[0, :COUNT].flatten(1).t().double()
            # What a bit is worth grows with the step, and busy patches have more to tell.
            weighted = known / (y[0].square().mean(0).reshape(-1, 1) + step ** 2 / 8)
            square += weighted.t() @ known
            product += weighted.t() @ wanted
    return torch.linalg.solve(square + RIDGE * square.diagonal().mean() * torch.eye(len(square), dtype=torch.double), product).float()
