"""A promptable segmenter in the manner of Segment Anything (Kirillov et al., ICCV 2023), small: image encoder, prompt encoder, mask decoder.

picture ─► trunk (convolutions, 1/4, 1/8, 1/16) ─► transformer at 1/16 ─► embeddings ─┐
                └──────── lateral ───────────────────► fine features at 1/4 ─► importance
                                                              prompt ─► decoder ─► masks, qualities
"""
import json
import math
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent / "image"))
from teachers import safetensors  # noqa: E402

TEACHER, FINE, COARSE, DEEP, FROZEN = "deeplabv3_mnv2_pascal", "n10", "n21", "n61", "n10"
WIDTH, HEADS, BLOCKS = 160, 5, 3
EMBEDDING, PIXEL, MASKS, LABELS = 128, 32, 4, 5


def graph_of(folder):
    """Operations of the teacher up to the features that are used."""
    nodes = json.loads((Path(folder) / f"{TEACHER}.graph.json").read_text())["nodes"]
    last = next(i for i, n in enumerate(nodes) if n["out"] == DEEP)
    return nodes[:last + 1]


class Depthwise(torch.autograd.Function):
    """Depthwise 3x3 convolution of stride 1. Its derivatives are a convolution with the turned kernel and nine sums, many times faster on a processor than the library's."""

    @staticmethod
    def forward(ctx, x, weight, bias, dilation):
        ctx.save_for_backward(x, weight)
        ctx.dilation = dilation
        return F.conv2d(x, weight.to(x.dtype), bias.to(x.dtype), 1, dilation, dilation, x.shape[1])

    @staticmethod
    def backward(ctx, gradient):
        x, weight = ctx.saved_tensors
        d, (h, w) = ctx.dilation, x.shape[2:]
        to_input = F.conv2d(gradient, weight.to(gradient.dtype).flip(2, 3), None, 1, d, d, x.shape[1])
        padded = F.pad(x, (d, d, d, d))
        to_weight = torch.stack([(padded[:, :, i * d:i * d + h, j * d:j * d + w] * gradient).sum((0, 2, 3), dtype=torch.float32) for i in range(3) for j in range(3)], 1)
        return to_input, to_weight.reshape(weight.shape), gradient.sum((0, 2, 3), dtype=torch.float32), None


