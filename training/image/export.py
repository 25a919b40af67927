"""Exports a checkpoint to models/: encoder.onnx, decoder.onnx (weights as float16, or int8), tables.json, golden.json; or one further network of a model:
token-decoder.onnx of tokens.py or generative-decoder.onnx of generative.py (weights as int8). What the networks have in common goes to shared.onnx (share.py).

    python3 export.py --run runs/base --out ../../models/image-base --data DIR --bytes
    python3 export.py --integers --out ../../models/image-live --data DIR
    python3 export.py --tokens runs/tokens --out ../../models/image-base
    python3 export.py --generative runs/generative --out ../../models/image-base
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

import data
import golden
import share
from allocation import ACTIVITY, CLASSES, classes
from live import LEVELS, in_bytes
from onnx_file import to_half, with_note
from model import Size, conditions
from train import Codec, exported, forward, frame_settings


def class_contexts(pictures, cell):
    """Counts [CLASSES + 1, CLASSES + 1, CLASSES] of a class given the classes to the west and north (CLASSES = outside)."""
    counts = np.full((CLASSES + 1, CLASSES + 1, CLASSES), 0.4)
    for p in pictures:
        for zoom in (1.0, 2.0):
            x = p[None].float()
            if zoom > 1:
                x = torch.nn.functional.interpolate(x, scale_factor=zoom, mode="bicubic", align_corners=False).clamp(0, 255)
            size = 16 * cell
            x = x[:, :, :x.shape[2] // size * size, :x.shape[3] // size * size]
            m = classes(x, cell)[0, ::cell, ::cell].numpy()
            padded = np.full((m.shape[0] + 1, m.shape[1] + 1), CLASSES)
            padded[1:, 1:] = m
            np.add.at(counts, (padded[1:, :-1].ravel(), padded[:-1, 1:].ravel(), m.ravel()), 1)
    return counts / counts.sum(2, keepdims=True)


# Without folding, weights keep their names, so that training can start from the exported model.
SETTINGS = dict(opset_version=17, do_constant_folding=False)


def export_encoder(encoder, path):
    patches = {2: "rows", 3: "columns"}
    x, cls, cond = torch.rand(1, 3, 256, 128) * 255, torch.randint(0, CLASSES, (1, 1, 16, 8)).float(), conditions(torch.tensor([7.0]), torch.tensor([1 / 16]))
    torch.onnx.export(encoder, (x, cls, cond), str(path), **SETTINGS, input_names=["picture", "classes", "condition"], output_names=["latents"],
                      dynamic_axes={"picture": {2: "height", 3: "width"}, "classes": patches, "latents": patches})


def export_decoder(decoder, path):
    patches = {2: "rows", 3: "columns"}
    y, cond = torch.randn(1, len(decoder.basis), 16, 8), conditions(torch.tensor([7.0]), torch.tensor([1 / 16]))
    torch.onnx.export(decoder, (y, y.abs(), cond), str(path), **SETTINGS, input_names=["latents", "deviations", "condition"], output_names=["picture"],
                      dynamic_axes={"latents": patches, "deviations": patches, "picture": {2: "height", 3: "width"}})


def convolution(name):
    """The networks' convolutions bear int8; the linear path keeps its precision."""
    return name.endswith(".weight") and not name.startswith("predict")


def with_integers(out, folder, steps=60):
    """Rewrites a model so that its convolutions compute with bytes, whose ranges are those that training crops bring."""
    parts, variances, weights, size = exported(out, "cpu")
    codec = Codec(*parts, size)
    codec.load_state_dict(weights)
    in_bytes(codec, parts, size).eval()
    source, rng = data.batches(data.split(data.load_pack(folder))[0], 8, 128, seed=3), torch.Generator().manual_seed(1)
    torch.manual_seed(1)                                            # the channel's noise
    with torch.no_grad():
        for _ in range(steps):
            x = next(source)
            forward(codec, variances, x, classes(x), *frame_settings(4, "cpu", rng))
    for name, export, network in (("encoder.onnx", export_encoder, codec.encoder), ("decoder.onnx", export_decoder, codec.decoder)):
        levels = network.levels
        export(network, out / name)
        (out / name).write_bytes(with_note(to_half((out / name).read_bytes(), as_bytes=convolution), LEVELS, levels))
    golden.write(out)
    share.divide(out)


