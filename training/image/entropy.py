"""Trains the networks that tell both ends how wide the next level probably is: one for colour means, one for all other latents.

   python3 entropy.py --data DIR --model ../../models/image-base --run runs/entropy

Levels are those of training pictures as the product quantises them, and levels/ (C#) writes what it would tell a network of each. Widths are Laplacian; a network corrects what LevelContext expects, in
octaves, for zero or not and for what lies beyond. Writes entropy.json into the model's folder.
"""
import argparse
import base64
import json
import math
import random
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import data
from onnx_file import stored
from trellis import EVEN, FINE, ODD

HIDDEN, EMBEDDED, LEAK = 48, 4, 0.125
BATCH, RATE = 16384, 3e-3
ZONES, FIRSTS, SPACINGS = (torch.tensor([getattr(q, name) for q in (EVEN, ODD, FINE)]) for name in ("zone", "first", "spacing"))


def write_levels(pictures, run, qualities):
    """means.bin and latents.bin in the run's folder."""
    folder = run / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures):
        Image.fromarray(picture.permute(1, 2, 0).numpy()).save(folder / f"{number:05}.png")
    subprocess.run(["dotnet", "run", "-c", "Release", "--project", Path(__file__).parent / "levels", "--", folder, run, str(qualities)], check=True)


def read_levels(path):
    """Features [n, f] float16, magnitudes, latents, rotations, quantisers [n], and how many levels each stands for [n]; as LevelRecords in C# wrote them."""
    content, at, parts = path.read_bytes(), 0, []
    def take(kind, count):
        nonlocal at
        values = np.frombuffer(content, kind, count, at)
        at += values.nbytes
        return torch.from_numpy(values.copy())
    while at < len(content):
        n, features = take(np.int32, 2).tolist()
        parts.append((take(np.float16, n * features).reshape(n, features), take(np.int32, n), take(np.int16, n), take(np.int16, n), take(np.uint8, n), take(np.float32, n)))
    return [torch.cat(values) for values in zip(*parts)]


class Network(torch.nn.Module):
    """Two corrections in octaves from what is told of a level, its latent and the rotation of its patch; EntropyNetwork in C#."""

    def __init__(self, latents, rotations, centre, scale):
        super().__init__()
        self.latents, self.rotations = torch.nn.Embedding(latents, EMBEDDED), torch.nn.Embedding(rotations, EMBEDDED)
        self.first, self.second, self.last = torch.nn.Linear(len(centre) + 2 * EMBEDDED, HIDDEN), torch.nn.Linear(HIDDEN, HIDDEN), torch.nn.Linear(HIDDEN, 2)
        self.register_buffer("centre", centre)
        self.register_buffer("scale", scale)
        for table in (self.latents, self.rotations):
            torch.nn.init.normal_(table.weight, std=0.1)
        self.last.weight.data *= 0.1

    def forward(self, features, latent, rotation):
        hidden = F.leaky_relu(self.first(torch.cat([(features - self.centre) / self.scale, self.latents(latent), self.rotations(rotation)], 1)), LEAK)
        return self.last(F.leaky_relu(self.second(hidden), LEAK))

    def document(self):
        """Weights as float16, those of the first layer for features as they are."""
        count = len(self.centre)
        told, named = self.first.weight[:, :count] / self.scale, self.first.weight[:, count:]
        text = lambda values: base64.b64encode(values.detach().half().contiguous().numpy().tobytes()).decode()
        return {"features": count, "hidden": HIDDEN, "embedded": EMBEDDED, "latents": text(self.latents.weight), "rotations": text(self.rotations.weight),
                "latentColumns": text(named[:, :EMBEDDED].t()), "rotationColumns": text(named[:, EMBEDDED:].t()), "first": text(told.t()),
                "firstBias": text(self.first.bias - told @ self.centre), "second": text(self.second.weight.t()), "secondBias": text(self.second.bias),
                "last": text(self.last.weight.t()), "lastBias": text(self.last.bias)}


def bits(correction, features, level, quantiser):
    """Of levels without signs: zero or not, and what lies beyond, each Laplacian of its own width."""
    sigma = torch.exp2((features[:, :1] + correction).clamp(-5, 12))
    not_zero = -math.sqrt(2) * ZONES[quantiser] / sigma[:, 0]
    first, further = -math.sqrt(2) * FIRSTS[quantiser] / sigma[:, 1], -math.sqrt(2) * SPACINGS[quantiser] / sigma[:, 1]
    rest = lambda x: torch.log(-torch.expm1(x) + 1e-7)
    zero = torch.where(level > 0, not_zero, rest(not_zero))
    beyond = torch.where(level == 1, rest(first), first + (level - 2).clamp_min(0) * further + rest(further))
    return -(zero + torch.where(level > 0, beyond, 0.0)) / math.log(2)


def train(levels, latents, rotations, steps, name):
    """latents and rotations: how many there are."""
    features, level, latent, rotation, quantiser, weight = levels
    sparse = features[::37].float()
    network = Network(latents, rotations, sparse.mean(0), sparse.std(0) + 1e-3)
    optimizer = torch.optim.Adam(network.parameters(), RATE)
    begin, counted = time.time(), [0.0, 0.0]
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * step / steps)) + 1e-5
        at = torch.randint(len(level), (BATCH,))
        told, what, of = features[at].float(), level[at].long(), quantiser[at].long()
        loss = (bits(network(told, latent[at].long(), rotation[at].long()), told, what, of) * weight[at]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        counted = [counted[0] + float(loss), counted[1] + float((bits(torch.zeros(BATCH, 2), told, what, of) * weight[at]).mean())]
        if (step + 1) % 500 == 0:
            print(f"{name}: {time.time() - begin:4.0f} s, step {step + 1}, {100 * (counted[0] / counted[1] - 1):.2f} % bits", flush=True)
            counted = [0.0, 0.0]
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder of the packs")
    parser.add_argument("--model", required=True, help="exported model")
    parser.add_argument("--run", required=True, help="folder for levels; those that are there are taken")
    parser.add_argument("--pictures", type=int, default=640)
    parser.add_argument("--qualities", type=int, default=3, help="messages of each picture")
    parser.add_argument("--steps", type=int, default=8000)
    args = parser.parse_args()
    folder, run = Path(args.model), Path(args.run)
    torch.manual_seed(1)
    if not (run / "latents.bin").exists():
        pictures, _ = data.split(data.load_pack(args.data))
        write_levels(random.Random(2).sample(pictures, args.pictures), run, args.qualities)
    tables = json.loads((folder / "tables.json").read_text())
    rotations = len(json.loads(stored(folder / "rotations.json"))["tokens"]["profiles"])
    networks = {
        "means": train(read_levels(run / "means.bin"), tables["lowLatents"] * tables["lowBlock"] ** 2, 1, args.steps // 2, "means"),
        "latents": train(read_levels(run / "latents.bin"), tables["latents"] - tables["lowLatents"], rotations, args.steps, "latents"),
    }
    document = {"format": "semcom-entropy-networks", "version": 1, **{name: network.document() for name, network in networks.items()}}
    (folder / "entropy.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
