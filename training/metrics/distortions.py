"""Distortions in whole numbers, so that every implementation makes the same bytes of them."""
import numpy as np


def blur(radius):
    """Mean of (2 radius + 1)² pixels, edges repeated."""
    def apply(rgb):
        side = 2 * radius + 1
        padded = np.pad(rgb.astype(np.int64), ((radius, radius), (radius, radius), (0, 0)), mode="edge")
        total = sum(padded[y:y + rgb.shape[0], x:x + rgb.shape[1]] for y in range(side) for x in range(side))
        return ((2 * total + side * side) // (2 * side * side)).astype(np.uint8)
    return apply


def blocks(side):
    """Mean of each block; sides of the picture must be multiples."""
    def apply(rgb):
        height, width = rgb.shape[0] // side, rgb.shape[1] // side
        total = rgb.astype(np.int64).reshape(height, side, width, side, 3).sum((1, 3))
        mean = (2 * total + side * side) // (2 * side * side)
        return mean.repeat(side, 0).repeat(side, 1).astype(np.uint8)
    return apply


def levels(step):
    return lambda rgb: (rgb // step * step + step // 2).astype(np.uint8)


def noise(reach):
    """Value i, in the order of the bytes, moves by (2654435761 i mod 2³²) / 2¹⁶ mod (2 reach + 1) − reach."""
    def apply(rgb):
        i = np.arange(rgb.size, dtype=np.uint64)
        moves = ((i * 2654435761 % 2**32) >> 16).astype(np.int64) % (2 * reach + 1) - reach
        return np.clip(rgb.reshape(-1).astype(np.int64) + moves, 0, 255).astype(np.uint8).reshape(rgb.shape)
    return apply


ALL = {
    "blur1": blur(1), "blur3": blur(3), "blocks4": blocks(4), "blocks8": blocks(8), "levels16": levels(16), "levels64": levels(64),
    "noise8": noise(8), "noise40": noise(40),
}
