"""Expected values for PictureQualityTests: PSNR with NumPy, MS-SSIM and SSIM with PyTorch's own convolution and pooling in
double precision. Needs NumPy and PyTorch (1.13 or newer).

    python3 make_ms_ssim.py > ms-ssim.csv
"""
import numpy as np
import torch
import torch.nn.functional as F


def triangle(t):
    t = t & 511
    return np.where(t < 256, t, 511 - t)


def wave(x, y, c):
    return (triangle((3 + c) * x + 2 * y) * 2 + triangle(x - (5 - c) * y + 40) + triangle(x * y // 64)) // 4


def noise(x, y, c, strength):
    m = 0xFFFFFFFF
    h = (x * 73856093 & m) ^ (y * 19349663 & m) ^ (c * 83492791 & m)
    h = ((h ^ (h >> 15)) * 2246822519) & m
    h = (h ^ (h >> 13)) >> 7
    return h % (2 * strength + 1) - strength


def picture(kind, width, height):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    if kind == "mosaic":
        return wave(x & ~7, y & ~7, c)
    v = wave(x, y, c)
    if kind == "negative":
        return 255 - v
    if kind.startswith("noise"):
        return np.clip(v + noise(x, y, c, int(kind[5:])), 0, 255)
    return v


def ms_ssim_and_ssim(a, b):
    a, b = (torch.tensor(p, dtype=torch.float64).permute(2, 0, 1)[None] for p in (a, b))
    g = torch.exp(-((torch.arange(11, dtype=torch.float64) - 5) ** 2) / (2 * 1.5**2))
    g = torch.outer(g, g) / g.sum() ** 2
    window = g.expand(3, 1, 11, 11)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333]
    result = torch.ones(3, dtype=torch.float64)
    for scale, weight in enumerate(weights):
        blur = lambda p: F.conv2d(p, window, groups=3)
        ma, mb = blur(a), blur(b)
        va, vb, cov = blur(a * a) - ma**2, blur(b * b) - mb**2, blur(a * b) - ma * mb
        cs = (2 * cov + c2) / (va + vb + c2)
        ssim = (2 * ma * mb + c1) / (ma**2 + mb**2 + c1) * cs
        if scale == 0:
            finest = ssim.mean().item()
        term = (ssim if scale == 4 else cs).mean(dim=(0, 2, 3)).clamp(min=0)
        result = result * term**weight
        padding = [side % 2 for side in a.shape[2:]]
        a, b = (F.avg_pool2d(p, 2, padding=padding) for p in (a, b))
    return result.mean().item(), finest


if __name__ == "__main__":
    print("kind,width,height,psnr_db,ms_ssim,ssim")
    for width, height in [(161, 161), (176, 192), (203, 330), (384, 256)]:
        for kind in ["noise4", "noise20", "noise90", "mosaic", "negative"]:
            a, b = picture("waves", width, height), picture(kind, width, height)
            psnr = 10 * np.log10(255**2 / np.mean((a - b) ** 2.0))
            ms_ssim, ssim = ms_ssim_and_ssim(a, b)
            print(f"{kind},{width},{height},{psnr:.6f},{ms_ssim:.8f},{ssim:.8f}")
