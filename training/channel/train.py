"""Trains the prior of channel grids. See README.md."""
import argparse
import math
import sys
import time
from pathlib import Path

import torch

import channels
from prior import Pattern, Prior, conditions, shapes

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "training/image"))
import loop

ROWS = [[0, 7], [0, 7], [2, 11], [3, 10], [2], [0, 4, 8, 12], [2, 7, 11], [6], [1, 8], [5, 12], [-7, 0, 7, 14], [0, 7, 14], [-7, 0, 7], [-3, 4, 11, 18], [0, 14], [-4, 10]]
AFFORDABLE = 2 * 12 ** 2  # symbols · pilots² for which a batch has its full size
AMPLITUDE = 0.1     # standard deviation of the decimal logarithm of a channel's amplitude, so that its power is not known beforehand
INSIDE = slice(channels.BEFORE, channels.BEFORE + channels.SYMBOLS)


def pattern_of(draw, whole):
    pick = lambda n: int(torch.randint(n, (1,), generator=draw))
    if pick(4) == 0:
        return whole
    gap = [3, 4, 6, 6, 6, 8, 12, 12][pick(8)]
    rows = ROWS[pick(len(ROWS))]
    columns = list(range(pick(gap), channels.SUBCARRIERS, gap))
    while len(rows) * len(columns) > 48:
        columns = columns[::2]
    return Pattern.comb(rows, columns)


def noise_like(y, draw):
    return torch.view_as_complex(torch.randn(*y.shape, 2, generator=draw)) * math.sqrt(0.5)


