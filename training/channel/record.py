"""Records the mixture of channels that the prior is trained on: random 3GPP profiles, delay spreads and Doppler shifts, as traces of the simulator.

    python3 record.py --semcom ../../semcom --out FOLDER --files 800 --seed 1
"""
import argparse
import math
import random
import subprocess
from pathlib import Path

from channels import PROFILES, RECORDED


def specification(draw):
    """One channel: profile, delay spread 10 to 1000 ns, Doppler 0 to 500 Hz; and the time from one OFDM symbol to the next at 15 or 30 kHz."""
    spread = 10 * 100 ** draw.random()
    doppler = draw.choice([0.0, 1.0, 1.0, 1.0]) * 500 * draw.random()
    scs = draw.choice([15, 30])
    return f"tdl-{draw.choice(PROFILES)}:ds={spread:.4g}ns,fd={max(doppler, 0.5):.4g}Hz,scs={scs}kHz", 15e3 / (14 * scs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--semcom", required=True, help="the program")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--files", type=int, default=800)
    parser.add_argument("--frames", type=int, default=64, help="independent draws in a file")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(args.seed)
    for i in range(args.files):
        spec, interval = specification(draw)
        path = args.out / f"{i:05d}.trace"
        if not path.exists():
            subprocess.run([*args.semcom.split(), "channel", "record", spec, "--frames", str(args.frames), "--interval", f"{interval:.6f}us",
                            "--duration", f"{interval * (RECORDED - 1):.6f}us", "--seed", str(args.seed * 100003 + i), "--out", str(path)],
                           check=True, stdout=subprocess.DEVNULL)
        if (i + 1) % 50 == 0:
            print(f"{i + 1} of {args.files}", flush=True)


if __name__ == "__main__":
    main()
