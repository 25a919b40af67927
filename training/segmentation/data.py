"""Pictures with regions, and the prompts that a person might give for them. Everything is drawn anew each time: crop, flip, colours, background, prompt.

A region is the set of pixels with one number of a label map. ECSSD has one region a picture, the salient objects; COCO's panoptic maps and the human
segmentations of BSDS have many.
"""
import csv
import tarfile
from pathlib import Path

import cv2
import numpy as np

POSITIVE, NEGATIVE, TOP_LEFT, BOTTOM_RIGHT, NOTHING = 1, 0, 2, 3, -1   # labels of points, as Segment Anything numbers them
POINTS = 6                                                            # points of a prompt in training, padded with NOTHING
CANVASES = [(256, 256), (224, 288), (288, 224), (240, 320), (320, 240), (288, 288)]   # height, width
LEAST = 0.005                                                         # of the canvas that a region must cover
SMALLEST = 12                                                         # pixels of a side of what is cut out


class Scene:
    """A picture, a label map, the numbers of its regions, and whether the only region is what stands out."""

    def __init__(self, picture, labels, regions, salient=False):
        self.picture, self.labels, self.regions, self.salient = picture, labels, regions, salient


def picture_of(content):
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def gray_of(content):
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)


def files(tar):
    """Contents by name."""
    with tarfile.open(tar) as archive:
        return {member.name.removeprefix("./"): archive.extractfile(member).read() for member in archive if member.isfile()}


def ecssd(content, split):
    rows = csv.DictReader(content["index.csv"].decode().splitlines())
    return [Scene(picture_of(content[r["image"]]), (gray_of(content[r["mask"]]) > 127).astype(np.uint8), [1], True)
            for r in rows if r["set"] == "ecssd" and r["split"] == split]


def coco(content, split, least=0.002):
    """Segments that are no crowds and cover at least `least` of the picture."""
    segments = {}
    for r in csv.DictReader(content["coco_segments.csv"].decode().splitlines()):
        if r["is_crowd"] == "0":
            segments.setdefault(r["image"], []).append((int(r["label"]), int(r["pixels"])))
    scenes = []
    for name in sorted(n for n in segments if n.startswith(f"coco/{split}/")):
        labels = gray_of(content[name.replace(".jpg", "_labels.png")])
        scenes.append(Scene(picture_of(content[name]), labels, [i for i, pixels in segments[name] if pixels >= least * labels.size]))
    return scenes


def bsds(tar):
    content, scenes = files(tar), []
    for name in sorted(n for n in content if n.endswith(".jpg")):
        for map_name in sorted(n for n in content if n.startswith(name.replace(".jpg", "_seg"))):
            labels = gray_of(content[map_name])
            numbers, pixels = np.unique(labels, return_counts=True)
            scenes.append(Scene(picture_of(content[name]), labels, [int(i) for i, n in zip(numbers, pixels) if n >= 0.01 * labels.size]))
    return scenes


def backgrounds(tars):
    return [picture_of(c) for tar in tars for name, c in sorted(files(tar).items()) if name.endswith(".jpg")]


