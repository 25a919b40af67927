"""Converts two networks that others trained to models/perceptual and models/embed, checks them, and writes their golden.json.

    python3 export.py --teachers DIR

DIR holds squeezenet_v1_0_imagenet and mobilenet_v2_imagenet (graph.json and safetensors) and check_vectors.json.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import distortions
from graphs import Network, stored_weights
from teachers import SqueezeFeatures, perceptual_distance

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "samples/pictures/harbour-crop.png"
SAMPLES, STRIDE = 200, 7919
DEPTHS = ["conv1"] + [f"fire{i}" for i in range(2, 10)]
SIDE = 224


def perceptual_network(folder):
    return Network(folder, "squeezenet_v1_0_imagenet", {name: f"feature_{name}" for name in DEPTHS}, SqueezeFeatures.MEAN)


def embedding_network(folder):
    return Network(folder, "mobilenet_v2_imagenet", {"embedding": "embedding_1280", "scores": "logits"}, (127.0,), 0.00784314)


def formula(side):
    """p[c][y][x] = (7y + 13x + 29c + 5 (xy mod 17)) mod 256."""
    c, y, x = np.meshgrid(np.arange(3), np.arange(side), np.arange(side), indexing="ij")
    return tensor(((7 * y + 13 * x + 29 * c + x * y % 17 * 5) % 256).astype(np.uint8).transpose(1, 2, 0))


def tensor(rgb):
    return torch.from_numpy(rgb.transpose(2, 0, 1).astype(np.float32))[None]


def resized(rgb):
    """The whole picture at 224x224: triangle filter as wide as the reduction asks for."""
    return torch.nn.functional.interpolate(tensor(rgb), (SIDE, SIDE), mode="bilinear", antialias=True, align_corners=False)


def samples(values):
    flat = values.reshape(-1)
    return [float(f"{float(flat[i * STRIDE % flat.numel()]):.6g}") for i in range(SAMPLES)]


def check(name, expected, actual, tolerance):
    difference = np.abs(np.array(expected) - np.array(actual)).max()
    print(f"{name}: largest difference {difference:.2g}, allowed {tolerance:g}")
    assert difference <= tolerance, name


def write(folder, file, network, model, golden):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(model)
    stored = stored_weights(model)
    for name, value in network.weights().items():
        assert np.array_equal(stored[name], value), f"{name}: the file must hold what the source holds"
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(f"{folder.name}/{file}: {len(model)} bytes")


def perceptual(teachers, vectors, out):
    network, expected = perceptual_network(teachers), vectors["squeezenet_v1_0_imagenet"]
    found = network.run(formula(227))
    means = {name: float(found[name].mean()) for name in DEPTHS}
    for name in DEPTHS:
        assert list(found[name].shape[1:]) == expected["feature_shapes"][f"feature_{name}"], name
        check(name, expected["feature_means"][f"feature_{name}"], means[name], 0.01)
    original = np.array(Image.open(ROOT / SAMPLE).convert("RGB"))
    features = [list(network.run(tensor(rgb)).values()) for rgb in [original] + [f(original) for f in distortions.ALL.values()]]
    golden = {
        "side": 227, "stride": STRIDE, "means": {name: expected["feature_means"][f"feature_{name}"] for name in DEPTHS},
        "features": {name: samples(found[name]) for name in DEPTHS},
        "picture": SAMPLE,
        "distances": {name: round(float(perceptual_distance(features[0], f)), 6) for name, f in zip(distortions.ALL, features[1:])},
    }
    shapes = {name: [1, found[name].shape[1], f"rows_{name}", f"columns_{name}"] for name in DEPTHS}
    write(out / "perceptual", "features.onnx", network, network.to_onnx([1, 3, "height", "width"], shapes), golden)
    print(golden["distances"])


def embed(teachers, vectors, out):
    network, expected = embedding_network(teachers), vectors["mobilenet_v2_imagenet"]
    found = {name: value.reshape(-1) for name, value in network.run(formula(SIDE)).items()}
    scores, embedding = found["scores"], found["embedding"]
    check("scores", expected["logits_0_9"] + [expected["max"]], scores[:10].tolist() + [float(scores.max())], 0.01)
    check("embedding", expected["embedding_0_9"] + [expected["embedding_sum"]], embedding[:10].tolist() + [float(embedding.sum())], 0.01)
    assert int(scores.argmax()) == expected["argmax"]
    original = np.array(Image.open(ROOT / SAMPLE).convert("RGB"))
    runs = [network.run(resized(rgb)) for rgb in [original] + [f(original) for f in distortions.ALL.values()]]
    vector = [torch.nn.functional.normalize(run["embedding"].reshape(-1), dim=0) for run in runs]
    classes = [int(run["scores"].argmax()) for run in runs]
    golden = {
        "side": SIDE, "stride": STRIDE, "class": expected["argmax"], "score": expected["max"], "sum": expected["embedding_sum"],
        "embedding": samples(embedding), "scores": samples(scores),
        "picture": SAMPLE, "resized": samples(resized(original)), "reduced": samples(resized(np.array(Image.open(ROOT / "samples/pictures/harbour.png").convert("RGB")))),
        "similarities": {name: round(float(vector[0] @ v), 6) for name, v in zip(distortions.ALL, vector[1:])},
        "classes": dict(zip(["original", *distortions.ALL], classes)),
    }
    model = network.to_onnx([1, 3, SIDE, SIDE], {"embedding": [1, 1280], "scores": [1, 1001]}, flat=("embedding", "scores"))
    write(out / "embed", "network.onnx", network, model, golden)
    print(golden["similarities"], golden["classes"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "models")
    args = parser.parse_args()
    vectors = json.loads((args.teachers / "check_vectors.json").read_text())
    with torch.no_grad():
        perceptual(args.teachers, vectors, args.out)
        embed(args.teachers, vectors, args.out)


if __name__ == "__main__":
    main()
