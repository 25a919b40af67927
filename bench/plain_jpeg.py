#!/usr/bin/env python3
"""What a plain JPEG library reaches in the room that a rival's frame leaves: a check of the `jpeg` rows by somebody else's encoder.

    ./semcom eval --input FOLDER --snr-db 10 --cbr 1/16 --systems jpeg:mcs=16qam-2/3,resize=off --out check     how much room there is
    python3 bench/plain_jpeg.py FOLDER --channel-uses 73728 --bits-per-use 2.667 --overhead 0.03

For each picture the highest quality (1..95) of libjpeg's default encoder, through Pillow, whose file fits; the mean PSNR on RGB, and the number of
pictures that do not fit at any quality. `--curve` takes the mean rate and PSNR of each quality instead, as published rate-distortion curves do.
"""
import argparse
import io
import pathlib

import numpy as np
from PIL import Image


def encode(picture: Image.Image, quality: int) -> tuple[int, float]:
    """Length in bytes and PSNR in dB at one quality."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    received = np.asarray(Image.open(io.BytesIO(file.getvalue())), np.float64)
    return file.tell(), 10 * np.log10(255**2 / np.mean((np.asarray(picture) - received) ** 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="pictures of one size")
    parser.add_argument("--channel-uses", type=float, required=True, help="channel uses of the frame")
    parser.add_argument("--bits-per-use", type=float, required=True, help="bits per symbol times code rate")
    parser.add_argument("--overhead", type=float, default=0, help="share of the uses that preamble, pilots, header and CRCs take")
    parser.add_argument("--curve", action="store_true", help="mean over pictures at each quality, then interpolation")
    arguments = parser.parse_args()

    room = arguments.channel_uses * (1 - arguments.overhead) * arguments.bits_per_use / 8
    paths = sorted(p for p in arguments.folder.iterdir() if p.suffix.lower() in (".png", ".ppm", ".bmp"))
    if not paths:
        raise SystemExit(f"{arguments.folder} must hold PNG, PPM or BMP pictures (found none)")
    points = np.array([[encode(Image.open(path).convert("RGB"), quality) for quality in range(1, 96)] for path in paths])
    if arguments.curve:
        rate, psnr = points.mean(axis=0).T
        print(f"{np.interp(room, rate, psnr):.2f} dB at {room:.0f} bytes, {len(paths)} pictures, mean curve")
        return
    best = np.where(points[:, :, 0] <= room, points[:, :, 1], -np.inf).max(axis=1)
    fits = np.isfinite(best)
    if not fits.any():
        raise SystemExit(f"no picture fits {room:.0f} bytes at any quality; give more channel uses or bits per use")
    print(f"{best[fits].mean():.2f} dB at {room:.0f} bytes at most, {fits.sum()} pictures, {(~fits).sum()} fit at no quality")


if __name__ == "__main__":
    main()