class Source:
    """Draws pictures, regions and prompts. Shares of the sets: salient objects, COCO, BSDS, salient objects on other backgrounds."""

    SHARES = (0.25, 0.35, 0.25, 0.15)
    CLOSER = 0.45               # of the pictures show one region and its surroundings, as the product looks again at what a small box holds
    MARGINS = (0.2, 1.2)        # that are seen around it, in longer sides of its box

    def __init__(self, folder, seed):
        folder = Path(folder)
        content = files(folder / "segmentation.tar")
        self.salient, self.panoptic = ecssd(content, "train"), coco(content, "train")
        self.human = bsds(folder / "train-images-3-bsds500.tar")
        self.others = backgrounds([folder / "train-images-1.tar", folder / "train-images-2.tar"])
        self.draw = np.random.default_rng(seed)

    def scene(self):
        kind = self.draw.choice(4, p=self.SHARES)
        pick = lambda scenes: scenes[self.draw.integers(len(scenes))]
        if kind == 1:
            return pick(self.panoptic)
        if kind == 2:
            return pick(self.human)
        scene = pick(self.salient)
        return scene if kind == 0 else self.moved(scene, pick(self.others))

    def moved(self, scene, background):
        """The objects of a scene on another background, with a soft edge."""
        h, w = scene.labels.shape
        top, left = self.draw.integers(background.shape[0] - min(h, background.shape[0]) + 1), self.draw.integers(background.shape[1] - min(w, background.shape[1]) + 1)
        ground = cv2.resize(background[top:top + h, left:left + w], (w, h))
        soft = cv2.GaussianBlur(scene.labels.astype(np.float32), (0, 0), 0.7)[..., None]
        return Scene((soft * scene.picture + (1 - soft) * ground).astype(np.uint8), scene.labels, scene.regions, True)

    def part(self, scene):
        """A part of the scene at random: top, left, height, width."""
        h, w = scene.labels.shape
        share = 1.0 if self.draw.random() < 0.5 else self.draw.uniform(0.55, 1)
        ch, cw = int(h * share * self.draw.uniform(0.9, 1)), int(w * share * self.draw.uniform(0.9, 1))
        return self.draw.integers(h - ch + 1), self.draw.integers(w - cw + 1), ch, cw

    def around(self, scene, region):
        """A region and its surroundings: top, left, height, width."""
        h, w = scene.labels.shape
        x, y, width, height = cv2.boundingRect((scene.labels == region).astype(np.uint8))
        margins = self.draw.uniform(*self.MARGINS) * max(width, height) * self.draw.uniform(0.8, 1.2, 4)
        top, left = int(max(0, y - margins[0])), int(max(0, x - margins[1]))
        return top, left, int(min(h, y + height + margins[2] + 1)) - top, int(min(w, x + width + margins[3] + 1)) - left

    def cut(self, scene, canvas, part):
        """A part of the scene at the canvas' size, mirrored and coloured at random."""
        top, left, ch, cw = part
        picture, labels = (x[top:top + ch, left:left + cw] for x in (scene.picture, scene.labels))
        picture = cv2.resize(picture, canvas[::-1], interpolation=cv2.INTER_AREA if ch > canvas[0] else cv2.INTER_LINEAR)
        labels = cv2.resize(labels, canvas[::-1], interpolation=cv2.INTER_NEAREST)
        if self.draw.random() < 0.5:
            picture, labels = picture[:, ::-1], labels[:, ::-1]
        picture = picture.astype(np.float32)
        if self.draw.random() < 0.7:
            picture = (picture - 128) * self.draw.uniform(0.7, 1.3) + 128 + self.draw.uniform(-25, 25) + self.draw.uniform(-10, 10, 3)
        if self.draw.random() < 0.1:
            picture = picture.mean(2, keepdims=True).repeat(3, 2)
        return np.clip(picture, 0, 255).astype(np.float32), np.ascontiguousarray(labels)

    def inside(self, mask, deepest):
        """A point (x, y) well inside a mask."""
        depth = cv2.distanceTransform(np.pad(mask, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
        if deepest:
            y, x = np.unravel_index(depth.argmax(), depth.shape)
        else:
            ys, xs = np.nonzero(depth >= min(depth.max(), 1 + 0.25 * depth.max() * self.draw.random()))
            i = self.draw.integers(len(ys))
            y, x = ys[i], xs[i]
        return x + 0.5, y + 0.5

    def prompt(self, mask, kind):
        """Points [POINTS, 2] in 0..1 and labels [POINTS]. Kinds: 0 one point, 1 a box, 2 several points or a box with points."""
        h, w = mask.shape
        points, labels = [], []
        if kind == 1 or (kind == 2 and self.draw.random() < 0.4):
            left, top, width, height = cv2.boundingRect(mask)
            dx, dy = 0.05 * width, 0.05 * height
            x0, x1, y0, y1 = (float(v) for v in (left, left + width, top, top + height) + self.draw.normal(0, 1, 4) * (dx, dx, dy, dy) * (self.draw.random() < 0.7))
            points += [(np.clip(min(x0, x1 - 2), 0, w), np.clip(min(y0, y1 - 2), 0, h)), (np.clip(max(x1, x0 + 2), 0, w), np.clip(max(y1, y0 + 2), 0, h))]
            labels += [TOP_LEFT, BOTTOM_RIGHT]
        if kind == 0:
            points.append(self.inside(mask, self.draw.random() < 0.5))
            labels.append(POSITIVE)
        elif kind == 2:
            outside = 1 - mask
            near = outside & cv2.dilate(mask, np.ones((25, 25), np.uint8))
            for i in range(self.draw.integers(1 if labels else 2, 5)):
                negative = i > 0 and self.draw.random() < 0.45 and outside.any()
                points.append(self.inside((near if near.any() and self.draw.random() < 0.7 else outside) if negative else mask, False))
                labels.append(NEGATIVE if negative else POSITIVE)
        missing = POINTS - len(points)
        return np.array(points + [(0.0, 0.0)] * missing, np.float32) / np.array((w, h), np.float32), np.array(labels + [NOTHING] * missing, np.int64)

    def batch(self, size, prompts=3):
        """Pictures [B, 3, H, W] 0..255, masks [B, K, H/2, W/2], points [B, K, P, 2], labels [B, K, P], what stands out [B, H/4, W/4] with -1 where unknown."""
        canvas = CANVASES[self.draw.integers(len(CANVASES))]
        pictures, masks, points, labels, salient = [], [], [], [], []
        while len(pictures) < size:
            scene = self.scene()
            one = scene.regions[self.draw.integers(len(scene.regions))] if scene.regions and self.draw.random() < self.CLOSER else None
            part = self.part(scene) if one is None else self.around(scene, one)
            if min(part[2:]) < SMALLEST:
                continue
            picture, label_map = self.cut(scene, canvas, part)
            regions = [r for r in scene.regions if (label_map == r).mean() >= LEAST]
            if not regions:
                continue
            ms, ps, ls = [], [], []
            for kind in range(prompts):
                region = one if one in regions and self.draw.random() < 0.6 else regions[self.draw.integers(len(regions))]
                mask = (label_map == region).astype(np.uint8)
                p, l = self.prompt(mask, kind)
                ms.append(cv2.resize(mask.astype(np.float32), (canvas[1] // 2, canvas[0] // 2), interpolation=cv2.INTER_AREA))
                ps.append(p)
                ls.append(l)
            pictures.append(picture.transpose(2, 0, 1))
            masks.append(np.stack(ms))
            points.append(np.stack(ps))
            labels.append(np.stack(ls))
            quarter = (canvas[1] // 4, canvas[0] // 4)
            salient.append(cv2.resize((label_map == 1).astype(np.float32), quarter, interpolation=cv2.INTER_AREA) if scene.salient else -np.ones(quarter[::-1], np.float32))
        return tuple(np.stack(x) for x in (pictures, masks, points, labels, salient))
