"""Moves the large constants that the networks of a model have in common to a file of their own, shared.onnx.

    python3 share.py ../../models/image-base

A network and shared.onnx, concatenated, are the whole network again: protobuf merges messages that follow each other. export.py calls this;
the manifest says `"append": "shared"` in the rows of the networks. A second run changes nothing.
"""
import argparse
from pathlib import Path

from onnx_file import GRAPH, INITIALIZER, SHARED, block, content, fields, graph_fields, initializers, stored, tensor

MINIMUM = 1 << 14                       # bytes of a constant that is worth moving


def networks(folder):
    """The files of a folder's networks, as they are called unpacked."""
    return sorted({path.with_name(path.name.removesuffix(".gz").removesuffix(".difference")) for path in folder.glob("*.onnx*")} - {folder / SHARED})


def common(models):
    """Constants of at least MINIMUM bytes that two models or more hold. One that has another value in some model stays where it is, in all of them."""
    held = {}
    for model in models:
        for name, raw in initializers(model).items():
            held.setdefault(name, []).append(raw)
    return {name: raws[0] for name, raws in sorted(held.items()) if len(raws[0]) >= MINIMUM and len(raws) > 1 and len(set(raws)) == 1}


def without(model, names):
    """A model with its graph in one piece and without some of its constants; all else stays as it is, in its order."""
    graph = block(GRAPH, b"".join(raw for number, value, raw in graph_fields(model) if number != INITIALIZER or tensor(value)[0] not in names))
    out, placed = [], False
    for number, _, _, raw in fields(model):
        if number != GRAPH:
            out.append(raw)
        elif not placed:
            out.append(graph)
            placed = True
    return b"".join(out)


def write(path, model):
    if model != stored(path):
        path.write_bytes(model)
        print("divided" if path.name != SHARED else "shared ", path, len(model))


def divide(folder):
    """Divides the networks of a folder. Where nothing is in common any more, the shared file stays, empty, for the manifest names it."""
    whole = {path: content(path) for path in networks(folder)}
    moved = common(whole.values())
    if not moved and stored(folder / SHARED) is None:
        return
    shared = block(GRAPH, b"".join(moved.values()))
    parts = {path: without(model, moved) for path, model in whole.items()}
    for path, model in whole.items():
        held, joined = initializers(model), initializers(parts[path] + shared)
        if any(joined.get(name) != raw for name, raw in held.items()) or without(parts[path], held) != without(model, held):
            raise SystemExit(f"share: {path} with {SHARED} would not be the network that it was; nothing was written")
    for path, model in parts.items():
        write(path, model)
    write(folder / SHARED, shared)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    divide(parser.parse_args().folder)
