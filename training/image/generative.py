"""Trains the decoder for very low rates: it fills in what too few bits cannot tell, so that pictures look right rather than blurred.

   python3 generative.py --data DIR --teachers DIR --model ../../models/image-base --run runs/generative --minutes 50

The encoder is that for analog symbols and latents are not rotated: there the model stood when this decoder was trained. Steps begin where pictures begin to blur; the decoder starts from the one
for tokens. Loss: log of the squared error, squared error of block means (what was sent stays), distance of SqueezeNet features, and a discriminator that sees the blurred picture beside the sharp
one (as HiFiC, Mentzer et al., NeurIPS 2020). What is filled in is invented: PSNR falls.
"""
import argparse
import copy
import math
import time
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

import data
from allocation import LOW, classes
from loop import add_arguments, follow, learning_rate, resume, save_parts, set_learning_rate
from teachers import SqueezeFeatures, perceptual_distance
from rotations import Statistics
from tokens import Contexts, decode, transmit
from train import CROP, Codec, exported, tensors

STEPS = (90, 3000)                      # log-uniform
POINTS = (150, 500, 1500)
ERROR, MEANS, FEATURES, JUDGE = 0.25, 0.01, 0.15, 0.12
ALONE = 0.15                            # part of the run before the discriminator counts


@torch.no_grad()
def dequantized(codec, variances, x, cls, step):
    """What the decoder is given: estimates, their standard deviations, conditions."""
    contexts, seen = Contexts(len(codec.decoder.basis) - LOW, x.device), torch.zeros(len(x), 2, device=x.device)
    estimate, sigma, _, _, _ = transmit(codec, variances, Statistics(variances.high), contexts, x, cls, step, seen)
    return estimate, sigma, seen


class Discriminator(nn.Module):
    """Scores patches of pictures, given the linear reconstruction of their tokens; hinge loss, spectral norm."""

    def __init__(self, width=48):
        super().__init__()
        norm = nn.utils.parametrizations.spectral_norm
        self.layers = nn.ModuleList(norm(layer) for layer in (
            nn.Conv2d(6, width, 4, stride=2, padding=1), nn.Conv2d(width, 2 * width, 4, stride=2, padding=1),
            nn.Conv2d(2 * width, 4 * width, 4, stride=2, padding=1), nn.Conv2d(4 * width, 4 * width, 3, padding=1), nn.Conv2d(4 * width, 1, 1)))

    def forward(self, picture, blurred):
        z = torch.cat([picture, blurred], 1) / 64 - 2
        for layer in self.layers[:-1]:
            z = F.leaky_relu(layer(z), 0.2)
        return self.layers[-1](z)


@torch.no_grad()
def evaluate(codec, variances, features, pictures):
    """Mean PSNR / perceptual distance of whole pictures (cut to multiples of 128) at POINTS."""
    row = []
    for step in POINTS:
        error, distance = 0, 0
        for p in pictures:
            x = data.whole(p).to(next(codec.parameters()).device)
            out = decode(codec, *dequantized(codec, variances, x, classes(x), torch.tensor([float(step)], device=x.device))).clamp(0, 255).round()
            error += 10 * math.log10(255 ** 2 / float((out - x).square().mean()))
            distance += float(perceptual_distance(features(x), features(out)))
        row.append(f"{error / len(pictures):.2f}/{distance / len(pictures):.3f}")
    return " ".join(row)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, rate=2e-4)
    parser.add_argument("--teachers", required=True, help="folder of squeezenet_v1_0_imagenet.*")
    parser.add_argument("--model", required=True, help="exported model with a decoder for tokens")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    pictures, held = data.split(data.load_pack(args.data))
    parts, variances, weights, size = exported(Path(args.model), device)
    codec = Codec(*parts, size).to(device).to(memory_format=torch.channels_last)
    codec.load_state_dict(weights, strict=False)
    codec.decoder.load_state_dict(tensors(Path(args.model) / "token-decoder.onnx"))
    codec.requires_grad_(False)
    trained = codec.decoder
    trained.requires_grad_(True)
    features = SqueezeFeatures(args.teachers).to(device).to(memory_format=torch.channels_last).requires_grad_(False)
    judge = Discriminator().to(device).to(memory_format=torch.channels_last)
    average = copy.deepcopy(trained)
    optimizer = torch.optim.Adam(trained.parameters(), lr=args.rate, betas=(0.5, 0.99))
    judging = torch.optim.Adam(judge.parameters(), lr=2 * args.rate, betas=(0.5, 0.99))
    path, kept = run / "checkpoint.pt", dict(model=trained, average=average, judge=judge, optimizer=optimizer, judging=judging)
    elapsed, step = resume(path, device, kept)

    def row():
        judged = copy.copy(codec)
        judged._modules = dict(codec._modules, decoder=average)
        return evaluate(judged, variances, features, held[::3])

    print(f"parameters: {sum(p.numel() for p in trained.parameters()):,}; held out {row()}", flush=True)
    rng = torch.Generator().manual_seed(5000 + step)
    source = data.batches(pictures, args.batch, CROP, seed=9000 + step, workers=args.workers)
    begin, before, said, losses = time.time(), elapsed, elapsed, []
    while elapsed < args.minutes * 60:
        progress = elapsed / (60 * args.minutes)
        set_learning_rate(optimizer, learning_rate(args.rate, step, 200, progress))
        set_learning_rate(judging, 2 * args.rate)
        x = next(source).to(device).to(memory_format=torch.channels_last)
        cls = classes(x, (1, 1, 2, 4, 8)[int(torch.randint(5, (1,), generator=rng))])
        steps = (STEPS[0] * (STEPS[1] / STEPS[0]) ** torch.rand(args.batch, generator=rng)).to(device)
        estimate, sigma, seen = dequantized(codec, variances, x, cls, steps)
        with torch.no_grad():
            blurred = trained.linear(estimate) + trained.mean
            real = features(x)
        out = decode(codec, estimate, sigma, seen)
        error = 0.5 * ERROR * torch.log((out - x).square().mean((1, 2, 3)) + 15).mean()
        means = MEANS * F.avg_pool2d(out - x, 16).square().mean()
        near = FEATURES * perceptual_distance(features(out), real).mean()
        judged = JUDGE * min(1, max(0, progress - ALONE) / 0.1) * -judge(out, blurred).mean() if progress > ALONE / 2 else torch.zeros(())
        loss = error + means + near + judged
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.parameters(), 1.0)
        optimizer.step()
        if progress > ALONE / 2:
            true, false = judge(x, blurred), judge(out.detach(), blurred)
            judging.zero_grad(set_to_none=True)
            (F.relu(1 - true).mean() + F.relu(1 + false).mean()).backward()
            judging.step()
            gap = float(true.detach().mean() - false.detach().mean())
        else:
            gap = 0.0
        losses.append((float(error.detach()), float(means.detach()), float(near.detach()), gap))
        follow(average, trained, step)
        step += 1
        elapsed = before + time.time() - begin
        if elapsed - said > 480 or step in (20, 300):
            save_parts(path, kept, elapsed, step)
            print(f"{elapsed / 60:6.1f} min, step {step}, error, means, features, judge's gap " + " ".join(f"{sum(part) / len(losses):.3f}" for part in zip(*losses))
                  + f", held out {row()}", flush=True)
            said, losses = elapsed, []
    save_parts(path, kept, elapsed, step)
    torch.save({name: value.half() for name, value in average.state_dict().items()}, run / "decoder.pt")
    print("held out:", row(), flush=True)


if __name__ == "__main__":
    main()