def batch_of(h, told, draw, whole, size, polishing):
    """One pattern and one SNR for all; M draws for each of the size / M channels. While polishing more is told, and SNRs are higher."""
    pick = lambda n: int(torch.randint(n, (1,), generator=draw))
    pattern = pattern_of(draw, whole)
    low, high = (-45, 40) if pattern is whole else (-8, 36 if polishing else 30)
    snr_db = low + (high - low) * float(torch.rand(1, generator=draw))
    m = [1, 1, 1, 1, 1, 2, 4, 8, 16, 32][pick(10)]
    b = max(2, min(size // m, size * AFFORDABLE // (len(pattern.time) * len(pattern.frequency) ** 2)))
    which = torch.randint(len(h), (b,), generator=draw)
    x = torch.stack([h[w, torch.randperm(h.shape[1], generator=draw)[:m]] for w in which])
    x = x * torch.polar(10 ** (AMPLITUDE * torch.randn(b, 1, generator=draw)).expand(b, m), 2 * math.pi * torch.rand(b, m, generator=draw))[:, :, None, None]
    truth, x = pattern.observe(x), x[:, :, INSIDE]
    power = 10 ** (-snr_db / 10)
    y = truth + noise_like(truth, draw) * math.sqrt(power)
    if pattern is not whole and pick(2):
        scale = y.abs().square().mean((1, 2, 3)).rsqrt()
        power = power * scale ** 2
        x, y = x * scale[:, None, None, None], y * scale[:, None, None, None]
    else:
        power = torch.full((b,), power)
    known = (torch.rand(b, generator=draw) < (1.0 if pattern is whole else 0.4)).float()
    guess = torch.where(known > 0, power, 0.1 * y.abs().square().mean((1, 2, 3)))
    condition = told[which] * (torch.rand(b, 1, generator=draw) < (0.5 if pattern is whole or polishing else 0.3))
    return pattern, x, y, guess, known, condition, truth


def loss_of(model, batch, draw, shares=(0.2, 0.3, 1.0)):
    pattern, x, y, guess, known, condition, truth = batch
    rounds, growth = model(pattern, y, guess, known, condition)
    total, reference = 0.0, x.abs().square().mean((2, 3)).mean()
    for share, posterior in zip(shares, rounds):
        error = (posterior.gains() - x).abs().square().mean((1, 2, 3)) / reference
        total = total + share * (0.7 * torch.log(error.mean() + 1e-7) + 0.3 * torch.log(error + 1e-6).mean())
    symbols, subcarriers = torch.randint(14, (24,), generator=draw), torch.randint(72, (24,), generator=draw)
    with torch.no_grad():
        last = rounds[-1]
        claimed = last.variances(symbols, subcarriers).clamp_min(1e-7).float()
        found = (last.gains() - x)[:, :, symbols, subcarriers].abs().square().mean(1)
        level = torch.log(claimed)
    if hasattr(pattern, "uf"):
        total = total + last.surprise(y, truth).mean()
    log_variance = level + growth[:, None]
    return total, (log_variance + found / torch.exp(log_variance)).mean()


@torch.no_grad()
def judge(model, h, told, pattern, snr_db, known=False, conditioned=False, m=1):
    """NMSE in dB over single draws."""
    draw = torch.Generator().manual_seed(5)
    b = h.shape[0]
    x = h[:, :8].reshape(-1, m, channels.RECORDED, 72)
    y, x = pattern.observe(x), x[:, :, INSIDE]
    power = 10 ** (-snr_db / 10)
    y = y + noise_like(y, draw) * math.sqrt(power)
    scale = y.abs().square().mean((1, 2, 3)).rsqrt()
    n = len(x)
    flag = torch.full((n,), float(known))
    guess = power * scale ** 2 if known else torch.full((n,), 0.1)
    condition = told.repeat_interleave(n // b, 0) * float(conditioned)
    rounds, growth = model(pattern, y * scale[:, None, None, None], guess, flag, condition)
    estimate = rounds[-1].gains() / scale[:, None, None, None]
    return 10 * math.log10((estimate - x).abs().square().sum() / x.abs().square().sum())


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", required=True, help="folder of recorded channels to train on")
    a.add_argument("--held", required=True, help="folder of recorded channels to look at during training")
    a.add_argument("--run", required=True, help="folder of the checkpoint; a run that stopped goes on from there")
    a.add_argument("--minutes", type=float, default=30, help="length of the run, earlier parts included")
    a.add_argument("--polish", type=float, default=0, help="minutes after it at a third of the rate, with more told and at higher SNRs")
    a.add_argument("--rate", type=float, default=1.5e-3, help="largest learning rate")
    a.add_argument("--batch", type=int, default=256, help="draws of channels in a batch")
    a.add_argument("--threads", type=int, default=2)
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    draw = torch.Generator().manual_seed(1)
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    h, facts = channels.load(args.data)
    held, held_facts = channels.load(args.held)
    told, held_told = conditions(facts), conditions(held_facts)
    whole = Pattern.whole()
    start = shapes(ROOT / "src/Channel/Tdl/Tables/tdl_profiles.csv")
    model, average = Prior(*start), Prior(*start)
    average.load_state_dict(model.state_dict())
    print(sum(p.numel() for p in model.parameters()), "weights", h.shape, held.shape, flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=1e-4)
    parts = {"model": model, "average": average, "optimizer": optimizer}
    elapsed, step = loop.resume(run / "checkpoint.pt", "cpu", parts)
    begin, total, claims, last, bad = time.time() - elapsed, 0.0, 0.0, time.time(), 0
    tests = [Pattern.comb([0, 7], list(range(0, 72, 6))), Pattern.comb([0, 7], list(range(0, 72, 12)))]
    while (elapsed := time.time() - begin) < 60 * (args.minutes + args.polish):
        polishing = elapsed >= 60 * args.minutes
        share = (elapsed / 60 - args.minutes) / args.polish if polishing else elapsed / (60 * args.minutes)
        loop.set_learning_rate(optimizer, loop.learning_rate(args.rate / 3 if polishing else args.rate, step, 300, share))
        optimizer.zero_grad()
        try:
            loss, claim = loss_of(model, batch_of(h, told, draw, whole, args.batch, polishing), draw)
            (loss + 0.1 * claim).backward()
        except RuntimeError:    # a covariance that is none; one such batch now and then does no harm
            bad += 1
            if bad > 50:
                raise
            continue
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        if not torch.isfinite(norm):
            bad += 1
            continue
        bad = 0
        optimizer.step()
        loop.follow(average, model, step)
        step += 1
        total, claims = total + loss.item(), claims + claim.item()
        if step % 250 == 0:
            table = "; ".join(" ".join(f"{judge(average, held, held_told, t, s):.2f}" for s in (0, 10, 20)) for t in tests)
            extra = f"told {judge(average, held, held_told, tests[0], 10, True, True):.2f} m8 {judge(average, held, held_told, tests[0], 10, False, False, 8):.2f} whole {judge(average, held, held_told, whole, 0, True):.2f}"
            print(f"{step} {elapsed / 60:.1f} min loss {total / 250:.3f} claim {claims / 250:.3f} {(time.time() - last) / 250 * 1e3:.0f} ms bad {bad} | {table} | {extra}", flush=True)
            total = claims = 0.0
            last = time.time()
            loop.save_parts(run / "checkpoint.pt", parts, elapsed, step)


if __name__ == "__main__":
    main()
