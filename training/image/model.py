"""The picture codec's two networks: residuals around a linear transform codec that works from the first step.

   x -> patches -> orthonormal basis -> minus what the neighbours' means tell --+--> y (latents in order of importance)
    \-> conv 1/4 -> conv 1/8 -> conv + window attention 1/16 -> zero at start --/
   y, its uncertainty -> conv + attention 1/16 -> conv 1/8 -> conv 1/4 -> + linear reconstruction -> x
Both are conditioned on SNR and rate by FiLM (Perez et al., AAAI 2018).
"""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from allocation import LOW, PATCH
from levels import Moved

WINDOW = 8


@dataclass(frozen=True)
class Size:
    """What distinguishes models: channels are width at 1/4, 2 width at 1/8, 4 width at 1/16; residual blocks are counted at these scales."""
    latents: int
    width: int                          # 0: no networks, the linear codec
    encoder: tuple = (0, 0, 0)
    decoder: tuple = (0, 0, 0)
    attention: bool = False

    @staticmethod
    def of(weights):
        """The size of a model whose weights these are."""
        blocks = lambda part: tuple(sum(f"{part}.{stage}{i}.a.weight" in weights for i in range(1, 10)) for stage in "qes")
        width = len(weights["encoder.stem.weight"]) if "encoder.stem.weight" in weights else 0
        return Size(len(weights["decoder.basis"]), width, blocks("encoder"), blocks("decoder"), "decoder.attention.position" in weights)


SIZES = {
    "base": Size(384, 64, (1, 2, 2), (3, 2, 3), True),
    "live": Size(192, 32, (0, 1, 1), (0, 1, 1)),
    "linear": Size(384, 0),
}


def depth_order(channels, r):
    """Where the channels of `levels.moved` stand among those of pixel_unshuffle."""
    return torch.arange(channels * r * r).reshape(channels, r * r).t().reshape(-1)


