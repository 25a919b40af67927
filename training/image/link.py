"""The path between the networks in training: allocation, power, noise, linear estimation. Mirrors the product's own."""
import torch

from allocation import BLOCK, LOW, Variances, allocate, low_transform


def transmit(y, means, cls, variances, uses, plan_n0, noise, base_step):
    """Latents through the channel.

    y [B, L, h, w]; means [B, LOW, h, w] colour means as they are; cls [B, h, w]; uses, plan_n0 [G]; noise [B or 1, ...]
    effective noise power per real use, broadcastable to y (already divided by the channel gain); base_step [G]: step of
    the digital base layer that carries the colour means, 0 where they are analog like the rest.
    Returns estimates and their standard deviations, both [B, L, h, w], and the transformed latents (for statistics).
    """
    groups = uses.shape[0]
    b, l, h, w = y.shape
    t = torch.cat([low_transform(y[:, :LOW]), y[:, LOW:]], 1)
    v = variances.per_value(cls)
    digital = (base_step > 0).repeat_interleave(b // groups)[:, None, None, None]
    step = base_step.clamp_min(1).repeat_interleave(b // groups)[:, None, None, None]
    without_low = Variances(variances.high, torch.full_like(variances.low, 1e-9))
    p = torch.where(digital, allocate(without_low, cls, uses, plan_n0).reshape(b, l, h, w),
                    allocate(variances, cls, uses, plan_n0).reshape(b, l, h, w))
    p = torch.cat([p[:, :LOW].masked_fill(digital, 0), p[:, LOW:]], 1)
    gain = (p / v).sqrt()
    power = (gain * t).square().reshape(groups, -1).sum(1) / uses
    gain = gain / power.clamp_min(1e-4).sqrt().repeat_interleave(b // groups)[:, None, None, None]
    received = gain * t + torch.randn_like(t) * noise.sqrt()
    total = v * gain.detach() ** 2 + noise
    estimate = received * (v * gain / total)
    deviation = (v * noise / total).detach().where(p > 0, v)
    base = (low_transform(means) / step).round() * step
    low_estimate = torch.where(digital, base, estimate[:, :LOW])
    deviation = torch.cat([torch.where(digital, torch.minimum(step ** 2 / 12, v[:, :LOW]), deviation[:, :LOW]), deviation[:, LOW:]], 1)
    low = deviation[:, :LOW].reshape(b, LOW, h // BLOCK, BLOCK, w // BLOCK, BLOCK).mean((3, 5), keepdim=True)
    low = low.expand(-1, -1, -1, BLOCK, -1, BLOCK).reshape(b, LOW, h, w)
    return (torch.cat([low_transform(low_estimate, inverse=True), estimate[:, LOW:]], 1),
            torch.cat([low, deviation[:, LOW:]], 1).sqrt(), t.detach())
