"""Measures the segmenter on held-out pictures, beside GrabCut, and writes the table of its card. See README.md.

A box is the smallest around the mask; "closer" looks again at what a small box holds and its surroundings, as the product's CloserSegmenter does; a point is the one farthest from the mask's edge, as Segment Anything was judged (Kirillov et al. 2023, section 7.1). GrabCut (Rother, Kolmogorov, Blake,
SIGGRAPH 2004) gets the same box, five iterations, OpenCV's implementation; where it finds nothing the box counts.
"""
import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from data import BOTTOM_RIGHT, POSITIVE, TOP_LEFT, coco, ecssd, files
from model import Segmenter, graph_of

LONGER, MULTIPLE = 320, 16
MARGIN, LEAST_MAGNIFICATION = 0.7, 1.2    # of the closer look


def look(model, picture):
    """Embeddings, fine features and importance, at the size that the product uses."""
    h, w = picture.shape[:2]
    scale = LONGER / max(h, w)
    side = lambda n: max(MULTIPLE, round(n * scale / MULTIPLE) * MULTIPLE)
    x = torch.from_numpy(picture.transpose(2, 0, 1)[None].astype(np.float32))
    x = torch.nn.functional.interpolate(x, (side(h), side(w)), mode="bilinear", align_corners=False, antialias=True)
    return model.encoder(x)


def enlarge(logits, shape):
    return torch.nn.functional.interpolate(logits, shape, mode="bilinear", align_corners=False)[0].numpy()


def masks_of(model, looked, shape, points, labels):
    """Masks [4, H, W] and expected qualities [4]; points in pixels."""
    points = torch.tensor(points, dtype=torch.float32)[None] / torch.tensor([shape[1], shape[0]], dtype=torch.float32)
    logits, quality = model.decoder(*looked[:2], points, torch.tensor(labels)[None])
    return enlarge(logits, shape) > 0, quality[0].numpy()


def closer(model, looked, picture, box):
    """The mask in a box, from a look of its own where the box is small."""
    (x, y, w, h), (height, width) = box, picture.shape[:2]
    around = MARGIN * max(w, h)
    left, top = int(max(0, x - around)), int(max(0, y - around))
    right, bottom = int(min(width, np.ceil(x + w + around))), int(min(height, np.ceil(y + h + around)))
    corners = [(x, y), (x + w, y + h)]
    if LEAST_MAGNIFICATION * max(right - left, bottom - top) > max(width, height):
        return masks_of(model, looked, (height, width), corners, [TOP_LEFT, BOTTOM_RIGHT])[0][0]
    part = picture[top:bottom, left:right]
    mask = np.zeros((height, width), bool)
    mask[top:bottom, left:right] = masks_of(model, look(model, part), part.shape[:2], [(a - left, b - top) for a, b in corners], [TOP_LEFT, BOTTOM_RIGHT])[0][0]
    return mask


def overlap(a, b):
    return (a & b).sum() / max(1, (a | b).sum())


def deepest(mask):
    depth = cv2.distanceTransform(np.pad(mask.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(depth.argmax(), depth.shape)
    return x + 0.5, y + 0.5


def grabcut(picture, box):
    x, y, w, h = box
    whole = (w >= picture.shape[1] - 1) and (h >= picture.shape[0] - 1)
    found = np.zeros(picture.shape[:2], np.uint8)
    inside = np.zeros(picture.shape[:2], bool)
    inside[y:y + h, x:x + w] = True
    if whole or w < 3 or h < 3:
        return inside
    cv2.setRNGSeed(1)
    try:
        cv2.grabCut(np.ascontiguousarray(picture[..., ::-1]), found, box, np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)
    except cv2.error:
        return inside
    mask = (found == cv2.GC_FGD) | (found == cv2.GC_PR_FGD)
    return mask if mask.any() else inside


@torch.no_grad()
def measure(model, scenes, rival):
    """Mean overlaps over regions: box, box looked at closer, one point with the expected best of four, one point with the best of four, GrabCut; and the mean absolute error of importance."""
    rows, errors = [], []
    for scene in scenes:
        shape = scene.labels.shape
        looked = look(model, scene.picture)
        if scene.salient:
            importance = torch.sigmoid(torch.from_numpy(enlarge(looked[2], shape)))[0].numpy()
            errors.append(np.abs(importance - (scene.labels == 1)).mean())
        for region in scene.regions:
            mask = scene.labels == region
            if not mask.any():
                continue
            x, y, w, h = box = cv2.boundingRect(mask.astype(np.uint8))
            in_box, _ = masks_of(model, looked, shape, [(x, y), (x + w, y + h)], [TOP_LEFT, BOTTOM_RIGHT])
            at_point, quality = masks_of(model, looked, shape, [deepest(mask)], [POSITIVE])
            all_points = [overlap(m, mask) for m in at_point]
            rows.append([overlap(in_box[0], mask), overlap(closer(model, looked, scene.picture, box), mask), all_points[int(quality.argmax())], max(all_points), overlap(grabcut(scene.picture, box), mask) if rival else np.nan])
    return np.array(rows), np.array(errors)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", required=True, type=Path)
    a.add_argument("--teachers", required=True, help="folder of the networks that others trained")
    a.add_argument("--checkpoint", required=True)
    a.add_argument("--rival", action="store_true", help="GrabCut too")
    a.add_argument("--limit", type=int)
    a.add_argument("--threads", type=int, default=2)
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    model = Segmenter(graph_of(args.teachers))
    model.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
    model.eval()
    content = files(args.data / "segmentation.tar")
    for name, scenes in (("ECSSD", ecssd(content, "val")), ("COCO", coco(content, "val"))):
        rows, errors = measure(model, scenes[:args.limit], args.rival)
        box, near, expected, best, rival = rows.mean(0)
        error = 1.96 * rows.std(0) / len(rows) ** 0.5
        print(f"{name}: {len(rows)} regions, box {box:.3f} ±{error[0]:.3f}, closer {near:.3f} ±{error[1]:.3f}, point {expected:.3f} ±{error[2]:.3f}, best of four {best:.3f}, GrabCut {rival:.3f}"
              + (f", importance: mean absolute error {errors.mean():.3f}" if len(errors) else ""), flush=True)


if __name__ == "__main__":
    main()
