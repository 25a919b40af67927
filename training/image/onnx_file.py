"""Stores the large float32 constants of an ONNX file as float16 followed by a Cast, or as int8 with a scale for each row, and reads them back, without the onnx package.

Reads and writes protobuf's wire format directly; only the fields of onnx.proto named below are understood, all
others are copied as they are.
"""
import gzip
import json

import numpy as np

GRAPH, NOTE, NODE, INITIALIZER = 7, 14, 1, 5        # ModelProto.graph, ModelProto.metadata_props, GraphProto.node, GraphProto.initializer
FLOAT, INT8, FLOAT16 = 1, 3, 10                     # TensorProto.DataType
HALF, BYTE, SCALE, WIDE = b"_half", b"_byte", b"_scale", b"_wide"
LARGEST, SPARE = 127, 1.44                          # level of a weight; how much larger than a network's own weights those may be that are stored by their difference from it
COARSE = 2                                          # levels of a network that is stored as what differs from another one lie so far apart
WORST = 6                                           # mean squared error of a row, in levels squared, up to which it is stored so: a few weights beyond the largest level are cut to it
SHARED = "shared.onnx"                              # constants that several networks of a folder have in common; see share.py


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def read_varint(buffer, at):
    """(value, position after it)."""
    value, shift = 0, 0
    while True:
        byte = buffer[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def fields(buffer):
    """(field number, wire type, value, raw bytes) of each field of a message."""
    at = 0
    while at < len(buffer):
        start = at
        key, at = read_varint(buffer, at)
        number, wire, value = key >> 3, key & 7, None
        if wire == 0:
            value, at = read_varint(buffer, at)
        elif wire == 2:
            length, at = read_varint(buffer, at)
            value = buffer[at:at + length]
            at += length
        else:
            at += {1: 8, 5: 4}[wire]
        yield number, wire, value, buffer[start:at]


def block(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def integer(number, value):
    return varint(number << 3) + varint(value)


def tensor(message):
    """(name, dims, data type, raw bytes) of a TensorProto. Fields: dims 1, data_type 2, name 8, raw_data 9."""
    dims, kind, name, raw = [], None, None, None
    for number, wire, value, _ in fields(message):
        if number == 1:
            if wire == 0:
                dims.append(value)
            else:
                at = 0
                while at < len(value):
                    dim, at = read_varint(value, at)
                    dims.append(dim)
        elif number == 2:
            kind = value
        elif number == 8:
            name = value
        elif number == 9:
            raw = value
    return name, dims, kind, raw


def half_tensor(message, minimum):
    """(float16 tensor, name) or None when the tensor is small, not float32 or beyond float16's range."""
    name, dims, kind, raw = tensor(message)
    if kind != FLOAT or raw is None or len(raw) < 4 * minimum:
        return None
    data = np.frombuffer(raw, np.float32)
    if np.abs(data).max() > 60000:
        return None
    out = b"".join(integer(1, d) for d in dims) + integer(2, FLOAT16)
    return out + block(8, name + HALF) + block(9, data.astype(np.float16).tobytes()), name


def byte_tensors(message, minimum, base=None, spare=1):
    """
    (int8 tensor, scale tensor, name) or None when the tensor is small, not float32 or has no rows. A scale for each row of the first dimension. Beside the constants `base` of another model
    rows keep that model's scale where they nearly fit, and differ from its levels by multiples of COARSE, so that the difference packs well; with `spare` there is room for larger weights.
    """
    name, dims, kind, raw = tensor(message)
    if kind != FLOAT or raw is None or len(raw) < 4 * minimum or len(dims) < 2:
        return None
    data = np.frombuffer(raw, np.float32).reshape(dims[0], -1)
    scale = np.maximum(np.abs(data).max(1, keepdims=True) * (spare / LARGEST), 1e-12).astype(np.float32)
    levels = np.round(data / scale)
    if base and name + BYTE in base:
        near, wide = (np.frombuffer(tensor(next(fields(base[name + kind]))[2])[3], of).reshape(dims[0], -1) for kind, of in ((BYTE, np.int8), (SCALE, np.float32)))
        near = near.astype(np.float32)
        moved = near + COARSE * np.clip(np.round((data / wide - near) / COARSE), np.ceil((-LARGEST - near) / COARSE), np.floor((LARGEST - near) / COARSE))
        fits = (np.square(moved - data / wide).mean(1, keepdims=True) <= WORST) & (scale > wide / 4)
        levels, scale = np.where(fits, moved, levels), np.where(fits, wide, scale)
    levels = levels.astype(np.int8)
    out = b"".join(integer(1, d) for d in dims) + integer(2, INT8) + block(8, name + BYTE) + block(9, levels.tobytes())
    shape = [dims[0]] + [1] * (len(dims) - 1)
    return out, b"".join(integer(1, d) for d in shape) + integer(2, FLOAT) + block(8, name + SCALE) + block(9, scale.tobytes()), name


def cast_node(source, name):
    """Cast(source) -> name. NodeProto: input 1, output 2, name 3, op_type 4, attribute 5; AttributeProto: name 1, i 3, type 20."""
    attribute = block(1, b"to") + integer(3, FLOAT) + integer(20, 2)
    return block(1, source) + block(2, name) + block(3, b"cast_" + name) + block(4, b"Cast") + block(5, attribute)


def scale_nodes(name):
    """Cast(bytes of name) · scale of name -> name."""
    product = block(1, name + WIDE) + block(1, name + SCALE) + block(2, name) + block(3, b"scale_" + name) + block(4, b"Mul")
    return [block(NODE, cast_node(name + BYTE, name + WIDE)), block(NODE, product)]


def to_half(model, minimum=256, as_bytes=lambda name: False, base=None, spare=1):
    """
    The same model with every float32 initializer of at least `minimum` values stored as float16, those whose name satisfies `as_bytes` as int8, near to those of the stored model `base`
    where there is one, or with room for others near to them.
    """
    out, near = [], base and initializers(base)
    for number, _, value, raw in fields(model):
        if number != GRAPH:
            out.append(raw)
            continue
        casts, rest = [], []
        for n, _, v, r in fields(value):
            coarse = byte_tensors(v, minimum, near, spare) if n == INITIALIZER and as_bytes(tensor(v)[0].decode()) else None
            converted = half_tensor(v, minimum) if n == INITIALIZER and coarse is None else None
            if coarse:
                casts.extend(scale_nodes(coarse[2]))
                rest.extend(block(INITIALIZER, part) for part in coarse[:2])
            elif converted:
                casts.append(block(NODE, cast_node(converted[1] + HALF, converted[1])))
                rest.append(block(INITIALIZER, converted[0]))
            else:
                rest.append(r)
        out.append(block(GRAPH, b"".join(casts + rest)))
    return b"".join(out)


def with_note(model, key, value):
    """The same model with an entry among its metadata_props (StringStringEntryProto: key 1, value 2)."""
    return model + block(NOTE, block(1, key.encode()) + block(2, json.dumps(value, separators=(",", ":")).encode()))


def note(model, key):
    """What `with_note` wrote; None where there is nothing."""
    for number, _, entry, _ in fields(model):
        if number == NOTE:
            pair = {n: value for n, _, value, _ in fields(entry)}
            if pair[1] == key.encode():
                return json.loads(pair[2])
    return None


def graph_fields(model):
    """(field number, value, raw bytes) of each field of a model's graph. A graph may come in pieces: concatenated models are one (protobuf merges them)."""
    return [(n, value, raw) for number, _, graph, _ in fields(model) if number == GRAPH for n, _, value, raw in fields(graph)]


def initializers(model):
    """The constants of a model by name, each with its raw bytes as a field of the graph."""
    return {tensor(value)[0]: raw for number, value, raw in graph_fields(model) if number == INITIALIZER}


def stored(path):
    """The bytes of a file, or of the one that eng/manifest.sh packed it into; None where there is neither."""
    packed, difference = (path.with_name(path.name + ending) for ending in (".gz", ".difference.gz"))
    if path.exists():
        return path.read_bytes()
    if not difference.exists():
        return gzip.decompress(packed.read_bytes()) if packed.exists() else None
    files = [file for model in json.loads((path.parent.parent / "manifest.json").read_text())["models"] for file in model["files"]]
    role = next(file["base"] for file in files if file["path"] == f"{path.parent.name}/{difference.name}")
    base = next(file["path"] for file in files if file["role"] == role and file["path"].startswith(path.parent.name + "/"))
    bytes_of = lambda content: np.frombuffer(content, np.uint8)
    return (bytes_of(stored(path.parent.parent / base.removesuffix(".gz"))) + bytes_of(gzip.decompress(difference.read_bytes()))).tobytes()


def content(path):
    """A network with the shared constants that it uses and does not hold itself; None where there is none."""
    model, shared = stored(path), stored(path.with_name(SHARED))
    if model is None or shared is None:
        return model
    used = {name for number, node, _ in graph_fields(model) if number == NODE for n, _, name, _ in fields(node) if n == 1}
    missing = used - initializers(model).keys()
    parts = [raw for name, raw in initializers(shared).items() if name in missing]
    return model + block(GRAPH, b"".join(parts)) if parts else model


def read_weights(model):
    """The constants of a model by name, as float32 arrays."""
    weights = {}
    for number, message, _ in graph_fields(model):
        if number != INITIALIZER:
            continue
        name, dims, kind, raw = tensor(message)
        if raw is not None and kind in (FLOAT, INT8, FLOAT16):
            data = np.frombuffer(raw, {FLOAT: np.float32, INT8: np.int8, FLOAT16: np.float16}[kind]).astype(np.float32)
            weights[name.decode().removesuffix(HALF.decode())] = data.reshape(dims)
    for name in [n.removesuffix(BYTE.decode()) for n in weights if n.endswith(BYTE.decode())]:
        weights[name] = weights.pop(name + BYTE.decode()) * weights.pop(name + SCALE.decode())
    return weights
