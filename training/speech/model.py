"""The network that refines what the linear receiver estimates: a small U over frequency, all frames at full resolution in time."""
import torch
from torch import nn

WIDTHS = (32, 32, 48)                  # multiples of 16: convolutions then give the same bits on any number of threads


class Block(nn.Module):
    def __init__(self, width, dilation=1):
        super().__init__()
        self.a = nn.Conv2d(width, width, 3, padding=(dilation, 1), dilation=(dilation, 1))
        self.b = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.b.weight)
        self.act = nn.LeakyReLU(0.1)

    def forward(self, x):
        return x + self.b(self.act(self.a(self.act(x))))


class Doubling(nn.Conv2d):
    """Twice as many places over frequency: a convolution whose outputs are those of even and odd places. Unlike transposed convolutions it gives the same bits on any number of threads."""

    def __init__(self, inputs, outputs, over_time=1):
        super().__init__(inputs, 2 * outputs, (over_time, 3), padding=(over_time // 2, 1))

    def forward(self, x):
        y = super().forward(x)
        b, c, t, f = y.shape
        return y.reshape(b, 2, c // 2, t, f).permute(0, 2, 3, 4, 1).reshape(b, c // 2, t, 2 * f)


def features(estimates, deviations, variances):
    """[B, 5, frames, 256], as SpeechRefiner has them."""
    d2 = deviations * deviations
    energy = estimates * estimates + d2
    return torch.stack([
        estimates / (variances + 1e-6).sqrt(),
        estimates / (energy + 1e-6).sqrt(),
        torch.log(energy + 1e-5) * 0.25,
        torch.log(d2 + 1e-5) * 0.25,
        torch.log(variances + 1e-5) * 0.25], 1).clamp(-4, 4)


class Refiner(nn.Module):
    """estimates, deviations, variances, each [B, frames, 256] on the scale of pieces of unit mean square -> better estimates."""

    def __init__(self, widths=WIDTHS):
        super().__init__()
        self.stem = nn.Conv2d(5, widths[0], (3, 4), stride=(1, 2), padding=(1, 1))
        self.down = nn.ModuleList([nn.Conv2d(a, b, (1, 4), stride=(1, 2), padding=(0, 1)) for a, b in zip(widths[:-1], widths[1:])])
        self.left = nn.ModuleList([Block(w) for w in widths[:-1]])
        self.middle = nn.Sequential(*[Block(widths[-1], d) for d in (1, 2, 4, 1)])
        self.up = nn.ModuleList([Doubling(b, a) for a, b in zip(widths[:-1], widths[1:])])
        self.right = nn.ModuleList([Block(w) for w in widths[:-1]])
        self.head = Doubling(widths[0], 2, over_time=3)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, estimates, deviations, variances):
        x = self.corrections(features(estimates, deviations, variances))
        return estimates * (1 + x[:, 0]) + deviations * x[:, 1]

    def corrections(self, features):
        """What is exported: [B, 5, frames, 256] -> [B, 2, frames, 256]. Logarithms stay outside, for their last bits depend on the number of threads."""
        x = self.stem(features)
        skips = []
        for left, down in zip(self.left, self.down):
            x = left(x)
            skips.append(x)
            x = down(x)
        x = self.middle(x)
        for up, right, skip in reversed(list(zip(self.up, self.right, skips))):
            x = right(up(x) + skip)
        return self.head(x)
