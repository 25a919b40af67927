"""Draws short sequences of one place from pictures: a window that stands still, shakes, pans or zooms, with noise, drifting light and objects that move in front of it."""
import argparse
import glob
import os

import numpy as np
from PIL import Image

SIZES = ((176, 144), (240, 160), (160, 160))


def window(picture, x, y, width, height, zoom):
    """The part of a picture whose first pixel is (x, y), subpixels allowed."""
    return picture.transform((width, height), Image.Transform.AFFINE, (zoom, 0, x, 0, zoom, y), Image.Resampling.BICUBIC)


def camera(rng, kind, slack, frames):
    """Offsets and zooms of a window, one for each frame."""
    steps = np.zeros((frames, 2))
    zoom = np.ones(frames)
    if kind == "shake":
        speed = rng.normal(0, 10 ** rng.uniform(-1.3, 0.3), (frames, 2))
        for t in range(1, frames):
            speed[t] += 0.9 * speed[t - 1]  # a hand does not turn about at once
        steps = np.cumsum(speed, 0) - speed[0]
    elif kind == "pan":
        speed, angle = 10 ** rng.uniform(-0.5, 0.8), rng.uniform(0, 2 * np.pi)
        steps = np.arange(frames)[:, None] * speed * np.array([np.cos(angle), np.sin(angle)]) + rng.normal(0, 0.2, (frames, 2))
    elif kind == "zoom":
        zoom = 1 + np.arange(frames) * rng.uniform(-0.012, 0.012)
    elif kind == "starts":
        begin = rng.integers(2, frames - 2)
        steps = np.maximum(0, np.arange(frames) - begin)[:, None] * rng.normal(0, 3, 2)
    return np.clip(steps, -slack, slack), zoom


def objects(rng, cut, width, height, frames):
    """What moves in front: (picture with alpha, places)."""
    moving = []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        path = cut[rng.integers(len(cut))]
        colour, mask = Image.open(path).convert("RGB"), Image.open(path.replace(".jpg", "_mask.png")).convert("L")
        box = mask.getbbox()
        if box is None:
            continue
        side = rng.uniform(0.15, 0.6) * height / max(1, box[3] - box[1])
        size = (max(4, int(side * (box[2] - box[0]))), max(4, int(side * (box[3] - box[1]))))
        colour.putalpha(mask)
        begin = rng.uniform((-0.2 * width, 0), (0.9 * width, 0.8 * height))
        speed = rng.normal(0, 4, 2) * (rng.random() < 0.8)
        places = begin + np.arange(frames)[:, None] * speed + rng.normal(0, 0.7, (frames, 2))
        moving.append((colour.crop(box).resize(size, Image.Resampling.BILINEAR), places))
    return moving


def sequence(rng, pictures, cut, frames):
    kind = rng.choice(["still", "shake", "pan", "zoom", "starts"], p=[0.42, 0.25, 0.15, 0.08, 0.1])
    width, height = SIZES[rng.integers(len(SIZES))]
    picture = Image.open(pictures[rng.integers(len(pictures))]).convert("RGB")
    scale = max(rng.uniform(0.5, 1), (width + 60) / picture.width, (height + 60) / picture.height)
    picture = picture.resize((int(scale * picture.width), int(scale * picture.height)), Image.Resampling.LANCZOS)
    x, y = rng.uniform((15, 15), (max(16, picture.width - width - 40), max(16, picture.height - height - 40)))
    steps, zoom = camera(rng, kind, 14, frames)
    moving = objects(rng, cut, width, height, frames)
    noise, drift, light = rng.choice([0.5, 1, 2, 4]), rng.normal(0, 0.4), rng.normal(0, 0.004)
    for t in range(frames):
        frame = window(picture, x + steps[t, 0], y + steps[t, 1], width, height, zoom[t])
        for part, places in moving:
            frame.paste(part, (int(places[t, 0]), int(places[t, 1])), part)
        values = np.asarray(frame, np.float64) * (1 + light * t) + drift * t + rng.normal(0, noise, (height, width, 3))
        yield Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", required=True, help="folder with pictures (.jpg), searched with its subfolders")
    parser.add_argument("--objects", required=True, help="folder with NAME.jpg and NAME_mask.png")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--frames", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    pictures = sorted(p for p in glob.glob(f"{options.pictures}/**/*.jpg", recursive=True) if "/val" not in p and "/test" not in p)
    cut = sorted(p.replace("_mask.png", ".jpg") for p in glob.glob(f"{options.objects}/*_mask.png"))
    for number in range(options.count):
        folder = f"{options.out}/{number:04d}"
        os.makedirs(folder, exist_ok=True)
        for t, frame in enumerate(sequence(rng, pictures, cut, options.frames)):
            frame.save(f"{folder}/{t:02d}.png", compress_level=1)


if __name__ == "__main__":
    main()
