"""A network from a neutral pair of files (NAME.graph.json, NAME.safetensors), run in PyTorch and written as ONNX without the onnx package."""
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "image"))
from onnx_file import BYTE, FLOAT, FLOAT16, GRAPH, HALF, INITIALIZER, INT8, NODE, SCALE, block, cast_node, fields, integer, scale_nodes  # noqa: E402
from onnx_file import tensor as read_tensor  # noqa: E402
from teachers import safetensors  # noqa: E402

OPSET, IR_VERSION = 17, 8
UINT8, INT32 = 2, 6                                # TensorProto.DataType
KINDS = {np.dtype(np.int8): INT8, np.dtype(np.uint8): UINT8, np.dtype(np.float16): FLOAT16, np.dtype(np.float32): FLOAT}
INDEX, TABLE, LONG, TABLE_SIZE = b"_index", b"_table", b"_long", 256


class Network:
    """Operations in order and their weights as the source stores them: float16, or int8 with a scale for each output channel."""

    def __init__(self, folder, name, outputs, mean, scale=None):
        base = Path(folder) / name
        self.graph = json.loads(base.with_suffix(".graph.json").read_text())
        self.tensors = safetensors(base.with_suffix(".safetensors"))
        self.outputs = {ours: self.graph["outputs"][theirs] for ours, theirs in outputs.items()}
        self.mean, self.scale = np.array(mean, np.float32).reshape(-1, 1, 1), scale
        last = max(i for i, node in enumerate(self.graph["nodes"]) if node["out"] in self.outputs.values())
        self.nodes = self.graph["nodes"][:last + 1]
        for name, zero in self.tensors.items():
            assert not name.endswith(".zero") or not zero.any(), f"{name}: a zero point would be lost"

    def weight(self, name):
        """A convolution's weights as float32."""
        value = self.tensors[name + ".w"].astype(np.float32)
        scale = self.tensors.get(name + ".scale")
        return value if scale is None else value * scale.reshape(-1, 1, 1, 1)

    def weights(self):
        return {node["out"]: self.weight(node["out"]) for node in self.nodes if node["op"] == "conv"}

    def run(self, picture, weights=None):
        """Outputs by name for [1, 3, H, W], RGB 0..255; with other weights, for example those that an ONNX file holds."""
        weights = weights or self.weights()
        x = picture - torch.from_numpy(self.mean)
        values = {"image": x if self.scale is None else x * self.scale}
        for node in self.nodes:
            inputs, out = [values[name] for name in node["in"]], node["out"]
            if node["op"] == "conv":
                y = inputs[0]
                padding = node["padding"]
                if padding == "same_tf":
                    y, padding = F.pad(y, self.same(y, node)), 0
                y = F.conv2d(y, torch.from_numpy(weights[out]), torch.from_numpy(self.tensors[out + ".b"].copy()), node["stride"], padding, node["dilation"], node["groups"])
            elif node["op"] == "max_pool":
                y = F.max_pool2d(inputs[0], node["kernel"], node["stride"], node["pad"], ceil_mode=node["ceil_mode"])
            elif node["op"] == "concat":
                y = torch.cat(inputs, 1)
            elif node["op"] == "add":
                y = inputs[0] + inputs[1]
            elif node["op"] == "global_avg_pool":
                y = inputs[0].mean((2, 3), keepdim=True)
            else:
                raise ValueError(node["op"])
            act = node.get("act")
            values[out] = y.clamp(0, 6) if act == "relu6" else y.relu() if act == "relu" else y
        return {ours: values[out] for ours, out in self.outputs.items()}

    @staticmethod
    def same(y, node):
        """TensorFlow's padding, for F.pad: the odd pixel behind."""
        pads = []
        for axis in (1, 0):
            length, extent = y.shape[2 + axis], (node["kernel"][axis] - 1) * node["dilation"][axis] + 1
            total = max((-(-length // node["stride"][axis]) - 1) * node["stride"][axis] + extent - length, 0)
            pads += [total // 2, total - total // 2]
        return pads

    def to_onnx(self, shape, output_shapes, flat=()):
        """The file's bytes. `shape` and `output_shapes` hold numbers and names of free dimensions; the outputs in `flat` lose their 1x1 places."""
        body = [initializer("mean", self.mean[None])] + ([] if self.scale is None else [initializer("scale", np.array(self.scale, np.float32))])
        nodes = [operation("Sub", ["picture", "mean"], "image" if self.scale is None else "centred")]
        nodes += [] if self.scale is None else [operation("Mul", ["centred", "scale"], "image")]
        if any(node.get("act") == "relu6" for node in self.nodes):
            body += [initializer("zero", np.array(0, np.float32)), initializer("six", np.array(6, np.float32))]
        names = {out: ours for ours, out in self.outputs.items() if ours not in flat}
        for node in self.nodes:
            inputs, out = [names.get(name, name) for name in node["in"]], names.get(node["out"], node["out"])
            act = node.get("act")
            raw = out + "_raw" if act else out
            if node["op"] == "conv":
                stored, made = self.stored(node["out"])
                body += stored + [initializer(node["out"] + ".b", self.tensors[node["out"] + ".b"])]
                nodes += made
                settings = {"kernel_shape": node["kernel"], "strides": node["stride"], "dilations": node["dilation"], "group": node["groups"]}
                settings |= {"auto_pad": "SAME_UPPER"} if node["padding"] == "same_tf" else {"pads": node["padding"] * 2}
                nodes.append(operation("Conv", [inputs[0], node["out"] + ".w", node["out"] + ".b"], raw, **settings))
            elif node["op"] == "max_pool":
                nodes.append(operation("MaxPool", inputs, raw, kernel_shape=node["kernel"], strides=node["stride"], pads=node["pad"] * 2, ceil_mode=int(node["ceil_mode"])))
            else:
                name = {"concat": "Concat", "add": "Add", "global_avg_pool": "GlobalAveragePool"}[node["op"]]
                nodes.append(operation(name, inputs, raw, **({"axis": 1} if name == "Concat" else {})))
            if act:
                nodes.append(operation("Relu", [raw], out) if act == "relu" else operation("Clip", [raw, "zero", "six"], out))
        nodes += [operation("Flatten", [self.outputs[name]], name) for name in flat]
        graph = b"".join(nodes) + block(2, b"semcom") + b"".join(body) + block(11, tensor_info("picture", shape))
        graph += b"".join(block(12, tensor_info(name, output_shapes[name])) for name in self.outputs)
        return integer(1, IR_VERSION) + block(2, b"semcom") + block(GRAPH, graph) + block(8, block(1, b"") + integer(2, OPSET))

    def stored(self, name):
        """(initializers, nodes) that give the weights `name`.w, as narrow as the source has them: at most 256 different float16 values become a table."""
        value, target = self.tensors[name + ".w"], (name + ".w").encode()
        if value.dtype == np.int8:
            scale = self.tensors[name + ".scale"].reshape(-1, 1, 1, 1)
            return [initializer((target + BYTE).decode(), value), initializer((target + SCALE).decode(), scale)], scale_nodes(target)
        assert value.dtype == np.float16, value.dtype
        table, index = np.unique(value, return_inverse=True)
        if len(table) > TABLE_SIZE:
            return [initializer((target + HALF).decode(), value)], [block(NODE, cast_node(target + HALF, target))]
        index = index.reshape(value.shape).astype(np.uint8)
        names = [(target + part).decode() for part in (INDEX, LONG, TABLE)]
        return [initializer(names[0], index), initializer(names[2] + HALF.decode(), table)], [
            operation("Cast", names[:1], names[1], to=INT32), block(NODE, cast_node(target + TABLE + HALF, target + TABLE)),
            operation("Gather", [names[2], names[1]], target.decode(), axis=0)]


def stored_weights(model):
    """The weights of convolutions by name, as an ONNX file of Network.to_onnx holds them."""
    types = {kind: dtype for dtype, kind in KINDS.items()}
    graph = next(value for number, _, value, _ in fields(model) if number == GRAPH)
    found = {}
    for number, _, message, _ in fields(graph):
        if number == INITIALIZER:
            name, dims, kind, raw = read_tensor(message)
            found[name] = np.frombuffer(raw, types[kind]).reshape(dims)
    weights = {}
    for name, value in found.items():
        if name.endswith(BYTE):
            weights[name.removesuffix(BYTE)] = value.astype(np.float32) * found[name.removesuffix(BYTE) + SCALE]
        elif name.endswith(INDEX):
            weights[name.removesuffix(INDEX)] = found[name.removesuffix(INDEX) + TABLE + HALF].astype(np.float32)[value]
        elif name.endswith(b".w" + HALF):
            weights[name.removesuffix(HALF)] = value.astype(np.float32)
    return {name.decode().removesuffix(".w"): value for name, value in weights.items()}


def initializer(name, value):
    """TensorProto: dims 1, data_type 2, name 8, raw_data 9."""
    dims = b"".join(integer(1, d) for d in value.shape)
    return block(INITIALIZER, dims + integer(2, KINDS[value.dtype]) + block(8, name.encode()) + block(9, np.ascontiguousarray(value).tobytes()))


def attribute(name, value):
    """AttributeProto: name 1, i 3, s 4, ints 8, type 20."""
    if isinstance(value, str):
        body, kind = block(4, value.encode()), 3
    elif isinstance(value, int):
        body, kind = integer(3, value), 2
    else:
        body, kind = b"".join(integer(8, v) for v in value), 7
    return block(5, block(1, name.encode()) + body + integer(20, kind))


def operation(kind, inputs, output, **settings):
    """NodeProto: input 1, output 2, name 3, op_type 4, attribute 5."""
    body = b"".join(block(1, name.encode()) for name in inputs) + block(2, output.encode()) + block(3, f"{kind}_{output}".encode()) + block(4, kind.encode())
    return block(NODE, body + b"".join(attribute(name, value) for name, value in settings.items()))


def tensor_info(name, shape):
    """ValueInfoProto: name 1, type 2; TypeProto.tensor_type 1: elem_type 1, shape 2; dimensions 1: dim_value 1, dim_param 2."""
    dims = b"".join(block(1, integer(1, d) if isinstance(d, int) else block(2, d.encode())) for d in shape)
    return block(1, name.encode()) + block(2, block(1, integer(1, FLOAT) + block(2, dims)))
