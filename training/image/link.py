"""The path between the networks in training: allocation, power, noise, linear estimation. Mirrors the product's own."""
import torch

from allocation import BLOCK, LOW, allocate, low_transform


def transmit(y, cls, variances, uses, plan_n0, noise):
    """Latents through the channel.

    y [B, L, h, w]; cls [B, h, w]; uses, plan_n0 [G]; noise [B or 1, ...] effective noise power per real use,
    broadcastable to y (already divided by the channel gain).
    Returns estimates and their standard deviations, both [B, L, h, w], and the transformed latents (for statistics).
    """
    groups = uses.shape[0]
    b, l, h, w = y.shape
    t = torch.cat([low_transform(y[:, :LOW]), y[:, LOW:]], 1)
    v = variances.per_value(cls)
    p = allocate(variances, cls, uses, plan_n0).reshape(b, l, h, w)
    gain = (p / v).sqrt()
    power = (gain * t).square().reshape(groups, -1).sum(1) / uses
    gain = gain / power.clamp_min(1e-4).sqrt().repeat_interleave(b // groups)[:, None, None, None]
    received = gain * t + torch.randn_like(t) * noise.sqrt()
    total = v * gain.detach() ** 2 + noise
    estimate = received * (v * gain / total)
    deviation = (v * noise / total).detach().where(p > 0, v)
    low = deviation[:, :LOW].reshape(b, LOW, h // BLOCK, BLOCK, w // BLOCK, BLOCK).mean((3, 5), keepdim=True)
    low = low.expand(-1, -1, -1, BLOCK, -1, BLOCK).reshape(b, LOW, h, w)
    return (torch.cat([low_transform(estimate[:, :LOW], inverse=True), estimate[:, LOW:]], 1),
            torch.cat([low, deviation[:, LOW:]], 1).sqrt(), t.detach())
