"""image-live's networks: those of model.py, arranged so that blocks move as bytes and convolutions compute with bytes (levels.py). Same weights by the same names."""
import torch
import torch.nn.functional as F

from allocation import LOW, PATCH
from levels import Bytes, Moved, conv, moved, rounded_weight
from model import Decoder, Encoder, depth_order

LEVELS = "levels"                                   # the note in an exported network that keeps them
MIDDLE = 128                                        # the level of a picture that the networks take for 0


def move(x, r):
    return Moved.apply(x, r) if torch.onnx.is_in_onnx_export() else moved(x, r)


class Rounding:
    """Places where values become bytes, and residual blocks between them."""

    def add_places(self, *names, blocks=()):
        for name in (*names, *(f"{block}_{step}" for block in blocks for step in ("a", "inner", "b", "sum"))):
            self.add_module(name, Bytes())

    def byte_block(self, name, z, cond, *moves):
        part, place = getattr(self, name), lambda step: getattr(self, f"{name}_{step}")
        inner = F.relu(part.film(place("a")(conv(z, part.a.weight, part.a.bias, padding=1)), cond))
        return place("sum")(z + place("b")(conv(place("inner")(inner), part.b.weight, part.b.bias, padding=1)), *moves)

    @property
    def places(self):
        return {name: part for name, part in self.named_modules() if isinstance(part, Bytes)}

    @property
    def levels(self):
        """What is known of each place: step, level of 0, level of 0 afterwards; places that saw values take their range."""
        return {name: place.fixed() for name, place in self.places.items()}

    def take(self, levels):
        for name, place in self.places.items():
            place.known = tuple(levels[name])


class LiveEncoder(Rounding, Encoder):
    def __init__(self, basis, mean, scale, predict, size):
        super().__init__(basis, mean, scale, predict, size)
        self.pixels = Bytes((1.0, 0, MIDDLE))
        self.add_places("stem_out", "d1_out", "d2_conv", "d2_out", "head_out", blocks=("e1", "s1"))

    def linear(self, x):
        with torch.autocast(x.device.type, enabled=False):
            patches = self.pixels(x, PATCH, last=True)                              # [B, h, w, 768]
            y = patches @ rounded_weight(self.basis[:, depth_order(3, PATCH)].t(), axis=1)
            return (y + (MIDDLE - self.mean) * self.basis.sum(1)).permute(0, 3, 1, 2)

    def forward(self, x, cls, cond):
        y = self.linear(x)
        y = torch.cat([y[:, :LOW], y[:, LOW:] - self.predict(y[:, :LOW]).float()], 1)
        stem = self.stem.weight / 64
        z = conv(self.pixels(x, 4), stem[:, depth_order(3, 4)], self.stem.bias + (MIDDLE - self.mean) * stem.sum((1, 2, 3)), padding=1)
        z = conv(self.stem_out(F.relu(z), 2), self.d1.weight[:, depth_order(self.width, 2)], self.d1.bias)
        z = self.byte_block("e1", self.d1_out(F.relu(z)), cond, 2)
        z = self.d2_conv(conv(z, self.d2.weight[:, depth_order(2 * self.width, 2)], self.d2.bias)) + self.activity(cls - 2.5)
        z = self.byte_block("s1", self.d2_out(F.relu(z)), cond)
        return y + self.head_out(conv(z, self.head.weight, self.head.bias)).float() * self.reach[:, None, None]


class LiveDecoder(Rounding, Decoder):
    def __init__(self, basis, mean, scale, predict, size):
        super().__init__(basis, mean, scale, predict, size)
        self.add_places("entry", "enter_out", "u1_out", "linear8_in", "linear8_out", "eighth", "u2_out", "linear4_in", "linear4_out", "quarter", "residual", blocks=("s1", "e1"))

    def forward(self, y, sigma, cond):
        with torch.autocast(y.device.type, enabled=False):
            full = torch.cat([y[:, :LOW], y[:, LOW:] + self.predict(y[:, :LOW]).float()], 1)
            # (colour, row, column) of a patch to (row / 4, column / 4, row % 4, column % 4, colour).
            order = torch.arange(768).reshape(3, 4, 4, 4, 4).permute(1, 3, 2, 4, 0).reshape(-1)
            linear = move(F.conv2d(full, self.basis.t()[order][:, :, None, None]), -4)         # [B, 48, H/4, W/4]
        scale = self.scale[:, None, None]
        z = self.entry(torch.cat([y / scale, sigma / scale], 1))
        z = self.enter_out(F.relu(conv(z, self.enter.weight, self.enter.bias)))
        z = self.byte_block("s1", z, cond)
        order8 = torch.arange(192).reshape(3, 2, 4, 2, 4).permute(1, 3, 2, 4, 0).reshape(-1)
        linear8 = conv(self.linear8_in(linear, 2), self.linear8.weight[:, order8] / 64, self.linear8.bias)
        up = depth_order(2 * self.width, 2)
        z = self.eighth(F.relu(self.u1_out(conv(z, self.u1.weight[up], self.u1.bias[up]), -2) + self.linear8_out(linear8)))
        z = self.byte_block("e1", z, cond)
        linear4 = conv(self.linear4_in(linear), self.linear4.weight[:, depth_order(3, 4)] / 64, self.linear4.bias)
        up = depth_order(self.width, 2)
        z = self.quarter(F.relu(self.u2_out(conv(z, self.u2.weight[up], self.u2.bias[up]), -2) + self.linear4_out(linear4)))
        out = depth_order(3, 4)
        residual = self.residual(conv(z, 64 * self.out.weight[out], 64 * self.out.bias[out], padding=1)).float()
        return move(linear + residual + self.mean, -4)


def in_bytes(codec, parts, size):
    """A codec of size live with these networks in place of its own, with the same weights."""
    for name, network in (("encoder", LiveEncoder), ("decoder", LiveDecoder)):
        weights = getattr(codec, name).state_dict()
        setattr(codec, name, network(*parts, size))
        getattr(codec, name).load_state_dict(weights)
    return codec
