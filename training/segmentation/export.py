"""Writes the segmenter as a model: encoder.onnx and decoder.onnx with large weights as int8, and golden.json. See README.md."""
import argparse
import json
import math
import sys
from pathlib import Path

import torch

from model import Segmenter, graph_of

sys.path.append(str(Path(__file__).resolve().parent.parent / "image"))
from onnx_file import read_weights, to_half  # noqa: E402

SETTINGS = dict(opset_version=17, do_constant_folding=False)
SMALLEST = 1024     # weights below this many stay float32


def large(name):
    return name.endswith(".weight")


def export_encoder(encoder, path):
    coarse, fine = {2: "rows", 3: "columns"}, {2: "fineRows", 3: "fineColumns"}
    torch.onnx.export(encoder, torch.rand(1, 3, 256, 320) * 255, str(path), **SETTINGS, input_names=["picture"], output_names=["embeddings", "fine", "importance"],
                      dynamic_axes={"picture": {2: "height", 3: "width"}, "embeddings": coarse, "fine": fine, "importance": fine})


def export_decoder(decoder, path):
    coarse, fine = {2: "rows", 3: "columns"}, {2: "fineRows", 3: "fineColumns"}
    inputs = (torch.randn(1, 128, 16, 20), torch.randn(1, 32, 64, 80), torch.rand(1, 3, 2), torch.tensor([[1.0, 0.0, 1.0]]))
    torch.onnx.export(decoder, inputs, str(path), **SETTINGS, input_names=["embeddings", "fine", "points", "labels"], output_names=["masks", "qualities"],
                      dynamic_axes={"embeddings": coarse, "fine": fine, "points": {1: "points"}, "labels": {1: "points"}, "masks": fine})


def stored(model, folder):
    """The model with the weights that the files hold."""
    weights = {f"{part}.{name}": torch.from_numpy(value.copy()) for part in ("encoder", "decoder") for name, value in read_weights((folder / f"{part}.onnx").read_bytes()).items()}
    own = model.state_dict()
    model.load_state_dict({name: weights[name].reshape(value.shape) if name in weights else value for name, value in own.items()})
    missing = [name for name, value in own.items() if name not in weights]
    print("kept as they are:", missing)
    return model


def samples(t, stride=97):
    return [float(f"{float(v):.6g}") for v in t.flatten()[::stride]]


def write_golden(model, folder):
    """A formula-made picture of 96x64, a point and a box."""
    n = 3 * 64 * 96
    picture = (127.5 + 127.5 * torch.sin(torch.arange(n) * 0.013)).reshape(1, 3, 64, 96)
    with torch.no_grad():
        embeddings, fine, importance = model.encoder(picture)
        cases = []
        for points, labels in (([[0.4, 0.6]], [1.0]), ([[0.2, 0.25], [0.7, 0.9], [0.5, 0.5]], [2.0, 3.0, 0.0])):
            masks, quality = model.decoder(embeddings, fine, torch.tensor([points]), torch.tensor([labels]))
            cases.append({"points": points, "labels": labels, "masks": samples(masks), "qualities": samples(quality, 1)})
    golden = {"width": 96, "height": 64, "stride": 97, "embeddings": samples(embeddings), "fine": samples(fine), "importance": samples(importance), "cases": cases}
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--teachers", required=True, help="folder of the networks that others trained, for the trunk's operations")
    a.add_argument("--checkpoint", required=True)
    a.add_argument("--out", required=True, type=Path)
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Segmenter(graph_of(args.teachers))
    model.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
    model.eval()
    export_encoder(model.encoder, args.out / "encoder.onnx")
    export_decoder(model.decoder, args.out / "decoder.onnx")
    for part in ("encoder", "decoder"):
        path = args.out / f"{part}.onnx"
        path.write_bytes(to_half(path.read_bytes(), minimum=SMALLEST, as_bytes=large))
    write_golden(stored(model, args.out), args.out)


if __name__ == "__main__":
    main()
