"""Trains the network that refines received speech, on simulated transmissions of random SNR, bandwidth and side information. Resumable."""
import argparse
import json
import os
import time

import numpy as np
import torch

import codec as k
import tables as tb
from data import load
from model import Refiner

SIDE = ((0, 0), (1, 0), (1, 1), (2, 1), (2, 1), (3, 1), (3, 1))        # depth of the classes, pitch told
FRAMES = 72


class Statistics:
    """tables.json, as arrays."""

    def __init__(self, path):
        with open(path) as file:
            t = json.load(file)
        self.levels = [np.array(x) / 100 for x in t["bands"]]
        self.variances = [k.over_bins(np.array(x, float)) for x in t["levels"]]
        self.comb = np.array(t["comb"]) / 100
        self.factors = k.combs(self.comb)
        self.costs = tb.costs_of({name: np.array(x, float) for name, x in t["pitch"].items()})

    def prior(self, c, depth, pitch):
        """Variances [frames, HOP] that both ends know with this side information."""
        v = self.variances[depth][tb.classes(k.features(c), self.levels)[depth]]
        return v * self.factors[k.track(c, v, self.comb, self.costs)] if pitch else v


def vary(x, rng):
    """Another voice: other speed and pitch, spectral tilt, place in time, sign."""
    spectrum = np.fft.rfft(x)
    length = int(len(x) * rng.uniform(0.85, 1.18))
    kept = np.zeros(length // 2 + 1, complex)
    n = min(len(kept), len(spectrum))
    kept[:n] = spectrum[:n] * 10 ** (rng.uniform(-4, 4) * np.linspace(-1, 1, n) / 20)
    x = np.fft.irfft(kept, length)
    begin = rng.integers(0, max(1, len(x) - FRAMES * k.HOP))
    x = x[begin:begin + (FRAMES - 1) * k.HOP - rng.integers(0, k.HOP)]
    level = np.sqrt(np.mean(x ** 2))
    return x / level * rng.choice([-1, 1]) if level > 1e-4 else None


def bank(sounds, statistics, rng, size):
    """Pieces [size, FRAMES, HOP] and what both ends know of them."""
    c, v = np.zeros((size, FRAMES, k.HOP), np.float32), np.full((size, FRAMES, k.HOP), 1e-3, np.float32)
    i = 0
    while i < size:
        x = vary(sounds[rng.integers(len(sounds))], rng)
        if x is None:
            continue
        piece = k.forward(x)[:FRAMES]
        c[i, :len(piece)] = piece
        v[i, :len(piece)] = statistics.prior(piece, *SIDE[rng.integers(len(SIDE))])
        i += 1
    return torch.from_numpy(c), torch.from_numpy(v)


def transmit(c, v, rng, generator):
    """Estimates and deviations after the channel: each piece with an SNR, a bandwidth and fading of its own."""
    b, n = c.shape[0], FRAMES * k.HOP
    c, v = c.reshape(b, n), v.reshape(b, n)
    snr = torch.empty(b).uniform_(-4, 18, generator=generator)
    uses = (2 * n * torch.exp(torch.empty(b).uniform_(np.log(1 / 32), np.log(0.45), generator=generator))).long()
    noise = 10 ** (-snr / 10)[:, None]
    importance = v ** (1 - k.WEIGHT)
    value, order = importance.sort(stable=True, dim=1, descending=True)
    root = (value * noise).sqrt()
    rank = torch.arange(1, n + 1)
    m = (uses[:, None] + rank[None] * noise) / root.cumsum(1)
    powered = (m * root > noise) & (rank[None] <= uses[:, None])
    last = (powered * rank[None]).argmax(1, keepdim=True)
    power = (m.gather(1, last) * root - noise).clamp_min(0) * (rank[None] <= uses[:, None])
    p = torch.zeros_like(v).scatter_(1, order, power)
    gain = (p / v).sqrt()
    gain = gain * (uses[:, None] / (gain * c).square().sum(1, keepdim=True).clamp_min(1e-6)).sqrt()
    fades = torch.from_numpy(np.where(rng.random((b, 1)) < 0.4, rng.exponential(1, (b, n)), 1).astype(np.float32)).clamp_min(0.02)
    n0 = noise / fades
    received = gain * c + torch.randn(b, n, generator=generator) * n0.sqrt()
    total = v * gain ** 2 + n0
    shape = (b, FRAMES, k.HOP)
    return (v * gain * received / total).reshape(shape), (v * n0 / total).sqrt().reshape(shape)


BASIS = torch.from_numpy(k.BASIS.T.astype(np.float32))


def waves(c):
    frames = c @ BASIS
    return (frames[:, :-1, k.HOP:] + frames[:, 1:, :k.HOP]).flatten(1)


def spectra(x, size):
    s = torch.stft(x, size, size // 4, window=torch.hann_window(size), return_complex=True)
    return (s.real ** 2 + s.imag ** 2 + 1e-4) ** 0.15


def loss_of(out, c, weights):
    """Decibels of the weighted squared error, and of the error of compressed short-time spectra."""
    wave = ((out - c).square() * weights).sum((1, 2)) / (c.square() * weights).sum((1, 2))
    x, y = waves(c), waves(out)
    spectrum = sum((spectra(x, s) - spectra(y, s)).square().mean((1, 2)) / spectra(x, s).square().mean((1, 2)) for s in (256, 512))
    return 4.34 * (torch.log(wave + 1e-3) + torch.log(spectrum + 1e-3)).mean(), 4.34 * torch.log(wave + 1e-3).mean(), 4.34 * torch.log(spectrum + 1e-3).mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder with speech.tar")
    parser.add_argument("--tables", required=True, help="tables.json of the model")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng, generator = np.random.default_rng(args.seed), torch.Generator().manual_seed(args.seed)
    statistics = Statistics(args.tables)
    train, held = load(args.data, "libri8k/train"), load(args.data, "libri8k/val")
    net = Refiner()
    mean = Refiner()
    optimizer = torch.optim.Adam(net.parameters(), args.rate)
    steps = 0
    if os.path.exists(args.checkpoint):
        state = torch.load(args.checkpoint)
        net.load_state_dict(state["net"]), mean.load_state_dict(state["mean"])
        steps = state["steps"]
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
    else:
        mean.load_state_dict(net.state_dict())
    check = bank(held, statistics, np.random.default_rng(99), 48)
    seen = transmit(*check, np.random.default_rng(98), torch.Generator().manual_seed(98))
    weights = lambda v: (v + 1e-4) ** -k.WEIGHT

    def judge():
        with torch.no_grad():
            before = loss_of(seen[0], check[0], weights(check[1]))
            after = loss_of(mean(*seen, check[1]), check[0], weights(check[1]))
        return " ".join(f"{a:.2f}>{b:.2f}" for a, b in zip(before[1:], after[1:]))

    begin, shown, refreshed, first = time.time(), 0, -1e9, steps
    while (spent := time.time() - begin) < 60 * args.minutes:
        if spent - refreshed > 300:
            c, v = bank(train, statistics, rng, 900)
            refreshed = time.time() - begin
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1, (steps + 1 - first) / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * min(1, spent / (60 * args.minutes)))))
        pick = torch.from_numpy(rng.integers(0, len(c), 12))
        estimates, deviations = transmit(c[pick], v[pick], rng, generator)
        loss = loss_of(net(estimates, deviations, v[pick]), c[pick], weights(v[pick]))[0]
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        steps += 1
        with torch.no_grad():
            decay = min(0.998, steps / (steps + 20))
            for a, b in zip(mean.parameters(), net.parameters()):
                a.lerp_(b, 1 - decay)
        if time.time() - shown > 60:
            shown = time.time()
            torch.save(dict(net=net.state_dict(), mean=mean.state_dict(), optimizer=optimizer.state_dict(), steps=steps), args.checkpoint)
            print(f"{spent / 60:.1f} min step {steps} loss {loss.item():.2f} held out, before > after (weighted error, spectra; dB): {judge()}", flush=True)
    torch.save(dict(net=net.state_dict(), mean=mean.state_dict(), optimizer=optimizer.state_dict(), steps=steps), args.checkpoint)
    print(f"step {steps}: {judge()}")


if __name__ == "__main__":
    main()
