"""The path between the networks in training: allocation, power, noise, linear estimation. Mirrors the product's own."""
import torch

from allocation import BLOCK, LOW, PATCH, allocate, low_transform

# The product's RotationChoice: quantisation step for each unit of squared error, and the least and largest one.
STEP_FOR_ERROR, STEPS = 0.45, (4, 400)


def powers(v, digital, uses, n0):
    """Power of every value of variance v [B, L, h, w]; none for the colour means of pictures where they are digital [B, 1, 1, 1]."""
    return allocate(torch.cat([v[:, :LOW].masked_fill(digital, 1e-9), v[:, LOW:]], 1), uses, n0)


@torch.no_grad()
def chosen(y, v, cls, statistics, uses, n0, digital, rotated):
    """Rotations [B, h, w] by which patches are cheapest at the step that has about the error which amplitudes will have; 0 in frames that are not rotated [G]."""
    if not rotated.any():
        return torch.zeros_like(cls)
    groups, per = uses.shape[0], len(y) // uses.shape[0]
    noise = n0.repeat_interleave(per)[:, None, None, None]
    p = powers(v, digital, uses, n0)
    error = (v * noise / (p + noise))[:, LOW:].reshape(groups, -1).sum(1) / (per * cls[0].numel() * 3 * PATCH ** 2)
    step = (STEP_FOR_ERROR * error).clamp(*STEPS).repeat_interleave(per)
    return statistics.choose(y, cls, step) * rotated.repeat_interleave(per)[:, None, None]


def transmit(y, means, cls, variances, statistics, uses, plan_n0, noise, base_step, rotated):
    """Latents through the channel.

    y [B, L, h, w]; means [B, LOW, h, w] colour means as they are; cls [B, h, w]; statistics of rotations; uses, plan_n0
    [G]; noise [B or 1, ...] effective noise power per real use, broadcastable to y (already divided by the channel
    gain); base_step [G]: step of the digital base layer that carries the colour means, 0 where they are analog like the
    rest; rotated [G]: whether patches rotate.
    Returns estimates and their standard deviations, both [B, L, h, w]; for statistics the transformed latents and
    the rotations.
    """
    groups = uses.shape[0]
    b, l, h, w = y.shape
    per = b // groups
    digital = (base_step > 0).repeat_interleave(per)[:, None, None, None]
    step = base_step.clamp_min(1).repeat_interleave(per)[:, None, None, None]
    v = variances.per_value(cls)
    taken = chosen(y[:, LOW:].detach(), v, cls, statistics, uses, plan_n0, digital, rotated)
    turned = rotated.repeat_interleave(per)[:, None, None, None]
    v = torch.cat([v[:, :LOW], torch.where(turned, statistics.variances(cls, taken), v[:, LOW:])], 1)
    t = torch.cat([low_transform(y[:, :LOW]), statistics.rotate(y[:, LOW:], taken)], 1)
    p = powers(v, digital, uses, plan_n0)
    gain = (p / v).sqrt()
    power = (gain * t).square().reshape(groups, -1).sum(1) / uses
    gain = gain / power.clamp_min(1e-4).sqrt().repeat_interleave(per)[:, None, None, None]
    received = gain * t + torch.randn_like(t) * noise.sqrt()
    total = v * gain.detach() ** 2 + noise
    estimate = received * (v * gain / total)
    deviation = (v * noise / total).detach().where(p > 0, v)
    base = (low_transform(means) / step).round() * step
    low_estimate = torch.where(digital, base, estimate[:, :LOW])
    low = torch.where(digital, torch.minimum(step ** 2 / 12, v[:, :LOW]), deviation[:, :LOW])
    low = low.reshape(b, LOW, h // BLOCK, BLOCK, w // BLOCK, BLOCK).mean((3, 5), keepdim=True)
    low = low.expand(-1, -1, -1, BLOCK, -1, BLOCK).reshape(b, LOW, h, w)
    high = statistics.rotate_back_errors(deviation[:, LOW:], taken)
    return (torch.cat([low_transform(low_estimate, inverse=True), statistics.rotate_back(estimate[:, LOW:], taken)], 1),
            torch.cat([low, high], 1).sqrt(), (t.detach(), taken))
