"""Writes the refining network as refiner.onnx, weights as float16, and golden.json: what codec and network give for a formula-made sound. See README.md."""
import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

import codec as k
import tables as tb
from model import Refiner
from train import Statistics

sys.path.append(str(Path(__file__).resolve().parent.parent / "image"))
from onnx_file import read_weights, to_half  # noqa: E402


def export(net, path):
    net.forward = net.corrections
    torch.onnx.export(net, torch.randn(1, 5, 20, k.HOP), str(path), opset_version=17, input_names=["features"], output_names=["corrections"],
                      dynamic_axes={name: {2: "frames"} for name in ("features", "corrections")})
    path.write_bytes(to_half(path.read_bytes()))


def stored(path):
    """The network with the weights that the file holds."""
    net = Refiner()
    net.load_state_dict({name: torch.from_numpy(value.copy()).reshape(net.state_dict()[name].shape) for name, value in read_weights(path.read_bytes()).items() if name in net.state_dict()}, strict=False)
    return net.eval()


def sound(samples):
    """A gliding harmonic tone with a rhythm, and a hiss."""
    t = np.arange(samples) / k.RATE
    phase = 2 * np.pi * (120 * t + 20 * t * t)
    tone = sum(np.sin(i * phase) / i for i in range(1, 20)) * (1 + np.sin(2 * np.pi * 3 * t)) / 2
    hiss = np.sin(0.7 * np.arange(samples) ** 1.9 % 6283)
    return 0.1 * tone + 0.01 * hiss * (np.sin(2 * np.pi * 2 * t) > 0)


def samples(values, stride=7):
    return [float(f"{float(v):.6g}") for v in np.asarray(values).flatten()[::stride]]


def golden(statistics, net):
    x = sound(4000)
    level = np.sqrt(np.mean(x ** 2))
    c = k.forward(x / level)
    classes = tb.classes(k.features(c), statistics.levels)
    track = k.track(c, statistics.variances[3][classes[3]], statistics.comb, statistics.costs)
    prior = statistics.variances[3][classes[3]] * statistics.factors[track]
    n = c.size
    deviations = 0.5 * np.sqrt(prior) * (1 + np.sin(np.arange(n) * 0.37)).reshape(c.shape) / 2
    estimates = c + deviations * np.sin(np.arange(n) * 1.7).reshape(c.shape)
    with torch.no_grad():
        refined = net(*(torch.from_numpy(v.astype(np.float32))[None] for v in (estimates, deviations, prior)))[0].numpy()
    return {"samples": 4000, "level": float(level), "coefficients": samples(c), "classes": [int(v) for v in classes[3]], "states": [int(v) for v in track], "variances": samples(prior), "refined": samples(refined)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", help="what train.py wrote; without it the stored network stays, and golden.json is made anew")
    parser.add_argument("--out", required=True, help="folder of the model, with tables.json")
    args = parser.parse_args()
    out = Path(args.out)
    if args.checkpoint:
        net = Refiner()
        net.load_state_dict(torch.load(args.checkpoint)["mean"])
        export(net.eval(), out / "refiner.onnx")
    (out / "golden.json").write_text(json.dumps(golden(Statistics(out / "tables.json"), stored(out / "refiner.onnx"))) + "\n")


if __name__ == "__main__":
    main()
