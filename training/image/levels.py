"""Convolutions with bytes: what a network reads, multiplies and gives is rounded to 256 levels in training as the exported network rounds it (Jacob et al., CVPR 2018).

Exported, each rounding is a pair of QuantizeLinear and DequantizeLinear; the runtime computes what stands between such pairs with integers.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

LEVELS = 255


class Moved(torch.autograd.Function):
    """`moved` as one operator, in an exported model much faster than the transposition that pixel_unshuffle becomes."""

    @staticmethod
    def forward(ctx, x, r):
        return moved(x, r)

    @staticmethod
    def symbolic(g, x, r):
        return g.op("SpaceToDepth", x, blocksize_i=r) if r > 0 else g.op("DepthToSpace", x, blocksize_i=-r, mode_s="DCR")


class RoundedPair(torch.autograd.Function):
    """QuantizeLinear, moves while the values are bytes, channels last if asked for, DequantizeLinear."""

    @staticmethod
    def forward(ctx, x, step, zero, after, moves, last):
        for r in moves:
            x = moved(x, r)
        return x.permute(0, 2, 3, 1).clone() if last else x.clone()

    @staticmethod
    def symbolic(g, x, step, zero, after, moves, last):
        constant = lambda value, kind: g.op("Constant", value_t=torch.tensor(value, dtype=kind))
        steps = constant(step, torch.float32)
        x = g.op("QuantizeLinear", x, steps, constant(zero, torch.uint8))
        for r in moves:
            x = Moved.symbolic(g, x, r)
        if last:
            x = g.op("Transpose", x, perm_i=[0, 2, 3, 1])
        return g.op("DequantizeLinear", x, steps, constant(after, torch.uint8))


class RoundedWeight(torch.autograd.Function):
    """QuantizeLinear and DequantizeLinear of a constant with a step for each row, or for each column (axis 1)."""

    @staticmethod
    def forward(ctx, weight, steps, axis):
        return weight.clone()

    @staticmethod
    def symbolic(g, weight, steps, axis):
        zeros = g.op("Constant", value_t=torch.zeros(steps.type().sizes(), dtype=torch.int8))
        return g.op("DequantizeLinear", g.op("QuantizeLinear", weight, steps, zeros, axis_i=axis), steps, zeros, axis_i=axis)


def moved(x, r):
    """Blocks of r x r to channels (r > 0) or channels to blocks of -r x -r, both with channels in the order (row, column, channel)."""
    b, c, h, w = x.shape
    if r > 0:
        return x.reshape(b, c, h // r, r, w // r, r).permute(0, 3, 5, 1, 2, 4).reshape(b, r * r * c, h // r, w // r)
    r = -r
    return x.reshape(b, r, r, c // (r * r), h, w).permute(0, 3, 4, 1, 5, 2).reshape(b, c // (r * r), h * r, w * r)


def rounded_weight(weight, axis=0):
    """A weight as its bytes say it, -127 .. 127 steps, a step for each row or column."""
    steps = (weight.detach().abs().amax([d for d in range(weight.dim()) if d != axis]).float() / 127).clamp_min(1e-12)
    if torch.onnx.is_in_onnx_export():
        return RoundedWeight.apply(weight, steps, axis)
    return torch.fake_quantize_per_channel_affine(weight.float(), steps, torch.zeros_like(steps, dtype=torch.int32), axis, -127, 127)


def conv(x, weight, bias, padding=0):
    return F.conv2d(x, rounded_weight(weight), bias, padding=padding)


class Bytes(nn.Module):
    """Rounds what comes to 256 levels and moves blocks. Until `fixed` it rounds nothing and watches the range.

    `known`: step, the level that means 0 when values become bytes, and the level that means 0 afterwards.
    """

    def __init__(self, known=None):
        super().__init__()
        self.known = known
        self.low, self.high, self.count = 0.0, 0.0, 0

    def forward(self, x, *moves, last=False):
        if torch.onnx.is_in_onnx_export():
            return RoundedPair.apply(x, *self.known, moves, last)
        if self.known is None:
            self.watch(x.detach())
        else:
            step, zero, after = self.known
            x = torch.fake_quantize_per_tensor_affine(x.float(), step, zero, 0, LEVELS) + (zero - after) * step
        for r in moves:
            x = moved(x, r)
        return x.permute(0, 2, 3, 1) if last else x

    def watch(self, x):
        """The range that all but one in 20,000 values keep, averaged over what comes."""
        values = x.float().reshape(-1)
        count = max(1, values.numel() // 20_000)
        self.count += 1
        self.low += (float(-torch.topk(-values, count)[0][-1]) - self.low) / self.count
        self.high += (float(torch.topk(values, count)[0][-1]) - self.high) / self.count

    def fixed(self):
        if self.known is None:
            low, high = min(0.0, self.low), max(0.0, self.high)
            step = max(high - low, 1e-6) / LEVELS
            zero = round(-low / step)
            self.known = step, zero, zero
        return self.known
