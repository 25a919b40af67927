"""Makes a pair of tiny networks with the signature of Segment Anything's export, for the tests: no weights, a rule that a test can compute.

    python3 standin.py --out ../../tests/Transmitter.Tests/Data/sam

Mask i is a disc of radius 4, 8, 16 or 32 (of 64) around the mean of the positive points, without discs of radius 4 around negative ones; with a box it is the box. Qualities are 0.2, 0.9
and 0.5, and a tenth of the first embedding.
"""
import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

SIDE, PLACES = 64, 4


class Encoder(nn.Module):
    def forward(self, x):
        y = F.avg_pool2d(x, SIDE // PLACES)
        return torch.cat([y, y.mean(1, keepdim=True)], 1)


class Decoder(nn.Module):
    def forward(self, image_embeddings, point_coords, point_labels, mask_input, has_mask_input, orig_im_size):
        line = torch.arange(SIDE) + 0.5
        y, x = line[:, None], line[None]
        one = lambda label: (point_labels == label).float()[..., None]
        mean = (point_coords * one(1)).sum(1) / one(1).sum(1).clamp_min(1)
        from_mean = ((x - mean[0, 0]) ** 2 + (y - mean[0, 1]) ** 2).sqrt()
        away = (((x[None] - point_coords[0, :, 0, None, None]) ** 2 + (y[None] - point_coords[0, :, 1, None, None]) ** 2).sqrt() + 1000 * (1 - one(0)[0, :, :, None])).amin(0)
        low, high = (point_coords * one(2)).sum(1)[0], (point_coords * one(3)).sum(1)[0]
        box = torch.minimum(torch.minimum(x - low[0], high[0] - x), torch.minimum(y - low[1], high[1] - y))
        has_box = one(2).sum().clamp(0, 1)
        logits = torch.stack([torch.minimum(has_box * box + (1 - has_box) * (radius - from_mean), away - 4) for radius in (4.0, 8.0, 16.0, 32.0)])[None]
        low_res = F.interpolate(logits, (4 * PLACES, 4 * PLACES), mode="bilinear", align_corners=False) + 0 * mask_input.sum() * has_mask_input.sum()
        size = orig_im_size.to(torch.int64)
        scale = SIDE / torch.max(orig_im_size)
        inner = torch.floor(scale * orig_im_size + 0.5).to(torch.int64)
        masks = F.interpolate(logits[..., : inner[0], : inner[1]], (size[0], size[1]), mode="bilinear", align_corners=False)
        qualities = torch.cat([torch.tensor([0.2, 0.9, 0.5]), image_embeddings[0, :1, 0, 0] / 10])[None]
        return masks, qualities, low_res


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--out", required=True, type=Path)
    args = a.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(Encoder(), torch.zeros(1, 3, SIDE, SIDE), str(args.out / "encoder.onnx"), opset_version=17, input_names=["x"], output_names=["image_embeddings"])
    inputs = (torch.zeros(1, 4, PLACES, PLACES), torch.rand(1, 3, 2) * SIDE, torch.tensor([[1.0, 0.0, -1.0]]), torch.zeros(1, 1, 16, 16), torch.zeros(1), torch.tensor([40.0, 60.0]))
    torch.onnx.export(Decoder(), inputs, str(args.out / "decoder.onnx"), opset_version=17,
                      input_names=["image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size"],
                      output_names=["masks", "iou_predictions", "low_res_masks"], dynamic_axes={"point_coords": {1: "points"}, "point_labels": {1: "points"}})


if __name__ == "__main__":
    main()
