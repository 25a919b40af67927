"""Trains what makes and reads pictures that are sent as tokens, both networks and the statistics between them: squared error plus what the bits are worth.

   python3 tokens.py --data DIR --model ../../models/image-base --run runs/tokens --minutes 90

The networks start from the exported ones; rotations (rotations.py) are learned first, where the model has none. Latents are quantised by a trellis and their bits counted with contexts as in the product.
At the end statistics are measured and the forecast from neighbours (neighbours.py) is fitted; with --minutes 0 that is all. Crops are those of train.py.
"""
import argparse
import copy
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import data
import neighbours
from allocation import BLOCK, CLASSES, LOW, classes, low_transform
from onnx_file import content
from loop import add_arguments, follow, learning_rate, resume, save, set_learning_rate
from trellis import EVEN, FINE, NARROW, PRICE, QUANTISERS, SPREAD, each, quantise
from train import CROP, PER_FRAME, Codec, autocast, exported, exported_rotations, tensors

LOW_SHARE, LOW_ZERO = 0.9, 0.6          # step of the colour means relative to the others; half the width of what becomes 0, about
MIDDLE_STEP = 72                        # where the second condition is 0
POINTS = (40, 80, 130, 200)

# The product's LevelContext.
SHORT_MEMORY, LONG_MEMORY, REACH = 0.8, 0.985, 0.86
SHORT, LONG, SIDE, CORNER, NEAR, PRIOR, SMALLEST = 6.55, 0.1, 2.3, 1.5, 0.41, 1.08, 1e-3


def token_conditions(step):
    """[B, 2] that both networks are told."""
    return torch.stack([torch.zeros_like(step), torch.log2((MIDDLE_STEP / step).clamp(24 / 69, 24 / 6.5)) / 2], 1)


def alone(size, v):
    """What levels count, were latents quantised one by one."""
    zone = FINE.spacing * (0.5 + PRICE / (SPREAD * FINE.spacing) ** 2 * (FINE.bits(torch.ones_like(v), v) - FINE.bits(torch.zeros_like(v), v)) / 2)
    return FINE.spacing * torch.where(size < zone, torch.zeros_like(size), (size / FINE.spacing).round().clamp_min(1))


def mean(v):
    """Expected magnitudes in spreads of latents of variance v."""
    rate = math.sqrt(2) / v.sqrt()
    tail = lambda q: torch.exp(-rate * q.zone) * (q.magnitude(torch.ones_like(v)) + q.spacing * torch.exp(-rate * q.first) / -torch.expm1(-rate * q.spacing))
    return torch.where(v < NARROW, tail(FINE), tail(EVEN))


def dependent(size, v):
    """Levels and their quantisers [B, L, h, w] (trellis.py)."""
    rows = lambda x: x.permute(0, 2, 3, 1).reshape(-1, x.shape[1])
    back = lambda x: x.reshape(len(size), *size.shape[2:], -1).permute(0, 3, 1, 2)
    return tuple(back(x) for x in quantise(rows(size), rows(v)))


def memory(count, decay, device, both=False):
    """[count, count] weights with which latents (columns) count for a latent (row): earlier ones, or all near ones."""
    distance = (torch.arange(count)[:, None] - torch.arange(count)[None]).to(device)
    if both:
        return decay ** distance.abs().float()
    return torch.where(distance > 0, decay ** (distance.clamp_min(1) - 1).float(), torch.zeros((), device=device))


def shifted(x, down, right):
    """x of the patch `down` rows above and `right` columns to the left, 0 outside."""
    h, w = x.shape[2:]
    return F.pad(x, (max(right, 0), max(-right, 0), max(down, 0), 0))[:, :, :h, max(-right, 0):max(-right, 0) + w]


class Contexts:
    """Widths of all latents at once from the magnitudes around each."""

    def __init__(self, count, device):
        own = SHORT * memory(count, SHORT_MEMORY, device) + LONG * memory(count, LONG_MEMORY, device)
        near = memory(count, REACH, device, both=True)
        self.own, self.side = own[:, :, None, None], (SIDE * torch.eye(count, device=device) + NEAR * near)[:, :, None, None]

    def around(self, x):
        side = F.conv2d(x, self.side)
        return F.conv2d(x, self.own) + shifted(side, 0, 1) + shifted(side, 1, 0) + CORNER * (shifted(x, 1, 1) + shifted(x, 1, -1))

    def variances(self, weight, v):
        """In squared spreads, from what levels around count and the tables' variances v."""
        prior = PRIOR * mean(v) + SMALLEST
        return (v * (self.around(weight) + prior) / (self.around(mean(v)) + prior)).clamp(1e-3, 1e8)


