"""Trains a tiny convolutional codec for pictures over noisy channels and writes it as a pair of ONNX files.

It stands for codecs of other people: nothing in it follows SemCom's own conventions except what its JSON description says. The
architecture is that of Bourtsoulatze, Burth Kurka and Gündüz, "Deep Joint Source-Channel Coding for Wireless Image Transmission" (IEEE
TCCN 2019) with fewer channels and PReLU throughout, and a gain for each channel that follows the SNR. Training pictures are drawn by this
program, so that nothing has to be fetched.

    python3 export.py OUT-FOLDER [--steps 1200] [--seed 1]
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from torch import nn

SIDE = 64
LATENTS = 4  # real values for each 4x4 pixels: 4 / 16 / 2 complex symbols a pixel, CBR 1/24


class Gain(nn.Module):
    """A factor for each channel that follows the SNR."""

    def __init__(self, channels):
        super().__init__()
        self.linear = nn.Linear(1, channels)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def forward(self, x, snr_db):
        return x * (1 + self.linear(snr_db.reshape(1, 1) / 10)).reshape(1, -1, 1, 1)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Sequential(nn.Conv2d(3, 16, 5, 2, 2), nn.PReLU(16), nn.Conv2d(16, 32, 5, 2, 2), nn.PReLU(32))
        self.gain = Gain(32)
        self.tail = nn.Sequential(nn.Conv2d(32, 32, 3, 1, 1), nn.PReLU(32), nn.Conv2d(32, LATENTS, 3, 1, 1))

    def forward(self, picture, snr_db):
        return self.tail(self.gain(self.head(picture - 0.5), snr_db))


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Sequential(nn.Conv2d(LATENTS, 32, 3, 1, 1), nn.PReLU(32), nn.Conv2d(32, 32, 3, 1, 1), nn.PReLU(32))
        self.gain = Gain(32)
        self.tail = nn.Sequential(
            nn.ConvTranspose2d(32, 16, 6, 2, 2), nn.PReLU(16), nn.ConvTranspose2d(16, 3, 6, 2, 2))

    def forward(self, symbols, snr_db):
        return torch.clamp(self.tail(self.gain(self.head(symbols), snr_db)) + 0.5, 0, 1)


def channel(z, snr_db):
    """Unit mean power for each complex symbol of a picture (two real values), then noise of N0/2 in each real value."""
    power = 2 * z.pow(2).mean(dim=(1, 2, 3), keepdim=True)
    return z / torch.sqrt(power + 1e-9) + torch.randn_like(z) * (10 ** (-snr_db / 10) / 2) ** 0.5


def picture(random):
    """Colour fields with the spectrum of photographs, and shapes with sharp edges."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    frequency = np.sqrt(np.fft.fftfreq(SIDE)[:, None] ** 2 + np.fft.rfftfreq(SIDE)[None] ** 2) + 1 / SIDE
    fields = np.stack([np.fft.irfft2(np.fft.rfft2(random.standard_normal((SIDE, SIDE))) / frequency ** random.uniform(1, 2)) for _ in range(3)])
    fields /= fields.std(axis=(1, 2), keepdims=True)
    mixed = np.stack([fields[0] + random.uniform(-0.4, 0.4) * fields[1] + random.uniform(-0.4, 0.4) * fields[2] for _ in range(3)])
    rgb = random.uniform(0.2, 0.8, (3, 1, 1)) + random.uniform(0.05, 0.25) * mixed
    for _ in range(random.integers(0, 6)):
        angle, offset = random.uniform(0, 2 * np.pi), random.uniform(-0.5, 0.9)
        edge = np.cos(angle) * x + np.sin(angle) * y > offset
        disc = (x - random.random()) ** 2 + (y - random.random()) ** 2 < random.uniform(0.02, 0.3) ** 2
        mask = disc if random.random() < 0.6 else edge
        rgb = np.where(mask, 0.6 * rgb * random.uniform(0.5, 1.3) + 0.4 * random.uniform(0, 1, (3, 1, 1)), rgb)
    return np.clip(rgb, 0, 1).astype(np.float32)


def train(steps, seed):
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    pool = torch.from_numpy(np.stack([picture(random) for _ in range(1024)]))
    encoder, decoder = Encoder(), Decoder()
    parameters = [*encoder.parameters(), *decoder.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    for step in range(steps):
        x = pool[torch.randint(len(pool), (16,))]
        x = x.flip(3) if step % 2 else x
        snr_db = torch.rand(1) * 15
        loss = nn.functional.mse_loss(decoder(channel(encoder(x, snr_db), snr_db), snr_db), x)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 99:
            print(f"step {step + 1}: PSNR {-10 * np.log10(loss.item()):.2f} dB at {snr_db.item():.1f} dB", flush=True)
    return encoder.eval(), decoder.eval()


def export(folder, encoder, decoder):
    snr_db = torch.tensor([7.0])
    x = torch.zeros(1, 3, SIDE, SIDE)
    free = {2: "height", 3: "width"}
    for name, network, value, given, made in (
            ("encoder", encoder, x, "image", "features"), ("decoder", decoder, encoder(x, snr_db).detach(), "features", "image")):
        torch.onnx.export(
            network, (value, snr_db), str(folder / f"{name}.onnx"), opset_version=13, input_names=[given, "snr"], output_names=[made],
            dynamic_axes={given: free, made: {2: "rows", 3: "columns"}})
    description = {
        "name": "tiny-jscc", "kind": "onnx", "encoder": "encoder.onnx", "decoder": "decoder.onnx",
        "range": "0..1", "multiple": 4, "symbols": "halves", "snr-input": "snr",
    }
    (folder / "tiny-jscc.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--steps", type=int, default=1200)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    export(chosen.folder, *train(chosen.steps, chosen.seed))


if __name__ == "__main__":
    main()
