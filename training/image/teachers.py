"""Networks that others trained, from a neutral pair of files: NAME.graph.json (operations in order) and NAME.safetensors (weights).

Used as judges while training; nothing of them is in the models but what these learned from them.
"""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

TYPES = {"I8": np.int8, "F16": np.float16, "F32": np.float32}


def safetensors(path):
    """Arrays by name. Layout: 8 bytes of header length, header in JSON, data."""
    content = Path(path).read_bytes()
    begin = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:begin])
    return {name: np.frombuffer(content[begin + entry["data_offsets"][0]:begin + entry["data_offsets"][1]], TYPES[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items() if name != "__metadata__"}


class SqueezeFeatures(torch.nn.Module):
    """Nine depths of SqueezeNet 1.0 (Iandola et al. 2016) for pictures 0..255; the perceptual distance is built on them."""

    MEAN = (123.0, 117.0, 104.0)

    def __init__(self, folder):
        super().__init__()
        base = Path(folder) / "squeezenet_v1_0_imagenet"
        self.graph = json.loads(base.with_suffix(".graph.json").read_text())
        self.depths = [node for name, node in self.graph["outputs"].items() if name.startswith("feature_")]
        for name, value in safetensors(base.with_suffix(".safetensors")).items():
            self.register_buffer(name.replace(".", "_"), torch.from_numpy(value.astype(np.float32)))
        self.register_buffer("mean", torch.tensor(self.MEAN)[:, None, None])

    def forward(self, x):
        values, found = {"image": x - self.mean}, []
        for node in self.graph["nodes"]:
            inputs, out = [values[name] for name in node["in"]], node["out"]
            if node["op"] == "conv":
                y = F.conv2d(inputs[0], getattr(self, out + "_w"), getattr(self, out + "_b"), node["stride"], node["padding"])
                y = y.relu() if node["act"] == "relu" else y
            elif node["op"] == "max_pool":
                y = F.max_pool2d(inputs[0], node["kernel"], node["stride"], node["pad"], ceil_mode=node["ceil_mode"])
            elif node["op"] == "concat":
                y = torch.cat(inputs, 1)
            values[out] = y
            if out in self.depths:
                found.append(y)
                if len(found) == len(self.depths):
                    return found


def perceptual_distance(a, b):
    """[B]: squared distance of features of unit length over the channels, mean over places, summed over depths (LPIPS without learned weights, Zhang et al., CVPR 2018)."""
    total = 0
    for p, q in zip(a, b):
        p, q = (f / (f.square().sum(1, keepdim=True) + 1e-10).sqrt() for f in (p, q))
        total = total + (p - q).square().sum(1).mean((1, 2))
    return total
