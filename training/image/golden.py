"""Golden tensors: what an exported model must answer to inputs made by a formula. Written by export.py beside the model."""
import json

import numpy as np
import torch

from allocation import CLASSES, LOW, allocate
from model import conditions
from live import LEVELS, in_bytes
from onnx_file import content, note, stored
from rotations import COUNT, Statistics
from train import Codec, exported, tensors

SAMPLES, STRIDE = 200, 7919
ROWS, COLUMNS = 16, 24


def wave(count, step, amplitude, offset):
    """offset + amplitude sin(step i) for i = 0 .. count - 1, in float32."""
    return torch.from_numpy((offset + amplitude * np.sin(step * np.arange(count, dtype=np.float64))).astype(np.float32))


def samples(tensor):
    flat = tensor.detach().reshape(-1)
    return [float(f"{float(flat[i * STRIDE % flat.numel()]):.6g}") for i in range(SAMPLES)]


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
        for file, name in (("token-decoder.onnx", "tokenDecoder"), ("generative-decoder.onnx", "generativeDecoder")):
            if content(folder / file):
                codec.decoder.load_state_dict(tensors(folder / file))
                golden[name] = samples(codec.decoder(y, sigma, cond))
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