def transmit(codec, variances, statistics, contexts, x, cls, step, seen=None):
    """
    What a decoder is given behind a digital message, estimates and standard deviations [B, L, h, w]; bits for each picture [B]; conditions, which follow the step where none are given; rotated latents
    and rotations. step [B].
    """
    seen = token_conditions(step) if seen is None else seen
    with autocast(x.device.type):
        y = codec.encoder(x, cls[:, None].float(), seen).float()
    low_variance = variances.per_value(cls)[:, :LOW]
    taken = statistics.choose(y[:, LOW:].detach(), cls, step)
    v, t = statistics.variances(cls, taken), statistics.rotate(y[:, LOW:], taken)
    with torch.no_grad():
        means = low_transform(codec.encoder.linear(x)[:, :LOW])
        low_step = LOW_SHARE * step[:, None, None, None]
        low = torch.where(means.abs() < LOW_ZERO * low_step, torch.zeros_like(means), (means / low_step).round()) * low_step
        spread = SPREAD * step[:, None, None, None]
        size, known = t.abs() / spread, v / spread ** 2
        level, taker = dependent(size, contexts.variances(alone(size, known), known))
        wide = contexts.variances(each(taker, [q.weight(level) for q in QUANTISERS]), known)
        error = spread ** 2 * each(taker, [q.square(known, level) for q in QUANTISERS])
        h, w = y.shape[2:]
        error = statistics.rotate_back_errors(error, taken)
        low_error = torch.minimum(low_step ** 2 / 12, low_variance).reshape(len(x), LOW, h // BLOCK, BLOCK, w // BLOCK, BLOCK).mean((3, 5), keepdim=True)
        low_error = low_error.expand(-1, -1, -1, BLOCK, -1, BLOCK).reshape(len(x), LOW, h, w)
        sigma = torch.cat([low_error, error], 1).sqrt()
        low = low_transform(low, inverse=True)
    exact = each(taker, [q.bits(level, wide) for q in QUANTISERS]).sum((1, 2, 3)) + statistics.bits(cls, taken)
    # A gradient for what is counted: of the same level with noise in place of rounding.
    b, noisy = math.sqrt(2) / (SPREAD * wide.sqrt()), (t / spread + (torch.rand_like(wide) - 0.5) / SPREAD).abs() * SPREAD
    smooth = -torch.log(torch.where(noisy < 0.5, 1 - 0.5 * torch.exp(-b * (0.5 - noisy).clamp_min(0)) - 0.5 * torch.exp(-b * (0.5 + noisy)),
                                    0.5 * torch.exp(-b * (noisy - 0.5).clamp_min(0)) * -torch.expm1(-b)).clamp_min(1e-9)) / math.log(2)
    smooth = smooth.sum((1, 2, 3))
    value = statistics.rotate_back(t + (t.sign() * each(taker, [q.magnitude(level) for q in QUANTISERS]) * spread - t).detach(), taken)
    return torch.cat([low, value], 1), sigma, smooth + (exact - smooth).detach(), seen, (t.detach(), taken)


def tokenise(codec, variances, statistics, contexts, x, cls, step):
    """Latents behind the colour means of pictures, and what is decoded of them, both not rotated [B, L - LOW, h, w]."""
    estimate, _, _, _, (t, taken) = transmit(codec, variances, statistics, contexts, x, cls, step)
    return statistics.rotate_back(t, taken), estimate[:, LOW:]


def decode(codec, estimate, sigma, seen):
    """Pictures [B, 3, H, W]."""
    with autocast(estimate.device.type):
        return codec.decoder(estimate, sigma, seen).float()


@torch.no_grad()
def evaluate(codec, variances, statistics, contexts, pictures):
    """Mean over whole pictures (cut to multiples of 128) of bits for each pixel (colour means and rate map not counted) and PSNR at POINTS."""
    row = []
    for step in POINTS:
        psnr = rate = 0
        for p in pictures:
            x = data.whole(p).to(next(codec.parameters()).device)
            estimate, sigma, count, seen, _ = transmit(codec, variances, statistics, contexts, x, classes(x), torch.tensor([float(step)], device=x.device))
            out = decode(codec, estimate, sigma, seen)
            psnr += 10 * math.log10(255 ** 2 / float((out.clamp(0, 255).round() - x).square().mean())) / len(pictures)
            rate += float(count) / x.shape[2] / x.shape[3] / len(pictures)
        row.append((rate, psnr))
    return row


@torch.no_grad()
def latents(codec, pictures, count=90):
    """Latents behind the colour means [n, L - LOW] of training crops, and classes [n]."""
    source, y, c = data.batches(pictures, 16, CROP, seed=11), [], []
    for _ in range(count):
        x = next(source).to(next(codec.parameters()).device)
        cls = classes(x)
        with autocast(x.device.type):
            y.append(codec.encoder(x, cls[:, None].float(), token_conditions(torch.full((len(x),), float(MIDDLE_STEP)))).float()[:, LOW:].permute(0, 2, 3, 1).reshape(cls.numel(), -1))
        c.append(cls.reshape(-1))
    return torch.cat(y), torch.cat(c)


def gain(row, before):
    """Mean difference of PSNR at the same rate, along straight lines over the logarithm of the rate."""
    total = 0
    for rate, psnr in row:
        at = math.log(rate)
        for (r0, p0), (r1, p1) in zip(before, before[1:]):
            if rate >= r1 or r1 == before[-1][0]:
                total += psnr - (p0 + (p1 - p0) * (at - math.log(r0)) / (math.log(r1) - math.log(r0)))
                break
    return total / len(row)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, rate=4e-4)
    parser.add_argument("--model", required=True, help="exported model")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    pictures, held = data.split(data.load_pack(args.data))
    parts, variances, weights, size = exported(Path(args.model), device)
    codec = Codec(*parts, size).to(device).to(memory_format=torch.channels_last)
    codec.load_state_dict(weights, strict=False)
    for part in ("encoder", "decoder"):
        if content(Path(args.model) / f"token-{part}.onnx"):
            getattr(codec, part).load_state_dict(tensors(Path(args.model) / f"token-{part}.onnx", device))
    average = copy.deepcopy(codec)
    contexts = Contexts(size.latents - LOW, device)
    statistics = exported_rotations(Path(args.model), "tokens", variances)
    optimizer = torch.optim.Adam(codec.parameters(), lr=args.rate, betas=(0.9, 0.995))
    path, kept = run / "checkpoint.pt", dict(model=codec, average=average, optimizer=optimizer)
    rows = evaluate(average, variances, statistics, contexts, held)
    elapsed, step = resume(path, device, kept)
    if step:
        statistics.load_state_dict(torch.load(path, map_location=device)["statistics"])
    if not len(statistics.wide):
        known = latents(codec, pictures)
        if not statistics.rotates:
            statistics.learn(*known)
        statistics.widen(codec.encoder.basis, *known)

    def checkpoint():
        save(path, **{name: part.state_dict() for name, part in kept.items()}, elapsed=elapsed, step=step, statistics=statistics.state_dict())
        half = lambda module: {name: value.half() for name, value in module.state_dict().items()}
        torch.save(dict(statistics=statistics.state_dict(), encoder=half(average.encoder), decoder=half(average.decoder)), run / "tokens.pt")

    say = lambda row: " ".join(f"{rate:.4f}/{psnr:.3f}" for rate, psnr in row)
    def judge():
        row = evaluate(average, variances, statistics, contexts, held)
        return f"held out {say(row)}, gain {gain(row, rows):.3f}"

    print(f"parameters: {sum(p.numel() for p in codec.parameters()):,}; at the start {say(rows)}; {judge()}", flush=True)
    rng = torch.Generator().manual_seed(3000 + step)
    source = data.batches(pictures, args.batch, CROP, seed=7000 + step, workers=args.workers)
    groups = args.batch // PER_FRAME
    begin, before, said, losses = time.time(), elapsed, elapsed, []
    while elapsed < args.minutes * 60:
        set_learning_rate(optimizer, learning_rate(args.rate, step, 200, elapsed / (60 * args.minutes)))
        x = next(source).to(device).to(memory_format=torch.channels_last)
        cell = (1, 1, 1, 2, 4)[int(torch.randint(5, (1,), generator=rng))]
        cls = classes(x, cell)
        steps = (20 * 12 ** torch.rand(groups, generator=rng)).to(device).repeat_interleave(PER_FRAME)
        estimate, sigma, count, seen, rotated = transmit(codec, variances, statistics, contexts, x, cls, steps)
        out = decode(codec, estimate, sigma, seen)
        values = 3 * CROP * CROP * PER_FRAME
        error = (out - x).square().reshape(groups, -1).sum(1) / values
        price = PRICE * steps.reshape(groups, -1)[:, 0] ** 2 * count.reshape(groups, -1).sum(1) / values
        loss = ((error + price) / (error + price + 5).detach()).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(codec.parameters(), 1.0)
        optimizer.step()
        losses.append(float(torch.log(error + price + 5).mean().detach()))
        follow(average, codec, step)
        if cell == 1:
            statistics.follow(cls, *rotated)
        step += 1
        elapsed = before + time.time() - begin
        if elapsed - said > 480 or step in (50, 300):
            checkpoint()
            print(f"{elapsed / 60:6.1f} min, step {step}, loss {sum(losses) / len(losses):.4f}, {judge()}", flush=True)
            said, losses = elapsed, []
    statistics.measure(*latents(average, pictures, 30))
    statistics.neighbours = neighbours.fit(pictures, lambda *of: [part.cpu() for part in tokenise(average, variances, statistics, contexts, *(value.to(device) for value in of))])
    checkpoint()
    print(judge(), flush=True)


if __name__ == "__main__":
    main()
