"""Trains what follows a digital message: the decoder for pictures that are sent as tokens.

   python3 tokens.py --data DIR --model ../../models/image-base --run runs/tokens --minutes 90

The encoder of the exported model stays as it is, the decoder starts from it. Latents are quantised as the product does; loss and crops are those of train.py.
"""
import argparse
import copy
import math
import time
from pathlib import Path

import torch

import data
from allocation import BLOCK, LOW, classes, low_transform
from loop import add_arguments, follow, learning_rate, resume, save_parts, set_learning_rate
from model import conditions
from train import CROP, PER_FRAME, Codec, autocast, exported

SNR_DB, RATE = 8.0, 1 / 24              # the condition for latents that know no SNR
LOW_SHARE, LOW_ZERO = 0.75, 0.6         # step of the colour means relative to the others; half the width of what becomes 0, about
HALF_WIDTH, PRICE = 5 / 8, 0.12         # dead zone of the entropy code's model; squared steps that a bit is worth
ZERO = 3 / 4                            # half the width of what becomes 0, as the decoder assumes it
POINTS = (40, 80, 130, 200)


def levels(t, v, step):
    """Quantised latents: of the two nearest levels the one with the least squared error + PRICE · bits under Laplacians of variance v."""
    a, rate = t.abs() / step, math.sqrt(2) * step / v.sqrt()
    zero = -torch.log2(-torch.expm1(-rate * HALF_WIDTH) + 1e-9)
    one = 1 + (rate * HALF_WIDTH) / math.log(2) - torch.log2(-torch.expm1(-rate) + 1e-9)
    first = 0.5 * (1 + PRICE * (one - zero))
    more = (a + (0.5 - PRICE * rate / (2 * math.log(2))).clamp_min(0)).floor().clamp_min(1)
    return t.sign() * torch.where(a < torch.clamp(first, 0.5, 1.5), torch.zeros_like(a), more)


def square_within(rate, begin, end):
    """Mean square over [begin, end) of a number with density proportional to e^(-rate·x)."""
    rate = rate.clamp(1e-2, 60)
    tail = lambda x: torch.exp(-rate * x) * (x * x + 2 * x / rate + 2 / rate ** 2)
    return (tail(begin) - tail(end)) / (torch.exp(-rate * begin) - torch.exp(-rate * end))


@torch.no_grad()
def dequantized(codec, variances, x, cls, step):
    """What a decoder is given behind a digital message: estimates [B, L, h, w], their standard deviations, conditions [B, 2]; step [B]."""
    b = x.shape[0]
    step = step[:, None, None, None]
    seen = conditions(torch.full((b,), SNR_DB, device=x.device), torch.full((b,), RATE, device=x.device))
    with autocast(x.device.type):
        y = codec.encoder(x, cls[:, None].float(), seen).float()
        v = variances.per_value(cls)
        means = low_transform(codec.encoder.linear(x)[:, :LOW])
        low_step = LOW_SHARE * step
        low = torch.where(means.abs() < LOW_ZERO * low_step, torch.zeros_like(means), (means / low_step).round()) * low_step
        level = levels(y[:, LOW:], v[:, LOW:], step)
        rate = math.sqrt(2) * step / v[:, LOW:].sqrt()
        error = step ** 2 * torch.where(level == 0, square_within(rate, torch.tensor(0.0), torch.tensor(ZERO)), square_within(rate, torch.tensor(-0.375), torch.tensor(0.625)))
        h, w = y.shape[2:]
        low_error = torch.minimum(low_step ** 2 / 12, v[:, :LOW]).reshape(b, LOW, h // BLOCK, BLOCK, w // BLOCK, BLOCK).mean((3, 5), keepdim=True)
        low_error = low_error.expand(-1, -1, -1, BLOCK, -1, BLOCK).reshape(b, LOW, h, w)
        estimate = torch.cat([low_transform(low, inverse=True), level * step], 1)
        return estimate, torch.cat([low_error, error], 1).sqrt(), seen


def decode(codec, estimate, sigma, seen):
    """Pictures [B, 3, H, W]."""
    with autocast(estimate.device.type):
        return codec.decoder(estimate, sigma, seen).float()


def reconstruct(codec, variances, x, cls, step):
    """Pictures [B, 3, H, W] behind a digital message; step [B]."""
    return decode(codec, *dequantized(codec, variances, x, cls, step))


@torch.no_grad()
def evaluate(codec, variances, pictures):
    """Mean PSNR of whole pictures (cut to multiples of 128) at POINTS; their rate is the same for every decoder."""
    row = []
    for step in POINTS:
        total = 0
        for p in pictures:
            x = p[None, :, :p.shape[1] // 128 * 128, :p.shape[2] // 128 * 128].float().to(next(codec.parameters()).device)
            out = reconstruct(codec, variances, x, classes(x), torch.tensor([float(step)], device=x.device))
            total += 10 * math.log10(255 ** 2 / float((out.clamp(0, 255).round() - x).square().mean()))
        row.append(total / len(pictures))
    return " ".join(f"{v:.3f}" for v in row)


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
    codec.requires_grad_(False)
    trained = codec.decoder
    trained.requires_grad_(True)
    average = copy.deepcopy(trained)
    optimizer = torch.optim.Adam(trained.parameters(), lr=args.rate, betas=(0.9, 0.995))
    path, kept = run / "checkpoint.pt", dict(model=trained, average=average, optimizer=optimizer)
    elapsed, step = resume(path, device, kept)

    def row():
        judged = copy.copy(codec)
        judged._modules = dict(codec._modules, decoder=average)
        return evaluate(judged, variances, held)

    print(f"parameters: {sum(p.numel() for p in trained.parameters()):,}; held out {row()}", flush=True)
    rng = torch.Generator().manual_seed(3000 + step)
    source = data.batches(pictures, args.batch, CROP, seed=7000 + step, workers=args.workers)
    groups = args.batch // PER_FRAME
    begin, before, said, losses = time.time(), elapsed, elapsed, []
    while elapsed < args.minutes * 60:
        set_learning_rate(optimizer, learning_rate(args.rate, step, 200, elapsed / (60 * args.minutes)))
        x = next(source).to(device).to(memory_format=torch.channels_last)
        cls = classes(x, (1, 1, 1, 2, 4)[int(torch.randint(5, (1,), generator=rng))])
        steps = (24 * 10 ** torch.rand(groups, generator=rng)).to(device).repeat_interleave(PER_FRAME)
        out = reconstruct(codec, variances, x, cls, steps)
        loss = torch.log((out - x).square().reshape(groups, -1).mean(1) + 15).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        follow(average, trained, step)
        step += 1
        elapsed = before + time.time() - begin
        if elapsed - said > 480 or step in (50, 300):
            save_parts(path, kept, elapsed, step)
            print(f"{elapsed / 60:6.1f} min, step {step}, loss {sum(losses) / len(losses):.4f}, held out {row()}", flush=True)
            said, losses = elapsed, []
    save_parts(path, kept, elapsed, step)
    torch.save({name: value.half() for name, value in average.state_dict().items()}, run / "decoder.pt")
    print("held out:", row(), flush=True)


if __name__ == "__main__":
    main()
