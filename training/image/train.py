"""Trains image-base. Resumable by the minute:

    python3 train.py --data DIR --run runs/base --minutes 60            # starts, or goes on where the run stopped
    python3 train.py --data DIR --run runs/more --start ../../models/image-base --minutes 60

Loss: log of the squared error of each frame (so that what is averaged is PSNR). SNR, rate, class-map cell, base
layer, SNR mismatch, fading and whether latents are rotated are drawn per frame; a frame is a pair of crops. A model
that has no rotations (rotations.py) is trained without.
"""
import argparse
import copy
import json
import math
import re
import time
from pathlib import Path

import torch

import data
from allocation import ACTIVITY, CLASSES, LOW, PATCH, BLOCK, Variances, classes, low_transform
from link import transmit
from loop import add_arguments, follow, learning_rate, save, set_learning_rate
from model import SIZES, Decoder, Encoder, Size, conditions
from onnx_file import content, read_weights, stored
from rotations import Statistics

CROP, PER_FRAME = 128, 2
BASE_STEPS = (24, 32, 48, 64, 96, 128, 192)   # as the frame header numbers them, from 1


def closed_form(pictures, device, latents, crops=2400):
    """Basis, mean, standard deviations, prediction from neighbouring means and class variances of the linear codec."""
    source = data.batches(pictures, 16, CROP, seed=7)
    x = torch.cat([next(source) for _ in range(crops // 16)]).to(device)
    mean = x.mean()
    p = torch.nn.functional.pixel_unshuffle(x - mean, PATCH)                       # [n, 768, 8, 8]
    flat = p.permute(0, 2, 3, 1).reshape(-1, 768)
    colours = torch.zeros(768, 3, device=device)
    for c in range(3):
        colours[c * 256:(c + 1) * 256, c] = 1 / 16
    dc = flat @ colours
    low = colours @ torch.linalg.eigh(dc.t() @ dc)[1].flip(1)
    rest = flat - flat @ low @ low.t()
    high = torch.linalg.eigh((rest.t() @ rest).double() / len(rest))[1].flip(1).float()[:, :latents - LOW]
    basis = torch.cat([low, high], 1).t().contiguous()
    y = torch.nn.functional.conv2d(p, basis[:, :, None, None])
    means = torch.nn.functional.pad(y[:, :LOW], (1, 1, 1, 1), mode="replicate")
    columns = torch.nn.functional.unfold(means, 3)                                  # [n, LOW*9, 64]
    a = columns.permute(0, 2, 1).reshape(-1, LOW * 9)
    b = y[:, LOW:].permute(0, 2, 3, 1).reshape(-1, latents - LOW)
    predict = torch.linalg.solve((a.t() @ a).double() + 1e4 * torch.eye(LOW * 9, device=device), (a.t() @ b).double()).float()
    y = torch.cat([y[:, :LOW], (b - a @ predict).reshape(len(x), 8, 8, -1).permute(0, 3, 1, 2)], 1)
    cls = classes(x)
    t = low_transform(y[:, :LOW])
    variances = Variances(
        torch.stack([y[:, LOW:].permute(0, 2, 3, 1)[cls == c].square().mean(0) for c in range(CLASSES)]),
        t.square().reshape(len(x), LOW, CROP // PATCH // BLOCK, BLOCK, CROP // PATCH // BLOCK, BLOCK).mean((0, 2, 4)))
    predict = predict.t().reshape(latents - LOW, LOW, 3, 3).contiguous()
    print("share of the classes:", [round(float((cls == c).float().mean()), 3) for c in range(CLASSES)], flush=True)
    return basis, mean, y.square().mean((0, 2, 3)).sqrt(), predict, variances


def tensors(path, device="cpu"):
    """The constants of an exported network by name."""
    return {name: torch.from_numpy(value.copy()).to(device) for name, value in read_weights(content(path)).items()}


def exported(folder, device):
    """Fixed parts, variances and all weights of an exported model."""
    weights = {f"{part}.{name}": value for part in ("encoder", "decoder") for name, value in tensors(folder / f"{part}.onnx", device).items()}
    tables = json.loads((folder / "tables.json").read_text())
    variances = Variances(torch.tensor(tables["highVariances"], device=device),
                          torch.tensor(tables["lowVariances"], device=device).reshape(LOW, BLOCK, BLOCK))
    names = ("basis", "mean", "scale", "predict.weight")
    return [weights[f"decoder.{n}"] for n in names], variances, weights, Size.of(weights)


def exported_rotations(folder, use, variances):
    """Statistics of the rotations that an exported model has for "analog" symbols or "tokens"; without rotations where it has none."""
    known = stored(folder / "rotations.json")
    return Statistics.of(json.loads(known), use) if known else Statistics(variances.high)


class Codec(torch.nn.Module):
    def __init__(self, basis, mean, scale, predict, size):
        super().__init__()
        self.encoder = Encoder(basis, mean, scale, predict, size)
        self.decoder = Decoder(basis, mean, scale, predict, size)


def autocast(device):
    """bfloat16 where the processor computes with it, float32 elsewhere: emulated, it is several times slower than float32."""
    flags = Path("/proc/cpuinfo")
    reduced = device == "cuda" or flags.exists() and bool(re.search(r"\bamx_bf16\b|\bavx512_bf16\b", flags.read_text()))
    return torch.autocast(device, dtype=torch.bfloat16, enabled=reduced)


def frame_settings(groups, device, rng, rotated=True):
    """Analog rate, planned SNR, actual SNR, whether fading is fast, the base layer's step (0: none), and whether latents are rotated, drawn per frame."""
    u = lambda: torch.rand(groups, generator=rng)
    rate = 2 ** -(2.7 + 3.4 * u())                                   # CBR 1/6.5 .. 1/69
    plan = torch.where(u() < 0.6, -1 + 16 * u(), -3 + 24 * u())
    actual = plan + torch.where(u() < 0.3, 5 * torch.randn(groups, generator=rng), torch.zeros(groups))
    fast = u() < 0.12
    base = torch.where(u() < 0.75, BASE_STEPS[0] * (BASE_STEPS[-1] / BASE_STEPS[0]) ** u(), torch.zeros(groups))
    turned = (u() < 0.8) & rotated
    return rate.to(device), plan.to(device), actual.to(device), fast.to(device), base.to(device), turned.to(device)


def forward(codec, variances, statistics, x, cls, rate, plan, actual, fast, base, rotated):
    b, groups = x.shape[0], rate.shape[0]
    per = b // groups
    expand = lambda v: v.repeat_interleave(per)
    uses = (rate * 3 * x.shape[2] * x.shape[3] * per * 2).floor()
    with autocast(x.device.type):
        y = codec.encoder(x, cls[:, None].float(), conditions(expand(plan), expand(rate)))
        n0 = 10 ** (-actual / 10)
        noise = expand(n0)[:, None, None, None]
        if bool(fast.any()):
            fade = -torch.log(torch.rand_like(y).clamp_min(1e-6))
            noise = torch.where(expand(fast)[:, None, None, None], noise / fade.clamp_min(1e-3), noise)
        with torch.autocast(x.device.type, enabled=False):
            estimate, sigma, seen = transmit(y.float(), codec.encoder.linear(x)[:, :LOW], cls, variances, statistics, uses, 10 ** (-plan / 10), noise, base, rotated)
        out = codec.decoder(estimate, sigma, conditions(expand(actual).clamp(-8, 26), expand(rate)))
    return out, seen


@torch.no_grad()
def evaluate(codec, variances, statistics, pictures, points=((16, 10, 0), (20, 1, 96), (18, 10, 64), (60, 4, 128))):
    """Mean PSNR of whole pictures (cut to multiples of 128) at (1 / analog rate, SNR, base step), rotated where the model can; digital parts not charged."""
    row = []
    for cbr, snr, base in points:
        total = 0
        for p in pictures:
            device = next(codec.parameters()).device
            x = data.whole(p).to(device)
            one, yes = lambda v: torch.tensor([float(v)], device=device), lambda v: torch.tensor([v], device=device)
            out, _ = forward(codec, variances, statistics, x, classes(x), one(1 / cbr), one(snr), one(snr), yes(False), one(base), yes(statistics.rotates))
            total += 10 * math.log10(255 ** 2 / float((out.clamp(0, 255).round() - x).square().mean()))
        row.append(total / len(pictures))
    return row


@torch.no_grad()
def follow_statistics(variances, statistics, cls, t, taken, rotated):
    """Moves variances a little towards those of these latents, each frame's where they belong."""
    turned, square = rotated.repeat_interleave(len(t) // len(rotated)), t.square()
    for c in range(CLASSES):
        here = (cls == c) & ~turned[:, None, None]
        n = int(here.sum())
        if n:
            variances.high[c].lerp_(square[:, LOW:].permute(0, 2, 3, 1)[here].mean(0), min(0.5, 0.002 * n / 16))
    patches = CROP // PATCH
    variances.low.lerp_(square[:, :LOW].reshape(len(t), LOW, patches // BLOCK, BLOCK, patches // BLOCK, BLOCK).mean((0, 2, 4)), 0.004)
    # The next step's gain must not see variances of zero.
    variances.high.clamp_(min=1e-2)
    if turned.any():
        statistics.follow(cls[turned], t[turned][:, LOW:], taken[turned])


def save_weights(run, average, parts, variances, statistics):
    """What export.py needs, in two files that are small enough to travel: float16, as the exported model stores them."""
    half = lambda module: {name: value.half() for name, value in module.state_dict().items()}
    torch.save(dict(parts=parts, variances=(variances.high, variances.low), statistics=statistics.state_dict(), encoder=half(average.encoder)), run / "encoder.pt")
    torch.save(half(average.decoder), run / "decoder.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, rate=5e-4, run="runs/base")
    parser.add_argument("--size", choices=SIZES, default="base", help="size of a model that is trained from nothing")
    parser.add_argument("--start", help="exported model to take weights from, for a run that has no checkpoint yet")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    pictures, held = data.split(data.load_pack(args.data))
    print(f"{len(pictures)} pictures, {len(held)} held out", flush=True)

    path, elapsed, step, saved = run / "checkpoint.pt", 0.0, 0, None
    if path.exists():
        saved = torch.load(path, map_location=device)
        parts, variances, size = saved["parts"], Variances(*saved["variances"]), Size.of(saved["model"])
        statistics = Statistics(variances.high)
        statistics.load_state_dict(saved["statistics"])
        elapsed, step = saved["elapsed"], saved["step"]
    elif args.start:
        parts, variances, weights, size = exported(Path(args.start), device)
        statistics = exported_rotations(Path(args.start), "analog", variances)
    else:
        size = SIZES[args.size]
        *parts, variances = closed_form(pictures, device, size.latents)
        statistics = Statistics(variances.high)
    codec = Codec(*parts, size).to(device).to(memory_format=torch.channels_last)
    if args.start and not saved:
        missing = codec.load_state_dict(weights, strict=False)
        print("not in the exported model:", missing.missing_keys, flush=True)
    average = copy.deepcopy(codec)
    optimizer = torch.optim.Adam(codec.parameters(), lr=args.rate, betas=(0.9, 0.995))
    if saved:
        codec.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])

    def checkpoint():
        save(path, parts=parts, variances=(variances.high, variances.low), model=codec.state_dict(), average=average.state_dict(),
             optimizer=optimizer.state_dict(), statistics=statistics.state_dict(), elapsed=elapsed, step=step, activity=ACTIVITY)

    print(f"parameters: encoder {sum(p.numel() for p in codec.encoder.parameters()):,}, decoder {sum(p.numel() for p in codec.decoder.parameters()):,}")
    print("held out:", *(f"{v:.2f}" for v in evaluate(average, variances, statistics, held)), flush=True)
    rng = torch.Generator().manual_seed(1000 + step)
    source = data.batches(pictures, args.batch, CROP, seed=step + 1, workers=args.workers)
    groups = args.batch // PER_FRAME
    begin, said, losses = time.time(), elapsed, []
    before = elapsed
    while elapsed < args.minutes * 60:
        set_learning_rate(optimizer, learning_rate(args.rate, step, 300, elapsed / (60 * args.minutes)))
        x = next(source).to(device).to(memory_format=torch.channels_last)
        cell = (1, 1, 1, 1, 1, 1, 1, 2, 2, 4)[int(torch.randint(10, (1,), generator=rng))]
        cls = classes(x, cell)
        settings = frame_settings(groups, device, rng, statistics.rotates)
        out, (t, taken) = forward(codec, variances, statistics, x, cls, *settings)
        mse = (out - x).square().reshape(groups, -1).mean(1)
        loss = torch.log(mse + 15).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(codec.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        follow(average, codec, step)
        if cell == 1:
            follow_statistics(variances, statistics, cls, t, taken, settings[-1])
        step += 1
        elapsed = before + time.time() - begin
        if elapsed - said > 600 or step in (50, 1000):
            checkpoint()
            row = evaluate(average, variances, statistics, held)
            print(f"{elapsed / 60:6.1f} min, step {step}, loss {sum(losses) / len(losses):.4f}, held out " + " ".join(f"{v:.2f}" for v in row), flush=True)
            said, losses = elapsed, []
    checkpoint()
    save_weights(run, average, parts, variances, statistics)
    print("held out:", *(f"{v:.3f}" for v in evaluate(average, variances, statistics, held)), flush=True)


if __name__ == "__main__":
    main()
