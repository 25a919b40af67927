"""Training pictures: the JPEG packs, kept in memory as uint8, cut into augmented square crops.

The packs hold small, detailed pictures; photographs at full size are smoother per pixel. Crops are therefore
enlarged at random, so that one model serves both.
"""
import io
import random
import tarfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

AHEAD = 4       # batches for each worker that wait to be used


def load_pack(folder):
    """All pictures of the packs train-images*.tar as (name, uint8 tensor [3, H, W]), in a fixed order."""
    pictures = []
    for pack in sorted(Path(folder).glob("train-images*.tar")):
        with tarfile.open(pack) as tar:
            for member in tar:
                if member.name.endswith((".jpg", ".webp")):
                    rgb = Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")
                    pictures.append((Path(member.name).name, torch.from_numpy(np.asarray(rgb).copy()).permute(2, 0, 1).contiguous()))
    return sorted(pictures, key=lambda p: p[0])


def lossless(pictures):
    """Indices of the pictures with a lossless source."""
    return [i for i, (name, _) in enumerate(pictures) if name.startswith(("cid22", "clic25"))]


def split(pictures):
    """Training pictures and 22 held-out ones with a lossless source (never the test set)."""
    held = set(lossless(pictures)[::9][:22])
    return [p for i, (_, p) in enumerate(pictures) if i not in held], [pictures[i][1] for i in sorted(held)]


def whole(picture):
    """[1, 3, H, W] of a picture, cut to multiples of 128, float32."""
    return torch.as_tensor(picture)[None, :, :picture.shape[1] // 128 * 128, :picture.shape[2] // 128 * 128].float()


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


def batches(pictures, count, size, seed, workers=0):
    """Endless batches [count, 3, size, size], the same for any number of workers (threads that cut crops ahead)."""
    def batch(number):
        rng = random.Random(seed * 1_000_003 + number)
        return torch.stack([crop(pictures[rng.randrange(len(pictures))], size, rng) for _ in range(count)])

    if not workers:
        number = 0
        while True:
            yield batch(number)
            number += 1
    with ThreadPoolExecutor(workers) as pool:
        ahead = deque(pool.submit(batch, number) for number in range(AHEAD * workers))
        number = len(ahead)
        while True:
            yield ahead.popleft().result()
            ahead.append(pool.submit(batch, number))
            number += 1
