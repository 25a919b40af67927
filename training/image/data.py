"""Training pictures: the JPEG packs, kept in memory as uint8, cut into augmented square crops.

The packs hold small, detailed pictures; photographs at full size are smoother per pixel. Crops are therefore
enlarged at random, so that one model serves both.
"""
import io
import random
import tarfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

PACKS = ("train-images-1.tar", "train-images-2.tar", "train-images-3-bsds500.tar")


def load_pack(folder):
    """All pictures of the packs as (name, uint8 tensor [3, H, W]), in a fixed order."""
    pictures = []
    for pack in PACKS:
        with tarfile.open(Path(folder) / pack) as tar:
            for member in tar:
                if member.name.endswith(".jpg"):
                    rgb = Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")
                    pictures.append((Path(member.name).name, torch.from_numpy(np.asarray(rgb).copy()).permute(2, 0, 1).contiguous()))
    return sorted(pictures, key=lambda p: p[0])


def split(pictures):
    """Training pictures and 22 held-out ones (from the packs with lossless sources; never the test set)."""
    lossless = [i for i, (name, _) in enumerate(pictures) if name.startswith(("cid22", "clic25"))]
    held = set(lossless[::9][:22])
    return [p for i, (_, p) in enumerate(pictures) if i not in held], [pictures[i][1] for i in sorted(held)]


def crop(picture, size, rng):
    """One augmented crop, float [3, size, size] in 0..255."""
    zoom = 1.0 if rng.random() < 0.35 else 0.8 * 2.75 ** rng.random()
    side = min(int(round(size / zoom)), picture.shape[1], picture.shape[2])
    y, x = rng.randint(0, picture.shape[1] - side), rng.randint(0, picture.shape[2] - side)
    c = picture[:, y:y + side, x:x + side].float()
    if side != size:
        c = F.interpolate(c[None], (size, size), mode="bicubic", align_corners=False, antialias=True)[0].clamp(0, 255)
    if rng.random() < 0.5:
        c = c.flip(2)
    if rng.random() < 0.25:
        c = c.transpose(1, 2)
    return c


def batches(pictures, count, size, seed):
    """Endless batches [count, 3, size, size]."""
    rng = random.Random(seed)
    while True:
        yield torch.stack([crop(pictures[rng.randrange(len(pictures))], size, rng) for _ in range(count)])