def add_decoder(out, run, name):
    parts, _, _, size = exported(out, "cpu")
    decoder = Codec(*parts, size).decoder
    decoder.load_state_dict(torch.load(run / "decoder.pt", map_location="cpu"))
    path = out / name
    export_decoder(decoder.eval(), path)
    path.write_bytes(to_half(path.read_bytes(), as_bytes=convolution))
    golden.write(out)
    share.divide(out)
    print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="runs/base")
    parser.add_argument("--out", default="../../models/image-base")
    parser.add_argument("--data", help="folder of the picture packs (for the class statistics)")
    parser.add_argument("--bytes", action="store_true", help="stores convolutions as int8 with a scale for each output channel, half as long as float16")
    parser.add_argument("--integers", action="store_true", help="rewrites the model in --out, of size live, so that its convolutions compute with bytes")
    parser.add_argument("--tokens", help="run of tokens.py: adds its decoder to the model in --out")
    parser.add_argument("--generative", help="run of generative.py: likewise")
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    for run, name in ((args.tokens, "token-decoder.onnx"), (args.generative, "generative-decoder.onnx")):
        if run:
            add_decoder(out, Path(run), name)
    if args.integers:
        with_integers(out, args.data)
    if args.tokens or args.generative or args.integers:
        return
    saved, decoder = (torch.load(Path(args.run) / name, map_location="cpu") for name in ("encoder.pt", "decoder.pt"))
    weights = {**{f"encoder.{k}": v for k, v in saved["encoder"].items()}, **{f"decoder.{k}": v for k, v in decoder.items()}}
    codec = Codec(*saved["parts"], Size.of(weights))
    codec.load_state_dict(weights)
    codec.eval()
    high, low = saved["variances"]

    export_encoder(codec.encoder, out / "encoder.onnx")
    export_decoder(codec.decoder, out / "decoder.onnx")
    for name in ("encoder", "decoder"):
        path = out / f"{name}.onnx"
        path.write_bytes(to_half(path.read_bytes(), as_bytes=convolution if args.bytes else lambda name: False))

    pictures, _ = data.split(data.load_pack(args.data))
    tables = {
        "format": "semcom-latent-tables", "version": 1, "patch": 16, "latents": int(high.shape[1] + low.shape[0]),
        "lowLatents": int(low.shape[0]), "lowBlock": int(low.shape[1]), "networkMultiple": 128,
        "activity": list(ACTIVITY),
        # Latent i of a patch is 16 sum_c lowColours[i][c] (mean of colour c - mean) for the first ones.
        "mean": float(codec.encoder.mean),
        "lowColours": [[float(f"{float(codec.encoder.basis[i, c * 256]) * 16:.8g}") for c in range(3)] for i in range(low.shape[0])],
        "highVariances": [[float(f"{v:.6g}") for v in row] for row in high.tolist()],
        "lowVariances": [[float(f"{v:.6g}") for v in np.ravel(b)] for b in low.tolist()],
        "classContexts": {str(cell): [[[round(float(v), 6) for v in c] for c in b] for b in class_contexts(pictures, cell)]
                          for cell in (1, 2, 4, 8)},
    }
    (out / "tables.json").write_text(json.dumps(tables, separators=(",", ":")) + "\n")
    golden.write(out)
    share.divide(out)
    for f in sorted(out.glob("*")):
        if f.suffix in (".onnx", ".json"):
            print(f.name, f.stat().st_size, hashlib.sha256(f.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
