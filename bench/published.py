#!/usr/bin/env python3
"""What the networks of published picture codecs for noisy channels cost on this CPU: their architectures with random weights.

    python3 bench/published.py                                   all of them, 768x512, two threads
    python3 bench/published.py --only swinjscc,witt --threads 1  some of them, one thread

Prints a Markdown table: parameters, multiply-accumulates, and the median time of encoder (picture to channel symbols) and decoder (symbols to
picture). PyTorch, eager, float32. Nothing is trained, so it says nothing of quality; what is timed does not depend on the weights.
Multiply-accumulates: convolutions, linear layers (also the one inside GDN) and both products of attention; not normalisation, softmax or activations.
The rate is 1/16 of a complex symbol per sample; NTSCC chooses its own (untrained: the highest), which hardly changes its work.
"""
import argparse
import dataclasses
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

import published_networks as networks


@dataclasses.dataclass(frozen=True)
class Architecture:
    title: str
    build: Callable[[int], tuple[nn.Module, nn.Module]]
    channels: int  # real numbers sent for each position of the latent; 0: the codec decides
    stated: str = "none"  # parameters, as the source at the network says
    stated_channels: int = 0


ARCHITECTURES = {
    "deepjscc": Architecture("DeepJSCC, TCCN 2019", networks.deep_jscc, 6, "156 k", 16),
    "adjscc": Architecture("ADJSCC, TCSVT 2022", networks.adjscc, 6, "10,758,191", 16),
    "witt": Architecture("WITT, ICASSP 2023", lambda c: (networks.WittEncoder(c), networks.WittDecoder(c)), 96, "28.2 M", 96),
    "swinjscc": Architecture(
        "SwinJSCC base with SA and RA, TCCN", lambda c: (networks.SwinJsccEncoder(c), networks.SwinJsccDecoder()), 96, "33.1 M", 96),
    "ntscc": Architecture("NTSCC, JSAC 2022", lambda _: (networks.NtsccEncoder(), networks.NtsccDecoder()), 0),
}


def parameters(pair: Sequence[nn.Module]) -> int:
    return sum(p.numel() for network in pair for p in network.parameters())


def count(network: nn.Module, received: Any) -> tuple[Any, int]:
    """Output of a network and its multiply-accumulates."""
    total = 0

    def add(module: nn.Module, arguments: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.ConvTranspose2d):
            total += arguments[0].numel() * module.out_channels * module.kernel_size[0] * module.kernel_size[1]
        elif isinstance(module, nn.Conv2d):
            total += output.numel() * module.in_channels * module.kernel_size[0] * module.kernel_size[1]
        elif isinstance(module, nn.Linear):
            total += output.numel() * module.in_features
        elif isinstance(module, networks.WindowAttention):
            total += 2 * output.numel() * module.window**2  # its linear layers are counted by themselves
        elif isinstance(module, networks.RateMatrices):
            total += output.numel() * networks.N

    handles = [module.register_forward_hook(add) for module in network.modules()]
    output = network(received)
    for handle in handles:
        handle.remove()
    return output, total


def milliseconds(network: nn.Module, received: Any, runs: int) -> float:
    """Median; the counting pass and the first run have warmed up."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        network(received)
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def measure(architecture: Architecture, picture: Tensor, runs: int) -> str:
    """Row of the table."""
    encoder, decoder = (network.eval() for network in architecture.build(architecture.channels))
    check = architecture.stated
    if architecture.stated_channels:
        check += f": {parameters(architecture.build(architecture.stated_channels)):,}"
    symbols, encoder_macs = count(encoder, picture)
    output, decoder_macs = count(decoder, symbols)
    assert output.shape == picture.shape
    macs, times = (encoder_macs, decoder_macs), (milliseconds(encoder, picture, runs), milliseconds(decoder, symbols, runs))
    cells = [f"{value / 1e9:.2f}" for value in (*macs, sum(macs))] + [f"{value:.0f}" for value in (*times, sum(times))]
    return f"| {architecture.title} | {parameters((encoder, decoder)):,} | {check} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--size", default="768x512", help="width x height of the picture, multiples of 256 (default %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="timed runs after warming up (default %(default)s)")
    parser.add_argument("--only", default=",".join(ARCHITECTURES), metavar="NAMES", help="comma-separated, of %(default)s")
    arguments = parser.parse_args()

    names, sides = arguments.only.split(","), arguments.size.split("x")
    if unknown := [name for name in names if name not in ARCHITECTURES]:
        raise SystemExit(f"--only takes {', '.join(ARCHITECTURES)} (found {', '.join(unknown)})")
    if len(sides) != 2 or not all(side.isdecimal() and int(side) and int(side) % 256 == 0 for side in sides):
        raise SystemExit(f"--size must be two multiples of 256, for example 768x512 (found {arguments.size})")
    if arguments.threads < 1 or arguments.runs < 1:
        raise SystemExit(f"--threads and --runs must be at least 1 (found {arguments.threads} and {arguments.runs})")

    # Read when the libraries are loaded. OpenBLAS does not heed PyTorch's number of threads, and PyTorch's would spin while those of OpenBLAS work.
    environment = {"OPENBLAS_NUM_THREADS": str(arguments.threads), "OMP_WAIT_POLICY": "PASSIVE"}
    if not environment.items() <= os.environ.items():
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **environment})

    torch.manual_seed(1)
    torch.set_grad_enabled(False)
    torch.set_num_threads(arguments.threads)
    picture = torch.rand(1, 3, int(sides[1]), int(sides[0]))
    print(f"{arguments.size}, threads {arguments.threads}, PyTorch {torch.__version__}, median of {arguments.runs}\n")
    print("| architecture | parameters | stated: here for its channels | encoder GMAC | decoder GMAC | both | encoder ms | decoder ms | both |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in names:
        print(measure(ARCHITECTURES[name], picture, arguments.runs), flush=True)


if __name__ == "__main__":
    main()
