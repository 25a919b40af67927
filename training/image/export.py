"""Exports a checkpoint to models/: encoder.onnx, decoder.onnx (weights as float16, or int8), tables.json, golden.json; or further networks of a model: token-encoder.onnx,
token-decoder.onnx and rotations.json of tokens.py or generative-decoder.onnx of generative.py (weights as int8). What the networks have in common goes to shared.onnx (share.py).

    python3 export.py --run runs/base --out ../../models/image-base --data DIR --bytes
    python3 export.py --integers --out ../../models/image-live --data DIR
    python3 export.py --tokens runs/tokens --out ../../models/image-base --data DIR
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
from allocation import ACTIVITY, CLASSES, LOW, classes
from live import LEVELS, in_bytes
from rotations import Statistics, document
from onnx_file import SPARE, content, stored, to_half, with_note
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


def write_json(path, value):
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


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
            forward(codec, variances, Statistics(variances.high), x, classes(x), *frame_settings(4, "cpu", rng, rotated=False))
    for name, export, network in (("encoder.onnx", export_encoder, codec.encoder), ("decoder.onnx", export_decoder, codec.decoder)):
        levels = network.levels
        export(network, out / name)
        (out / name).write_bytes(with_note(to_half((out / name).read_bytes(), as_bytes=convolution), LEVELS, levels))
    golden.write(out)
    share.divide(out)


def add(out, part, weights, name):
    """Writes a further encoder or decoder, near to the one that the model has."""
    parts, _, _, size = exported(out, "cpu")
    network = getattr(Codec(*parts, size), part)
    network.load_state_dict(weights)
    path = out / name
    dict(encoder=export_encoder, decoder=export_decoder)[part](network.eval(), path)
    path.write_bytes(to_half(path.read_bytes(), as_bytes=convolution, base=content(out / f"{part}.onnx")))
    print(path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())


@torch.no_grad()
def analog_statistics(out, folder, tokens, batches=90):
    """Of the rotations of tokens, for latents that the encoder makes for analog symbols, over training crops and all that a frame may be planned for."""
    parts, variances, weights, size = exported(out, "cpu")
    codec = Codec(*parts, size)
    codec.load_state_dict(weights, strict=False)
    source, rng = data.batches(data.split(data.load_pack(folder))[0], 16, 128, seed=13), torch.Generator().manual_seed(2)
    latents, kinds, steps = [], [], []
    for _ in range(batches):
        x = next(source)
        cls, (rate, plan, *_) = classes(x), frame_settings(16, "cpu", rng)
        latents.append(codec.encoder(x, cls[:, None].float(), conditions(plan, rate))[:, LOW:].permute(0, 2, 3, 1).reshape(cls.numel(), -1))
        kinds.append(cls.reshape(-1))
        steps.append((40 * 4 ** torch.rand(16, generator=rng)).repeat_interleave(cls[0].numel()))
    known = Statistics(variances.high)
    known.rotations = tokens.rotations
    known.measure(torch.cat(latents), torch.cat(kinds), torch.cat(steps)[:, None])
    return known


def add_tokens(out, run, folder):
    """Networks, rotations and variances of tokens.py. What training with the same bases found out of analog latents stays."""
    saved = torch.load(run / "tokens.pt", map_location="cpu")
    for part in ("encoder", "decoder"):
        add(out, part, saved[part], f"token-{part}.onnx")
    known = Statistics(saved["statistics"]["high"])
    known.load_state_dict(saved["statistics"])
    before = json.loads(stored(out / "rotations.json") or "null")
    analog = before and Statistics.of(before, "analog")
    if analog and torch.allclose(analog.rotations, known.rotations, atol=0.05):     # stored ones are rounded, and stay as they are
        wide = Statistics.of(before, "tokens").wide
        kept = ["bases", "wide"] if wide.shape == known.wide.shape and torch.allclose(wide, known.wide, atol=0.05) else ["bases"]
        write_json(out / "rotations.json", {**document(analog, known), **{name: before[name] for name in kept}})
    else:
        write_json(out / "rotations.json", document(analog_statistics(out, folder, known), known))


def write_analog_rotations(out, statistics):
    """What training followed, where it rotated; the bases and what is known for tokens stay."""
    known = stored(out / "rotations.json")
    if known and len(statistics["rotations"]) > 1:
        analog = Statistics(statistics["high"])
        analog.load_state_dict(statistics)
        write_json(out / "rotations.json", {**json.loads(known), "analog": document(analog, analog)["analog"]})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default="runs/base")
    parser.add_argument("--out", default="../../models/image-base")
    parser.add_argument("--data", help="folder of the picture packs (for the class statistics)")
    parser.add_argument("--bytes", action="store_true", help="stores convolutions as int8 with a scale for each output channel, half as long as float16")
    parser.add_argument("--integers", action="store_true", help="rewrites the model in --out, of size live, so that its convolutions compute with bytes")
    parser.add_argument("--tokens", help="run of tokens.py: adds its networks to the model in --out")
    parser.add_argument("--generative", help="run of generative.py: adds its decoder")
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    if args.tokens and not args.data:
        parser.error("--tokens needs --data: what is expected of rotated analog latents is measured on training pictures")
    if args.tokens:
        add_tokens(out, Path(args.tokens), args.data)
    if args.generative:
        add(out, "decoder", torch.load(Path(args.generative) / "decoder.pt", map_location="cpu"), "generative-decoder.onnx")
    if args.integers:
        with_integers(out, args.data)
    if args.tokens or args.generative:
        golden.write(out)
        share.divide(out)
    if args.tokens or args.generative or args.integers:
        return
    saved, decoder = (torch.load(Path(args.run) / name, map_location="cpu") for name in ("encoder.pt", "decoder.pt"))
    weights = {**{f"encoder.{k}": v for k, v in saved["encoder"].items()}, **{f"decoder.{k}": v for k, v in decoder.items()}}
    codec = Codec(*saved["parts"], Size.of(weights))
    fixed = {name: value for name, value in codec.state_dict().items() if name.rpartition(".")[2] in ("basis", "mean", "scale")}
    codec.load_state_dict({**weights, **fixed})                     # what training does not change is not rounded
    codec.eval()
    colours = torch.stack([codec.encoder.basis[:LOW, c * 256] for c in range(3)], 1) * 16
    u, _, v = torch.linalg.svd(colours.double())                    # the nearest orthonormal ones: an exported basis is rounded
    colours = u @ v
    high, low = saved["variances"]

    export_encoder(codec.encoder, out / "encoder.onnx")
    export_decoder(codec.decoder, out / "decoder.onnx")
    for name in ("encoder", "decoder"):
        path = out / f"{name}.onnx"
        path.write_bytes(to_half(path.read_bytes(), as_bytes=convolution if args.bytes else lambda name: False, spare=SPARE))

    pictures, _ = data.split(data.load_pack(args.data))
    tables = {
        "format": "semcom-latent-tables", "version": 1, "patch": 16, "latents": int(high.shape[1] + low.shape[0]),
        "lowLatents": int(low.shape[0]), "lowBlock": int(low.shape[1]), "networkMultiple": 128,
        "activity": list(ACTIVITY),
        # Latent i of a patch is 16 sum_c lowColours[i][c] (mean of colour c - mean) for the first ones.
        "mean": float(codec.encoder.mean),
        "lowColours": [[float(f"{value:.8g}") for value in row] for row in colours.tolist()],
        "highVariances": [[float(f"{v:.6g}") for v in row] for row in high.tolist()],
        "lowVariances": [[float(f"{v:.6g}") for v in np.ravel(b)] for b in low.tolist()],
        "classContexts": {str(cell): [[[round(float(v), 6) for v in c] for c in b] for b in class_contexts(pictures, cell)]
                          for cell in (1, 2, 4, 8)},
    }
    write_json(out / "tables.json", tables)
    write_analog_rotations(out, saved["statistics"])
    golden.write(out)
    share.divide(out)
    for f in sorted(out.glob("*")):
        if f.suffix in (".onnx", ".json"):
            print(f.name, f.stat().st_size, hashlib.sha256(f.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
