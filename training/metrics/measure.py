"""Measures on labelled pictures how well the two networks judge; prints what stands in their cards.

    python3 measure.py --teachers DIR --pictures caltech101-40.zip [--kodak DIR]

The zip has labels.csv (file, split, class, ...); its test pictures are used.
"""
import argparse
import csv
import io
import itertools
import zipfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter

from export import embedding_network, perceptual_network, resized, tensor
from teachers import perceptual_distance


def jpeg(rgb, quality):
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "JPEG", quality=quality, subsampling=0)
    return np.array(Image.open(file))


def blur(rgb, sigma):
    return np.array(Image.fromarray(rgb).filter(ImageFilter.GaussianBlur(sigma)))


def noise(rgb, sigma):
    return np.clip(rgb + np.random.default_rng(1).normal(0, sigma, rgb.shape) + 0.5, 0, 255).astype(np.uint8)


CORRUPTIONS = {"JPEG quality 50, 5": (jpeg, 50, 5), "blur 1, 4 px": (blur, 1, 4), "noise 8, 40": (noise, 8, 40)}


def auc(low, high):
    """Probability that a value of `high` is above one of `low`; ties count half."""
    low, high = np.sort(np.ravel(low)), np.ravel(high)
    return float((np.searchsorted(low, high, "left") + np.searchsorted(low, high, "right")).mean() / 2 / len(low))


def test_pictures(path):
    with zipfile.ZipFile(path) as files:
        for row in csv.DictReader(io.StringIO(files.read("labels.csv").decode())):
            if row["split"] == "test":
                yield row["class"], np.array(Image.open(io.BytesIO(files.read(row["file"]))).convert("RGB"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--kodak", type=Path)
    args = parser.parse_args()
    features, network = perceptual_network(args.teachers), embedding_network(args.teachers)

    def embed(rgb):
        run = network.run(resized(rgb))
        return torch.nn.functional.normalize(run["embedding"].reshape(-1), dim=0), int(run["scores"].argmax())

    labels, vectors, found = [], [], {name: [] for name in CORRUPTIONS}
    for label, rgb in test_pictures(args.pictures):
        vector, top = embed(rgb)
        original = list(features.run(tensor(rgb)).values())
        labels.append(label)
        vectors.append(vector)
        for name, (corrupt, light, heavy) in CORRUPTIONS.items():
            row = []
            for strength in (light, heavy):
                received = corrupt(rgb, strength)
                other, other_top = embed(received)
                row.append((float(perceptual_distance(original, list(features.run(tensor(received)).values()))), float(vector @ other), top == other_top))
            found[name].append(row)

    pairs = list(itertools.combinations(range(len(labels)), 2))
    cosines = {same: [float(vectors[i] @ vectors[j]) for i, j in pairs if (labels[i] == labels[j]) == same] for same in (True, False)}
    print(f"{len(labels)} pictures, {len(set(labels))} classes; same class {len(cosines[True])} pairs, mean cosine {np.mean(cosines[True]):.3f}; "
          f"other class {len(cosines[False])} pairs, {np.mean(cosines[False]):.3f}, 95th percentile {np.percentile(cosines[False], 95):.3f}; AUC {auc(cosines[False], cosines[True]):.4f}")
    for name, rows in found.items():
        values = np.array(rows, float)
        distance, cosine, same = (values[:, :, i] for i in range(3))
        print(f"{name}: distance {distance[:, 0].mean():.3f} {distance[:, 1].mean():.3f} AUC {auc(distance[:, 0], distance[:, 1]):.4f}; "
              f"cosine {cosine[:, 0].mean():.3f} {cosine[:, 1].mean():.3f} AUC {auc(cosine[:, 1], cosine[:, 0]):.4f}; "
              f"same class {same[:, 0].mean():.3f} {same[:, 1].mean():.3f}; other pictures below heavy {auc(cosines[False], cosine[:, 1]):.4f}")
    if args.kodak:
        rgb = np.array(Image.open(args.kodak / "kodim23.png").convert("RGB"))
        original = list(features.run(tensor(rgb)).values())
        for corrupt, strengths in ((jpeg, (90, 50, 20, 5)), (blur, (0.5, 1, 2, 4)), (noise, (2, 8, 20, 40))):
            print("kodim23", corrupt.__name__, *(f"{s}: {float(perceptual_distance(original, list(features.run(tensor(corrupt(rgb, s))).values()))):.2f}" for s in strengths))


if __name__ == "__main__":
    with torch.no_grad():
        main()
