"""Which latent values of which patch cross the channel, and with what power.

Both ends compute this from the class map, the number of channel uses and the planned SNR, so only the class map is
side information. The closed form is that of analog transmission of independent Gaussian values: value i with
variance v_i gets power p_i = max(0, m sqrt(v_i N) - N), the K largest variances are sent, and m spends the power.
The same arithmetic stands in src/Core (LatentAllocation), which also sends a part of the last value's group where that
fills the frame; here such a group is left out. Golden tensors hold the two together.
"""
import math

import torch

PATCH = 16
LOW = 3          # colour means of a patch; they get a second transform over BLOCK x BLOCK patches
BLOCK = 8
# Root mean square deviation of a patch from its colour means (0..255 scale) that separates the classes.
ACTIVITY = (2.5, 5.0, 10.0, 19.0, 34.0)
CLASSES = len(ACTIVITY) + 1


def dct_matrix(n):
    """Orthonormal DCT-II, rows are frequencies."""
    k, i = torch.arange(n)[:, None].double(), torch.arange(n)[None].double()
    d = torch.cos(math.pi * (2 * i + 1) * k / (2 * n)) * math.sqrt(2 / n)
    d[0] /= math.sqrt(2)
    return d.float()


def low_transform(y, inverse=False):
    """DCT over blocks of patches for the first LOW latents. y [B, LOW, h, w], h and w multiples of BLOCK."""
    b, c, h, w = y.shape
    d = dct_matrix(BLOCK).to(y)
    d = d.t() if inverse else d
    blocks = y.reshape(b, c, h // BLOCK, BLOCK, w // BLOCK, BLOCK)
    return torch.einsum("ui,bcyixj,vj->bcyuxv", d, blocks, d).reshape(b, c, h, w)


def activity(x):
    """Mean square deviation from the patch's colour means [B, h, w]; x [B, 3, H, W] in 0..255."""
    mean = torch.nn.functional.avg_pool2d(x, PATCH)
    square = torch.nn.functional.avg_pool2d(x * x, PATCH)
    return (square - mean * mean).mean(1).clamp_min(0)


def classes(x, cell=1):
    """Class of each patch [B, h, w] (int64), one value for each cell x cell patches."""
    a = activity(x)
    if cell > 1:
        a = torch.nn.functional.avg_pool2d(a[:, None], cell).repeat_interleave(cell, 2).repeat_interleave(cell, 3)[:, 0]
    return torch.bucketize(a, torch.tensor(ACTIVITY).to(a) ** 2)


class Variances:
    """Second moments of the latents: high [CLASSES, L - LOW], low [LOW, BLOCK, BLOCK]."""

    def __init__(self, high, low):
        self.high, self.low = high, low

    def per_value(self, cls):
        """[B, L, h, w] for a class map [B, h, w]."""
        b, h, w = cls.shape
        low = self.low.repeat(1, h // BLOCK, w // BLOCK)[None].expand(b, -1, -1, -1)
        return torch.cat([low, self.high[cls].permute(0, 3, 1, 2)], 1)


def allocate(v, uses, n0):
    """Power of every latent value, shaped as their variances v [B, L, h, w], for G frames of B/G crops each.

    uses [G]: real channel uses per frame; n0 [G]: noise per real use relative to unit power. Values of one variance
    are sent together or not at all.
    """
    groups = uses.shape[0]
    flat, n = v.reshape(groups, -1), n0[:, None]
    value = flat.sort(1, descending=True)[0]
    first_left = uses.long().clamp(max=value.shape[1] - 1)[:, None]
    smallest = torch.where(uses[:, None] < value.shape[1], value.gather(1, first_left), torch.zeros_like(n))
    root = (value * n).sqrt()
    # m if the first k values shared the power: of those that may be sent, as many take part as still get some.
    m = (uses[:, None] + n * torch.arange(1, value.shape[1] + 1, device=v.device)) / root.cumsum(1)
    part = ((value > smallest) & (m * root > n)).sum(1, keepdim=True)
    m = m.gather(1, (part - 1).clamp_min(0))
    return ((m * (flat * n).sqrt() - n).clamp_min(0) * (flat > smallest)).reshape(v.shape)
