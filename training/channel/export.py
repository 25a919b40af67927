"""Writes the prior as a model: network.onnx with weights as float16, waves.json and golden.json. See README.md."""
import argparse
import json
import math
import sys
from pathlib import Path

import torch

import channels
from train import AMPLITUDE
from prior import CONDITION, DELAYS, DOPPLERS, ROUNDS, SHIFTS, SPREADS, Pattern, Prior, shapes

sys.path.append(str(Path(__file__).resolve().parent.parent / "image"))
from onnx_file import to_half


def write_golden(prior, folder):
    """Pilots of two grids and what the prior makes of them."""
    draw = torch.Generator().manual_seed(7)
    pattern = Pattern.comb([0, 7], list(range(0, 72, 6)))
    l, k = torch.arange(14.0), torch.arange(72.0)
    h = sum(a * torch.exp(2j * torch.pi * (f * l[:, None] / 14 - t * k[None] / 72)) for a, t, f in ((0.8, 0.0, 0.1), (0.5j, 1.7, -0.2), (-0.3, 4.2, 0.3)))
    cases = []
    for noise, known in ((0.1, 0.0), (0.003, 1.0)):
        y = h[pattern.rows][:, pattern.subcarriers] + torch.view_as_complex(torch.randn(2, 12, 2, generator=draw)) * (noise / 2) ** 0.5
        y = (y / y.abs().square().mean().sqrt()).to(torch.complex64)
        guess = torch.tensor([noise if known else 0.1])
        with torch.no_grad():
            rounds, growth = prior(pattern, y[None, None], guess, torch.tensor([known]), torch.zeros(1, CONDITION + 2))
            last = rounds[-1]
            gains = last.gains()[0, 0]
            at = torch.arange(0, 72, 9)
            errors = torch.exp(growth[0]) * last.variances(torch.full((8,), 5), at)[0]
        flat = lambda c: [round(float(v), 6) for v in torch.view_as_real(c.contiguous()).flatten()]
        cases.append({"known": bool(known), "noise": float(guess), "pilots": flat(y), "foundNoise": float(last.noise[0]),
                      "gains": flat(gains[5, at]), "errors": [float(f"{float(e):.6g}") for e in errors]})
    (folder / "golden.json").write_text(json.dumps({"rows": pattern.rows, "subcarriers": pattern.subcarriers, "symbol": 5, "at": at.tolist(), "cases": cases}, indent=1) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--checkpoint", required=True)
    a.add_argument("--out", required=True, type=Path)
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).resolve().parent.parent.parent
    prior = Prior(*shapes(root / "src/Channel/Tdl/Tables/tdl_profiles.csv"))
    prior.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
    for p in prior.network.parameters():
        if p.dim() == 2:
            p.data = p.data.half().float()
    prior.eval()
    inputs = prior.network[0].in_features
    torch.onnx.export(prior.network, torch.zeros(1, inputs), str(args.out / "network.onnx"), input_names=["features"], output_names=["change"], opset_version=17)
    path = args.out / "network.onnx"
    path.write_bytes(to_half(path.read_bytes(), minimum=1024))
    rounded = lambda t: [0 if abs(v) < 5e-6 else float(f"{v:.5g}") for v in t.tolist()]
    over_delay, over_shift = ([rounded(row) for row in x.detach()] for x in prior.shapes())
    prior.over_delay.data, prior.over_shift.data = torch.log(torch.tensor(over_delay)), torch.log(torch.tensor(over_shift))
    waves = {"format": "semcom-channel-prior", "version": 1, "subcarriers": channels.SUBCARRIERS, "symbols": channels.SYMBOLS, "rounds": ROUNDS,
             "meanPower": round(math.exp((2 * AMPLITUDE * math.log(10)) ** 2 / 2), 5),
             "delays": rounded(DELAYS), "dopplers": rounded(DOPPLERS), "spreads": rounded(SPREADS), "shifts": rounded(SHIFTS), "start": rounded(prior.start.detach()),
             "overDelay": over_delay, "overShift": over_shift}
    (args.out / "waves.json").write_text(json.dumps(waves, separators=(",", ":")) + "\n")
    write_golden(prior, args.out)


if __name__ == "__main__":
    main()
