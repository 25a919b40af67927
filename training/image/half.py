"""Stores the large float32 constants of an ONNX file as float16 followed by a Cast, without the onnx package.

Reads and writes protobuf's wire format directly; only the fields of onnx.proto named below are understood, all
others are copied as they are.
"""
import numpy as np

GRAPH, NODE, INITIALIZER = 7, 1, 5                  # ModelProto.graph, GraphProto.node, GraphProto.initializer
FLOAT, FLOAT16 = 1, 10                              # TensorProto.DataType


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


def half_tensor(tensor, minimum):
    """(float16 tensor, name) or None when the tensor is small or not float32. Fields: dims 1, data_type 2, name 8, raw_data 9."""
    dims, kind, name, raw = [], None, None, None
    for number, wire, value, _ in fields(tensor):
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
    if kind != FLOAT or raw is None or len(raw) < 4 * minimum:
        return None
    data = np.frombuffer(raw, np.float32)
    if np.abs(data).max() > 60000:
        return None
    out = b"".join(integer(1, d) for d in dims) + integer(2, FLOAT16) + block(8, name + b"_half") + block(9, data.astype(np.float16).tobytes())
    return out, name


def cast_node(name):
    """Cast(name_half) -> name. NodeProto: input 1, output 2, name 3, op_type 4, attribute 5; AttributeProto: name 1, i 3, type 20."""
    attribute = block(1, b"to") + integer(3, FLOAT) + integer(20, 2)
    return block(1, name + b"_half") + block(2, name) + block(3, b"cast_" + name) + block(4, b"Cast") + block(5, attribute)


def to_half(model, minimum=256):
    """The same model with every float32 initializer of at least `minimum` values stored as float16."""
    out = []
    for number, _, value, raw in fields(model):
        if number != GRAPH:
            out.append(raw)
            continue
        casts, rest = [], []
        for n, _, v, r in fields(value):
            converted = half_tensor(v, minimum) if n == INITIALIZER else None
            if converted:
                casts.append(block(NODE, cast_node(converted[1])))
                rest.append(block(INITIALIZER, converted[0]))
            else:
                rest.append(r)
        out.append(block(GRAPH, b"".join(casts + rest)))
    return b"".join(out)
