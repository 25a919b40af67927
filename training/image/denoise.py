"""Trains the latent denoiser of a picture codec: a network between channel and decoder for frames sent at low SNR.

   python3 denoise.py --data DIR --model ../../models/image-base --run runs/denoiser --minutes 90

Encoder and decoder are those of the exported model and stay as they are. Loss and draws are those of train.py, with planned SNRs from
-4 to 10 dB, most of them low.
"""
import argparse
import copy
import math
import time
from pathlib import Path

import torch

import data
from allocation import classes
from model import Denoiser
from train import BATCH, CROP, PER_FRAME, Codec, evaluate, exported, forward, frame_settings

POINTS = ((20, 1, 96, 0), (18, 4, 96, 0), (60, 1, 128, 0), (17, 7, 64, 0))


def low_snr(groups, device, rng):
    """As frame_settings, planned for -4 to 10 dB."""
    rate, plan, actual, fast, base = frame_settings(groups, device, rng)
    low = (-4 + 14 * torch.rand(groups, generator=rng) ** 1.5).to(device)
    return rate, low, low + (actual - plan), fast, base


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder of the picture packs")
    parser.add_argument("--model", required=True, help="exported model whose latents are denoised")
    parser.add_argument("--run", required=True, help="folder of the checkpoint")
    parser.add_argument("--minutes", type=float, default=60, help="training time of the whole run, all resumed parts together")
    parser.add_argument("--rate", type=float, default=6e-4, help="peak learning rate")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    pictures, held = data.split(data.load_pack(args.data))
    parts, variances, weights, size = exported(Path(args.model), device)
    codec = Codec(*parts, size).to(device).to(memory_format=torch.channels_last)
    codec.load_state_dict(weights, strict=False)
    codec.requires_grad_(False)
    denoiser = Denoiser(parts[2]).to(device).to(memory_format=torch.channels_last)
    average = copy.deepcopy(denoiser)
    optimizer = torch.optim.Adam(denoiser.parameters(), lr=args.rate, betas=(0.9, 0.995))
    path, elapsed, step = run / "checkpoint.pt", 0.0, 0
    if path.exists():
        saved = torch.load(path, map_location=device)
        denoiser.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        elapsed, step = saved["elapsed"], saved["step"]

    def save():
        torch.save(dict(model=denoiser.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(), elapsed=elapsed, step=step), str(path) + ".new")
        Path(str(path) + ".new").rename(path)

    def row():
        return " ".join(f"{v:.3f}" for v in evaluate(codec, variances, held, POINTS, average))

    print(f"parameters: {sum(p.numel() for p in denoiser.parameters()):,}; without: "
          + " ".join(f"{v:.3f}" for v in evaluate(codec, variances, held, POINTS)), flush=True)
    rng = torch.Generator().manual_seed(2000 + step)
    source = data.batches(pictures, BATCH, CROP, seed=5000 + step)
    groups = BATCH // PER_FRAME
    begin, before, said, losses = time.time(), elapsed, elapsed, []
    while elapsed < args.minutes * 60:
        progress = elapsed / (args.minutes * 60)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        x = next(source).to(device).to(memory_format=torch.channels_last)
        cls = classes(x, (1, 1, 2)[int(torch.randint(3, (1,), generator=rng))])
        out, _ = forward(codec, variances, x, cls, *low_snr(groups, device, rng), denoiser=denoiser)
        loss = torch.log((out - x).square().reshape(groups, -1).mean(1) + 15).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(denoiser.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        with torch.no_grad():
            decay = min(0.9995, (step + 1) / (step + 20))
            torch._foreach_mul_(list(average.parameters()), decay)
            torch._foreach_add_(list(average.parameters()), list(denoiser.parameters()), alpha=1 - decay)
        step += 1
        elapsed = before + time.time() - begin
        if elapsed - said > 600 or step in (50, 500):
            save()
            print(f"{elapsed / 60:6.1f} min, step {step}, loss {sum(losses) / len(losses):.4f}, held out {row()}", flush=True)
            said, losses = elapsed, []
    save()
    print("held out:", row(), flush=True)


if __name__ == "__main__":
    main()