def conv_blocks(x, r, weight, bias=None, padding=0):
    """Convolution of pixel_unshuffle(x, r)."""
    if torch.onnx.is_in_onnx_export():
        return F.conv2d(Moved.apply(x, r), weight[:, depth_order(weight.shape[1] // r ** 2, r)], bias, padding=padding)
    return F.conv2d(F.pixel_unshuffle(x, r), weight, bias, padding=padding)


class Film(nn.Module):
    """Per-channel scale and shift from the conditions."""

    def __init__(self, conditions, channels):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(conditions, 32), nn.ReLU(), nn.Linear(32, 2 * channels))
        nn.init.zeros_(self.net[2].weight)
        nn.init.zeros_(self.net[2].bias)

    def forward(self, x, c):
        scale, shift = self.net(c)[:, :, None, None].chunk(2, 1)
        return x * (1 + scale) + shift


class Residual(nn.Module):
    def __init__(self, channels, conditions):
        super().__init__()
        self.a, self.b = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1)
        self.film = Film(conditions, channels)
        with torch.no_grad():
            self.b.weight.mul_(0.2)

    def forward(self, x, c):
        return x + self.b(F.relu(self.film(self.a(x), c)))


class WindowAttention(nn.Module):
    """A Transformer block over WINDOW x WINDOW patches; height and width must be multiples of WINDOW."""

    def __init__(self, channels, heads=8):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(channels), nn.LayerNorm(channels)
        self.qkv, self.proj = nn.Linear(channels, 3 * channels), nn.Linear(channels, channels)
        self.up, self.down = nn.Linear(channels, 2 * channels), nn.Linear(2 * channels, channels)
        self.position = nn.Parameter(torch.zeros(heads, WINDOW ** 2, WINDOW ** 2))
        with torch.no_grad():
            self.proj.weight.mul_(0.2)
            self.down.weight.mul_(0.2)

    def forward(self, x):
        b, c, h, w = x.shape
        t = x.reshape(b, c, h // WINDOW, WINDOW, w // WINDOW, WINDOW).permute(0, 2, 4, 3, 5, 1).reshape(-1, WINDOW ** 2, c)
        q, k, v = self.qkv(self.norm1(t.float())).reshape(-1, WINDOW ** 2, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        a = torch.softmax(q @ k.transpose(2, 3) * (c // self.heads) ** -0.5 + self.position, 3)
        t = t + self.proj((a @ v).transpose(1, 2).reshape(-1, WINDOW ** 2, c))
        t = t + self.down(F.relu(self.up(self.norm2(t.float()))))
        return t.reshape(b, h // WINDOW, w // WINDOW, WINDOW, WINDOW, c).permute(0, 5, 1, 3, 2, 4).reshape(b, c, h, w)


class Staged(nn.Module):
    """Residual blocks at 1/4 (q1, q2 ...), 1/8 (e1 ...) and 1/16 (s1 ...), and attention before the last one at 1/16."""

    def add_blocks(self, counts, size, conditions):
        self.counts = dict(zip("qes", counts))
        for (stage, count), channels in zip(self.counts.items(), (size.width, 2 * size.width, 4 * size.width)):
            for i in range(1, count + 1):
                self.add_module(f"{stage}{i}", Residual(channels, conditions))
        self.attention = WindowAttention(4 * size.width) if size.attention else None

    @staticmethod
    def unused(*inputs):
        """0, so that exported models have the same inputs whether they use them or not."""
        return 0 * sum(x.sum() for x in inputs)

    def blocks(self, stage, z, cond):
        count = self.counts[stage]
        for i in range(1, count + 1):
            if i == count and stage == "s" and self.attention is not None:
                z = self.attention(z)
            z = getattr(self, f"{stage}{i}")(z, cond)
        return z


class Encoder(Staged):
    """x [B, 3, H, W] 0..255, cls [B, 1, h, w], cond [B, 2] -> latents [B, L, h, w]; H, W multiples of 128."""

    def __init__(self, basis, mean, scale, predict, size, conditions=2):
        super().__init__()
        latents, w = size.latents, size.width
        self.register_buffer("basis", basis)      # [L, 768], patch values in the order (channel, row, column)
        self.register_buffer("mean", mean)        # []
        self.predict = nn.Conv2d(LOW, latents - LOW, 3, padding=1, padding_mode="replicate", bias=False)
        self.predict.weight.data.copy_(predict)
        self.width = w
        if not w:
            return
        # The head moves a latent by small parts of its standard deviation, least of all the colour means.
        self.register_buffer("reach", scale * torch.cat([torch.full((LOW,), 0.005), torch.full((latents - LOW,), 0.1)]).to(scale))
        self.stem = nn.Conv2d(48, w, 3, padding=1)
        self.d1 = nn.Conv2d(4 * w, 2 * w, 1)
        self.d2 = nn.Conv2d(8 * w, 4 * w, 1)
        self.activity = nn.Conv2d(1, 4 * w, 1)
        self.add_blocks(size.encoder, size, conditions)
        self.head = nn.Conv2d(4 * w, latents, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def linear(self, x):
        with torch.autocast(x.device.type, enabled=False):
            return conv_blocks(x, PATCH, self.basis[:, :, None, None], -self.mean * self.basis.sum(1))

    def forward(self, x, cls, cond):
        y = self.linear(x)
        y = torch.cat([y[:, :LOW], y[:, LOW:] - self.predict(y[:, :LOW]).float()], 1)
        if not self.width:
            return y + self.unused(cls, cond)
        z = F.relu(conv_blocks(x - self.mean, 4, self.stem.weight / 64, self.stem.bias, padding=1))
        z = F.relu(conv_blocks(self.blocks("q", z, cond), 2, self.d1.weight, self.d1.bias))
        z = self.blocks("e", z, cond)
        z = F.relu(conv_blocks(z, 2, self.d2.weight, self.d2.bias) + self.activity(cls - 2.5))
        z = self.blocks("s", z, cond)
        return y + self.head(z).float() * self.reach[:, None, None]


class Decoder(Staged):
    """y [B, L, h, w] (estimates), sigma (their standard deviations), cond [B, 2] -> x [B, 3, H, W] 0..255."""

    def __init__(self, basis, mean, scale, predict, size, conditions=2):
        super().__init__()
        latents, w = size.latents, size.width
        self.register_buffer("basis", basis)
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.predict = nn.Conv2d(LOW, latents - LOW, 3, padding=1, padding_mode="replicate", bias=False)
        self.predict.weight.data.copy_(predict)
        self.width = w
        if not w:
            return
        self.enter = nn.Conv2d(2 * latents, 4 * w, 1)
        self.u1 = nn.Conv2d(4 * w, 8 * w, 1)
        self.linear8 = nn.Conv2d(192, 2 * w, 1)
        self.u2 = nn.Conv2d(2 * w, 4 * w, 1)
        self.linear4 = nn.Conv2d(48, w, 1)
        self.add_blocks(size.decoder, size, conditions)
        self.out = nn.Conv2d(w, 48, 3, padding=1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def linear(self, y):
        with torch.autocast(y.device.type, enabled=False):
            full = torch.cat([y[:, :LOW], y[:, LOW:] + self.predict(y[:, :LOW]).float()], 1)
            return F.pixel_shuffle(F.conv2d(full, self.basis.t()[:, :, None, None]), PATCH)

    def forward(self, y, sigma, cond):
        linear = self.linear(y)
        if not self.width:
            return linear + self.mean + self.unused(sigma, cond, self.scale)
        scale = self.scale[:, None, None]
        z = F.relu(self.enter(torch.cat([y / scale, sigma / scale], 1)))
        z = self.blocks("s", z, cond)
        z = F.relu(F.pixel_shuffle(self.u1(z), 2) + conv_blocks(linear, 8, self.linear8.weight / 64, self.linear8.bias))
        z = self.blocks("e", z, cond)
        z = F.relu(F.pixel_shuffle(self.u2(z), 2) + conv_blocks(linear, 4, self.linear4.weight / 64, self.linear4.bias))
        z = self.blocks("q", z, cond)
        return linear + F.pixel_shuffle(F.conv2d(z, 64 * self.out.weight, 64 * self.out.bias + self.mean, padding=1).float(), 4)


def conditions(snr_db, rate):
    """[B, 2] from planned or effective SNR in dB and channel bandwidth ratio."""
    return torch.stack([(snr_db - 8) / 8, torch.log2(rate * 24) / 2], 1)