class Relu6(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.clamp(0, 6)
        ctx.save_for_backward((y > 0) & (y < 6))
        return y

    @staticmethod
    def backward(ctx, gradient):
        return gradient * ctx.saved_tensors[0]


class Trunk(nn.Module):
    """MobileNetV2 (Sandler et al., CVPR 2018) at output stride 16, as DeepLab v3 was trained with it: features at 1/4, 1/8 and 1/16. Sides are multiples of 16."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes = nodes
        for n in nodes:
            if n["op"] == "conv":
                setattr(self, n["out"], nn.Conv2d(n["in_channels"], n["out_channels"], n["kernel"], n["stride"], 0, n["dilation"], n["groups"]))

    def load(self, folder):
        weights = safetensors(Path(folder) / f"{TEACHER}.safetensors")
        for n in self.nodes:
            if n["op"] == "conv":
                layer, name = getattr(self, n["out"]), n["out"]
                w = torch.from_numpy(weights[name + ".w"].astype("float32"))
                if name + ".scale" in weights:
                    w = (w - weights[name + ".zero"].reshape(-1, 1, 1, 1)) * torch.from_numpy(weights[name + ".scale"].copy()).reshape(-1, 1, 1, 1)
                layer.weight.data, layer.bias.data = w, torch.from_numpy(weights[name + ".b"].copy())

    def parts(self):
        """Parameters that stay, parameters that are learned on."""
        at = next(i for i, n in enumerate(self.nodes) if n["out"] == FROZEN)
        of = lambda nodes: [p for n in nodes if n["op"] == "conv" for p in getattr(self, n["out"]).parameters()]
        return of(self.nodes[:at + 1]), of(self.nodes[at + 1:])

    def forward(self, picture):
        values, x = {"image": (picture - 128) / 128}, None
        for n in self.nodes:
            if n["op"] == "conv":
                x = values[n["in"][0]]
                k, d = n["kernel"][0], n["dilation"][0]
                layer = getattr(self, n["out"])
                if n["stride"][0] == 2:     # TensorFlow's padding of even sides: behind
                    x = F.pad(x, (0, 1, 0, 1))
                    pad = 0
                else:
                    pad = d * (k - 1) // 2
                if self.training and layer.groups > 1 and pad == d:
                    x = Depthwise.apply(x, layer.weight, layer.bias, d)
                else:
                    x = F.conv2d(x, layer.weight, layer.bias, layer.stride, pad, layer.dilation, layer.groups)
                x = Relu6.apply(x) if n["act"] == "relu6" and self.training else x.clamp(0, 6) if n["act"] == "relu6" else x
            else:
                x = values[n["in"][0]] + values[n["in"][1]]
            values[n["out"]] = x
            if n["out"] == FROZEN and self.training:
                values = {n["out"]: x.detach()}
        return values[FINE], values[COARSE], values[DEEP]


class Norm(nn.LayerNorm):
    """In single precision also where the rest is narrower."""

    def forward(self, x):
        return F.layer_norm(x.float(), self.normalized_shape, self.weight, self.bias, self.eps)


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, q, k, v):
        split = lambda x: x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)
        q, k, v = split(self.q(q)), split(self.k(k)), split(self.v(v))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(q.shape[-1]), -1)
        y = (weights @ v).transpose(1, 2)
        return self.out(y.reshape(y.shape[0], y.shape[1], -1))


def perceptron(width, hidden, out=None):
    return nn.Sequential(nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, out or width))


class Block(nn.Module):
    """A transformer block over all places; a depthwise convolution tells where each stands."""

    def __init__(self):
        super().__init__()
        self.place = nn.Conv2d(WIDTH, WIDTH, 3, 1, 1, groups=WIDTH)
        self.before, self.attention = Norm(WIDTH), Attention(WIDTH, HEADS)
        self.between, self.mlp = Norm(WIDTH), perceptron(WIDTH, 3 * WIDTH)

    def forward(self, x):
        x = x + (Depthwise.apply(x, self.place.weight, self.place.bias, 1) if self.training else self.place(x))
        t = x.flatten(2).transpose(1, 2)
        n = self.before(t)
        t = t + self.attention(n, n, n)
        t = t + self.mlp(self.between(t))
        return t.transpose(1, 2).reshape(x.shape)


def up(x, like):
    return F.interpolate(x, size=like.shape[2:], mode="bilinear", align_corners=False)


class ImageEncoder(nn.Module):
    def __init__(self, nodes):
        super().__init__()
        self.trunk = Trunk(nodes)
        self.enter, self.blocks = nn.Conv2d(320, WIDTH, 1), nn.ModuleList(Block() for _ in range(BLOCKS))
        self.leave = nn.Conv2d(WIDTH, EMBEDDING, 1)
        self.side8, self.join8 = nn.Conv2d(32, 64, 1), nn.Conv2d(64 + 64, 64, 3, 1, 1)
        self.down8 = nn.Conv2d(EMBEDDING, 64, 1)
        self.side4, self.down4, self.join4 = nn.Conv2d(24, PIXEL, 1), nn.Conv2d(64, PIXEL, 1), nn.Conv2d(2 * PIXEL, PIXEL, 3, 1, 1)
        self.importance = nn.Sequential(nn.Conv2d(PIXEL, PIXEL, 3, 1, 1), nn.ReLU(), nn.Conv2d(PIXEL, 1, 1))
        self.share = nn.Conv2d(PIXEL, PIXEL, 3, 1, 1)     # of the decoder's first convolution, the part that is the same for every prompt

    def forward(self, picture):
        """Embeddings [B, 128, H/16, W/16], fine features as the decoder wants them [B, 32, H/4, W/4], logit of importance [B, 1, H/4, W/4]."""
        f4, f8, f16 = self.trunk(picture)
        x = self.enter(f16)
        for block in self.blocks:
            x = block(x)
        x = self.leave(x)
        y8 = F.relu(self.join8(torch.cat([up(self.down8(x), f8), self.side8(f8)], 1)))
        fine = F.relu(self.join4(torch.cat([up(self.down4(y8), f4), self.side4(f4)], 1)))
        return x, self.share(fine), self.importance(fine)


def grid_like(x):
    """Centres of the places of a map in 0..1, [1, h, w, 2] as (x, y); made of ones so that an exported network takes any size."""
    ones = torch.ones_like(x[:1, 0].float())
    ys, xs = torch.cumsum(ones, 1) - 0.5, torch.cumsum(ones, 2) - 0.5
    return torch.stack([xs / ones.sum(2, keepdim=True), ys / ones.sum(1, keepdim=True)], -1)


class TwoWay(nn.Module):
    """Tokens ask each other and the picture; the picture asks the tokens."""

    def __init__(self):
        super().__init__()
        w = EMBEDDING
        self.own, self.ask, self.answer = Attention(w, 4), Attention(w, 4), Attention(w, 4)
        self.mlp = perceptron(w, 2 * w)
        self.norms = nn.ModuleList(Norm(w) for _ in range(4))

    def forward(self, tokens, token_places, image, image_places):
        t = tokens + token_places
        tokens = self.norms[0](tokens + self.own(t, t, tokens))
        tokens = self.norms[1](tokens + self.ask(tokens + token_places, image + image_places, image))
        tokens = self.norms[2](tokens + self.mlp(tokens))
        image = self.norms[3](image + self.answer(image + image_places, tokens + token_places, tokens))
        return tokens, image


class MaskDecoder(nn.Module):
    """Prompt encoder and mask decoder. Mask 0 is meant for clear prompts; masks 1 to 3 are the meanings that one point may have."""

    RADII = (0.02, 0.08)    # of the marks that points leave on the picture, in sides

    def __init__(self):
        super().__init__()
        w = EMBEDDING
        self.frequencies = nn.Parameter(torch.randn(2, w // 2), requires_grad=False)
        self.kinds = nn.Parameter(0.1 * torch.randn(LABELS, w))
        self.tokens = nn.Parameter(0.1 * torch.randn(MASKS + 1, w))
        self.marks = nn.Conv2d(5, w, 1)
        self.layers = nn.ModuleList(TwoWay() for _ in range(2))
        self.final, self.norm = Attention(w, 4), Norm(w)
        self.down = nn.Conv2d(w, PIXEL, 1)
        self.join = nn.Conv2d(PIXEL + 5, PIXEL, 3, 1, 1, bias=False)
        self.pixel = nn.Conv2d(PIXEL, PIXEL, 3, 1, 1)
        self.hyper = nn.ModuleList(perceptron(w, w, PIXEL) for _ in range(MASKS))
        self.quality = perceptron(w, w, MASKS)

    def places(self, xy):
        """Random Fourier features of positions in 0..1."""
        angles = 2 * math.pi * (2 * xy - 1) @ self.frequencies
        return torch.cat([torch.sin(angles), torch.cos(angles)], -1)

    def drawn(self, points, labels, grid):
        """The prompt as a picture of five channels [B, 5, h, w]: marks of positive and negative points in two sizes, and the box."""
        d = (grid[:, :, :, None] - points[:, None, None]).square().sum(-1)                 # [B, h, w, P]
        mark = lambda label, radius: (torch.exp(-d / (2 * radius ** 2)) * (labels == label)[:, None, None].float()).amax(-1)
        corner = lambda label: ((labels == label).float()[..., None] * points).sum(1)[:, None, None]
        low, high = corner(2), corner(3)
        soft = torch.sigmoid((torch.minimum(grid - low, high - grid)).amin(-1) * 200)
        box = soft * (labels == 2).float().amax(1)[:, None, None]
        return torch.stack([mark(1, self.RADII[0]), mark(1, self.RADII[1]), mark(0, self.RADII[0]), mark(0, self.RADII[1]), box], 1)

    def forward(self, embeddings, fine, points, labels):
        """Logits of masks [B, 4, H/4, W/4] and qualities, the expected intersection over union, [B, 4]; points [B, P, 2] in 0..1, labels [B, P]."""
        b = points.shape[0]
        coarse_grid = grid_like(embeddings)
        places = self.places(coarse_grid).flatten(1, 2).expand(b, -1, -1)
        image = embeddings + self.marks(self.drawn(points, labels, coarse_grid))
        image = image.flatten(2).transpose(1, 2)
        one_hot = (labels[..., None] == torch.tensor([1, 0, 2, 3, -1])).float()
        known = (labels != -1).float()[..., None]
        prompt = one_hot @ self.kinds
        tokens = torch.cat([self.tokens.expand(b, -1, -1), prompt], 1)
        token_places = torch.cat([torch.zeros_like(self.tokens).expand(b, -1, -1), self.places(points) * known], 1)
        for layer in self.layers:
            tokens, image = layer(tokens, token_places, image, places)
        tokens = self.norm(tokens + self.final(tokens + token_places, image + places, image))
        image = image.transpose(1, 2).reshape(b, EMBEDDING, *embeddings.shape[2:])
        asked = torch.cat([up(self.down(image), fine), self.drawn(points, labels, grid_like(fine))], 1)
        pixels = self.pixel(F.relu(self.join(asked) + fine))
        vectors = torch.stack([head(tokens[:, 1 + i]) for i, head in enumerate(self.hyper)], 1)
        masks = torch.einsum("bmc,bchw->bmhw", vectors, pixels)
        return masks, torch.sigmoid(self.quality(tokens[:, 0]))


class Segmenter(nn.Module):
    def __init__(self, nodes):
        super().__init__()
        self.encoder, self.decoder = ImageEncoder(nodes), MaskDecoder()

    def forward(self, pictures, points, labels):
        """Masks [B·K, 4, H/4, W/4], qualities [B·K, 4], importance [B, 1, H/4, W/4] for K prompts a picture."""
        embeddings, fine, importance = self.encoder(pictures)
        k = points.shape[1]
        masks, quality = self.decoder(embeddings.repeat_interleave(k, 0), fine.repeat_interleave(k, 0), points.flatten(0, 1), labels.flatten(0, 1))
        return masks, quality, importance
