"""Golden tensors: what an exported model must answer to inputs made by a formula. Written by export.py beside the model."""
import base64
import json

import numpy as np
import torch
import torch.nn.functional as F

from allocation import CLASSES, LOW, allocate
from model import conditions
from live import LEVELS, in_bytes
from onnx_file import content, note, stored
from rotations import COUNT, Statistics
from train import Codec, exported, tensors

SAMPLES, STRIDE = 200, 7919
QUANTISERS = slice(17, 20)              # features of an entropy network that tell the quantiser
ROWS, COLUMNS = 16, 24


def wave(count, step, amplitude, offset):
    """offset + amplitude sin(step i) for i = 0 .. count - 1, in float32."""
    return torch.from_numpy((offset + amplitude * np.sin(step * np.arange(count, dtype=np.float64))).astype(np.float32))


def samples(tensor):
    flat = tensor.detach().reshape(-1)
    return [float(f"{float(flat[i * STRIDE % flat.numel()]):.6g}") for i in range(SAMPLES)]


def entropy(network, rows):
    """Corrections of an entropy network [rows · 2] for features, latents, rotations and quantisers made by formulas."""
    read = lambda name, columns: torch.from_numpy(np.frombuffer(base64.b64decode(network[name]), np.float16).astype(np.float32)).reshape(-1, columns)
    features, hidden, embedded, number = network["features"], network["hidden"], network["embedded"], torch.arange(rows)
    told = wave(rows * features, 0.37, 3, 0).reshape(rows, features)
    told[:, QUANTISERS] = F.one_hot(number % 3, 3).float()
    latents, rotations = read("latents", embedded), read("rotations", embedded)
    first = told @ read("first", hidden) + read("firstBias", hidden)
    first = first + latents[number * 5 % len(latents)] @ read("latentColumns", hidden) + rotations[number % len(rotations)] @ read("rotationColumns", hidden)
    second = F.leaky_relu(first, 0.125) @ read("second", hidden) + read("secondBias", hidden)
    return F.leaky_relu(second, 0.125) @ read("last", 2) + read("lastBias", 2)


def write(folder):
    """Runs the exported weights (float16, as the product loads them) and stores samples of the outputs."""
    parts, variances, weights, size = exported(folder, "cpu")
    codec = Codec(*parts, size)
    codec.load_state_dict(weights)
    levels = {name: note(content(folder / f"{name}.onnx"), LEVELS) for name in ("encoder", "decoder")}
    if levels["encoder"]:
        in_bytes(codec, parts, size)
        codec.encoder.take(levels["encoder"])
        codec.decoder.take(levels["decoder"])
    codec.eval()
    patches = ROWS * COLUMNS
    cls = (torch.arange(patches) * 5 // 7 % CLASSES).reshape(1, ROWS, COLUMNS)
    x = wave(3 * patches * 256, 0.013, 120, 127.5).reshape(1, 3, ROWS * 16, COLUMNS * 16)
    y = wave(size.latents * patches, 0.37, 20, 0).reshape(1, size.latents, ROWS, COLUMNS)
    sigma = wave(size.latents * patches, 0.11, 4, 5).reshape(1, size.latents, ROWS, COLUMNS)
    cond = conditions(torch.tensor([7.0]), torch.tensor([1 / 16]))
    uses = 12_000.0
    expected = variances.per_value(cls)
    gains = (allocate(expected, torch.tensor([uses]), torch.tensor([0.2])) / expected).sqrt()
    with torch.no_grad():
        golden = {
            "rows": ROWS, "columns": COLUMNS, "stride": STRIDE,
            "encoder": samples(codec.encoder(x, cls[:, None].float(), cond)),
            "decoder": samples(codec.decoder(y, sigma, cond)),
            "allocation": {"realUses": int(uses), "noise": 0.2, "gains": samples(gains)},
        }
        if content(folder / "token-encoder.onnx"):
            codec.encoder.load_state_dict(tensors(folder / "token-encoder.onnx"))
            golden["tokenEncoder"] = samples(codec.encoder(x, cls[:, None].float(), cond))
            known = Statistics.of(json.loads(stored(folder / "rotations.json")), "tokens")
            first = wave(size.latents - LOW, 0.37, 20, 0)
            golden["rotated"] = samples(torch.cat([(known.rotations @ first[:COUNT]).reshape(-1), (known.wide @ first).reshape(-1)]))
        if stored(folder / "entropy.json"):
            known = json.loads(stored(folder / "entropy.json"))
            golden["entropy"] = {name: [float(f"{value:.6g}") for value in entropy(known[name], 40).reshape(-1).tolist()] for name in ("means", "latents")}
        for file, name in (("token-decoder.onnx", "tokenDecoder"), ("generative-decoder.onnx", "generativeDecoder")):
            if content(folder / file):
                codec.decoder.load_state_dict(tensors(folder / file))
                golden[name] = samples(codec.decoder(y, sigma, cond))
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
