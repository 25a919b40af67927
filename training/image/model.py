"""The picture codec's two networks: residuals around a linear transform codec that works from the first step.

   x -> patches -> orthonormal basis -> minus what the neighbours' means tell --+--> y (latents in order of importance)
    \-> conv 1/4 -> conv 1/8 -> conv + window attention 1/16 -> zero at start --/
   y, its uncertainty -> conv + attention 1/16 -> conv 1/8 -> conv 1/4 -> + linear reconstruction -> x
Both are conditioned on SNR and rate by FiLM (Perez et al., AAAI 2018).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from allocation import LOW, PATCH

LATENTS = 384
WINDOW = 8


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


class Encoder(nn.Module):
    """x [B, 3, H, W] 0..255, cls [B, 1, h, w], cond [B, 2] -> latents [B, LATENTS, h, w]; H, W multiples of 128."""

    def __init__(self, basis, mean, scale, predict, width=64, conditions=2):
        super().__init__()
        self.register_buffer("basis", basis)      # [LATENTS, 768], patch values in the order (channel, row, column)
        self.register_buffer("mean", mean)        # []
        # The head moves a latent by small parts of its standard deviation, least of all the colour means.
        self.register_buffer("reach", scale * torch.cat([torch.full((LOW,), 0.005), torch.full((LATENTS - LOW,), 0.1)]).to(scale))
        self.predict = nn.Conv2d(LOW, LATENTS - LOW, 3, padding=1, padding_mode="replicate", bias=False)
        self.predict.weight.data.copy_(predict)
        w = width
        self.stem = nn.Conv2d(48, w, 3, padding=1)
        self.q1 = Residual(w, conditions)
        self.d1 = nn.Conv2d(4 * w, 2 * w, 1)
        self.e1, self.e2 = Residual(2 * w, conditions), Residual(2 * w, conditions)
        self.d2 = nn.Conv2d(8 * w, 4 * w, 1)
        self.activity = nn.Conv2d(1, 4 * w, 1)
        self.s1, self.s2 = Residual(4 * w, conditions), Residual(4 * w, conditions)
        self.attention = WindowAttention(4 * w)
        self.head = nn.Conv2d(4 * w, LATENTS, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def linear(self, x):
        with torch.autocast(x.device.type, enabled=False):
            return F.conv2d(F.pixel_unshuffle(x - self.mean, PATCH), self.basis[:, :, None, None])

    def forward(self, x, cls, cond):
        y = self.linear(x)
        z = F.relu(self.stem(F.pixel_unshuffle((x - self.mean) / 64, 4)))
        z = F.relu(self.d1(F.pixel_unshuffle(self.q1(z, cond), 2)))
        z = self.e2(self.e1(z, cond), cond)
        z = F.relu(self.d2(F.pixel_unshuffle(z, 2)) + self.activity(cls - 2.5))
        z = self.s2(self.attention(self.s1(z, cond)), cond)
        residual = self.head(z).float() * self.reach[:, None, None]
        ac = y[:, LOW:] - self.predict(y[:, :LOW]).float()
        return torch.cat([y[:, :LOW], ac], 1) + residual


class Decoder(nn.Module):
    """y [B, LATENTS, h, w] (estimates), sigma (their standard deviations), cond [B, 2] -> x [B, 3, H, W] 0..255."""

    def __init__(self, basis, mean, scale, predict, width=64, conditions=2):
        super().__init__()
        self.register_buffer("basis", basis)
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.predict = nn.Conv2d(LOW, LATENTS - LOW, 3, padding=1, padding_mode="replicate", bias=False)
        self.predict.weight.data.copy_(predict)
        w = width
        self.enter = nn.Conv2d(2 * LATENTS, 4 * w, 1)
        self.s1, self.s2, self.s3 = (Residual(4 * w, conditions) for _ in range(3))
        self.attention = WindowAttention(4 * w)
        self.u1 = nn.Conv2d(4 * w, 8 * w, 1)
        self.linear8 = nn.Conv2d(192, 2 * w, 1)
        self.e1, self.e2 = Residual(2 * w, conditions), Residual(2 * w, conditions)
        self.u2 = nn.Conv2d(2 * w, 4 * w, 1)
        self.linear4 = nn.Conv2d(48, w, 1)
        self.q1, self.q2, self.q3 = (Residual(w, conditions) for _ in range(3))
        self.out = nn.Conv2d(w, 48, 3, padding=1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def linear(self, y):
        with torch.autocast(y.device.type, enabled=False):
            full = torch.cat([y[:, :LOW], y[:, LOW:] + self.predict(y[:, :LOW]).float()], 1)
            return F.pixel_shuffle(F.conv2d(full, self.basis.t()[:, :, None, None]), PATCH)

    def forward(self, y, sigma, cond):
        linear = self.linear(y)
        scale = self.scale[:, None, None]
        z = F.relu(self.enter(torch.cat([y / scale, sigma / scale], 1)))
        z = self.s2(self.s1(z, cond), cond)
        z = self.s3(self.attention(z), cond)
        coarse = linear / 64
        z = F.relu(F.pixel_shuffle(self.u1(z), 2) + self.linear8(F.pixel_unshuffle(coarse, 8)))
        z = self.e2(self.e1(z, cond), cond)
        z = F.relu(F.pixel_shuffle(self.u2(z), 2) + self.linear4(F.pixel_unshuffle(coarse, 4)))
        z = self.q3(self.q2(self.q1(z, cond), cond), cond)
        return linear + 64 * F.pixel_shuffle(self.out(z).float(), 4) + self.mean


def conditions(snr_db, rate):
    """[B, 2] from planned or effective SNR in dB and channel bandwidth ratio."""
    return torch.stack([(snr_db - 8) / 8, torch.log2(rate * 24) / 2], 1)
