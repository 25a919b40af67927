"""Trains the gate: how many decibels of a picture's error a patch takes away by referring to the prototype, fitted to pictures sent with many choices of patches."""
import argparse
import json

import numpy as np
import torch

FEATURES, HIDDEN = 15, 8


def read(paths):
    """All examples as tensors, patches padded: features [N, P, F], choices [N, ways, P] as shares of the picture, decibels of channel uses left, decibels gained over no choice, and expected so."""
    rows = []
    for path in paths:
        for line in open(path):
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError:
                pass  # the last line of a file that is being written
    most, ways = max(len(r["features"]) for r in rows), len(rows[0]["trials"])
    features, refers = np.zeros((len(rows), most, FEATURES), np.float32), np.zeros((len(rows), ways, most), np.float32)
    left, gain, expected = (np.zeros((len(rows), ways), np.float32) for _ in range(3))
    for i, row in enumerate(rows):
        patches, trials = len(row["features"]), row["trials"]
        features[i, :patches] = row["features"]
        refers[i, :, :patches] = [[(c == "1") / patches for c in t["refers"]] for t in trials]
        left[i] = [10 * np.log10(max(t["left"], 0.05)) for t in trials]
        gain[i] = [trials[0]["errorDb"] - t["errorDb"] for t in trials]
        expected[i] = [trials[0]["expectedErrorDb"] - t["expectedErrorDb"] for t in trials]
    return {k: torch.tensor(v) for k, v in (("features", features), ("refers", refers), ("left", left), ("gain", gain), ("expected", expected))}


class Gate(torch.nn.Module):
    def __init__(self, mean, scale):
        super().__init__()
        self.mean, self.scale = mean, scale
        self.hidden, self.out = torch.nn.Linear(FEATURES, HIDDEN), torch.nn.Linear(HIDDEN, 1)
        self.message = torch.nn.Parameter(torch.tensor(0.6))

    def forward(self, features):
        return self.out(torch.tanh(self.hidden((features - self.mean) / self.scale)))[..., 0]

    def gains(self, data):
        """Expected gain of each choice over sending the picture as it is [dB]."""
        return torch.einsum("nwp,np->nw", data["refers"], self(data["features"])) + self.message * data["left"]


def part(data, which):
    return {k: v[which] for k, v in data.items()}


def fit(data, held, steps, seed):
    torch.manual_seed(seed)
    rows = data["features"][data["refers"].sum(1) > 0]
    gate = Gate(rows.mean(0), rows.std(0) + 1e-3)
    optimizer = torch.optim.AdamW(gate.parameters(), 2e-2, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for step in range(steps):
        loss = torch.nn.functional.huber_loss(gate.gains(data), data["gain"], delta=1.5)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 100 == 99:
            print(f"step {step + 1}: {report(gate, data)}; held out {report(gate, held)}", flush=True)
    return gate


def report(gate, data):
    """Errors of expected gains, and the mean gain of the way that each rule would have taken of those that were sent, where it expects 1 dB."""
    with torch.no_grad():
        true, learned, closed = data["gain"].numpy(), gate.gains(data).numpy(), np.clip(data["expected"].numpy(), -20, 20)
    error = lambda guess: np.sqrt(np.mean((guess - true)[:, 1:] ** 2))
    taken = lambda guess: np.mean([t[np.argmax(np.where(np.arange(len(g)) == 0, 1, g))] for g, t in zip(guess, true)])
    return f"error {error(learned):.2f} dB (closed form {error(closed):.2f}), gain {taken(learned):.3f} dB (closed form {taken(closed):.3f}, best {np.maximum(0, true.max(1)).mean():.3f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", required=True, nargs="+")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    data = read(options.examples)
    numbers = torch.arange(len(data["gain"]))
    held, data = part(data, numbers % 6 == 0), part(data, numbers % 6 != 0)
    print(f"{len(data['gain'])} examples, {len(held['gain'])} held out")
    gate = fit(data, held, options.steps, options.seed)
    with torch.no_grad():
        weight = gate.hidden.weight / gate.scale
        bias = gate.hidden.bias - weight @ gate.mean
        with open(options.out, "w") as out:
            out.write(f"out,bias,{','.join(f'w{i}' for i in range(FEATURES))}\n")
            for h in range(HIDDEN):
                out.write(",".join(f"{x:.6g}" for x in [gate.out.weight[0, h].item(), bias[h].item(), *weight[h].tolist()]) + "\n")
            out.write(",".join(f"{x:.6g}" for x in [gate.out.bias.item(), gate.message.item(), *[0] * FEATURES]) + "\n")


if __name__ == "__main__":
    main()
