"""Trains the promptable segmenter. See README.md."""
import argparse
import sys
import queue
import threading
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from data import Source
from model import Segmenter, graph_of

sys.path.append(str(Path(__file__).resolve().parent.parent / "image"))
import loop  # noqa: E402

FOCUS, DICE, QUALITY, SALIENT = 2.0, 1.0, 0.5, 2.0   # weights of the losses
TRUNK_RATE = 0.2                                       # of the learning rate


def overlap(logits, target):
    """Intersection over union of what lies above 0, [N]."""
    a, b = logits > 0, target > 0.5
    return (a & b).sum((1, 2)) / (a | b).sum((1, 2)).clamp_min(1)


def mask_loss(logits, target):
    """Focal loss (Lin et al., ICCV 2017) and Dice loss, [N]."""
    p = torch.sigmoid(logits)
    entropy = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    wrong = (p - target).abs()
    focal = (entropy * (0.1 + wrong.square())).mean((1, 2))
    dice = 1 - (2 * (p * target).sum((1, 2)) + 1) / (p.sum((1, 2)) + target.sum((1, 2)) + 1)
    return FOCUS * 5 * focal + DICE * dice


def loss_of(model, batch, mixed):
    pictures, masks, points, labels, salient = batch
    with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
        logits, quality, importance = model(pictures, points, labels)
    logits, quality, importance = logits.float(), quality.float(), importance.float()
    k = masks.shape[1]
    target = masks.flatten(0, 1)
    n, m = logits.shape[:2]
    logits = F.interpolate(logits, size=target.shape[1:], mode="bilinear", align_corners=False)
    wide = target[:, None].expand(-1, m, -1, -1).flatten(0, 1)
    losses = mask_loss(logits.flatten(0, 1), wide).reshape(n, m)
    with torch.no_grad():
        reached = overlap(logits.flatten(0, 1), wide).reshape(n, m)
    one = torch.arange(n) % k == 0          # prompts of a single point may mean three things: the nearest is improved, the others hardly
    three = losses[:, 1:]
    nearest = 0.9 * three.amin(1) + 0.1 * three.mean(1)
    total = torch.where(one, 0.5 * losses[:, 0] + nearest, losses[:, 0] + 0.15 * nearest).mean()
    total = total + QUALITY * (quality - reached).square().mean() * 4
    known = salient >= 0
    extra = torch.zeros(())
    rows = known.flatten(1).all(1)
    if rows.any():
        out, truth = importance[rows, 0], salient[rows]
        p = torch.sigmoid(out)
        dice = 1 - (2 * (p * truth).sum((1, 2)) + 1) / (p.sum((1, 2)) + truth.sum((1, 2)) + 1)
        extra = F.binary_cross_entropy_with_logits(out, truth) + 0.5 * dice.mean()
    return total + SALIENT * extra, reached, one, extra


def batches(source, size, ahead=4):
    """Batches drawn ahead by a thread."""
    ready = queue.Queue(ahead)

    def work():
        while True:
            pictures, *rest = (torch.from_numpy(x) for x in source.batch(size))
            ready.put((pictures.contiguous(memory_format=torch.channels_last), *rest))

    threading.Thread(target=work, daemon=True).start()
    while True:
        yield ready.get()


def main():
    a = argparse.ArgumentParser(description=__doc__)
    loop.add_arguments(a, rate=6e-4)
    a.add_argument("--teachers", required=True, help="folder of the networks that others trained")
    a.add_argument("--start", help="checkpoint whose average is where the weights begin")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--mixed", action="store_true", help="bfloat16, for processors that have it")
    args = a.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    run = Path(args.run)
    run.mkdir(parents=True, exist_ok=True)
    nodes = graph_of(args.teachers)
    model, average = Segmenter(nodes), Segmenter(nodes)
    model.encoder.trunk.load(args.teachers)
    model, average = (m.to(memory_format=torch.channels_last) for m in (model, average))
    if args.start:
        model.load_state_dict(torch.load(args.start, map_location="cpu")["average"])
    average.load_state_dict(model.state_dict())
    print(sum(p.numel() for p in model.encoder.parameters()), "and", sum(p.numel() for p in model.decoder.parameters()), "weights", flush=True)
    still, slow = model.encoder.trunk.parts()
    for p in still:
        p.requires_grad_(False)
    own = {id(p) for p in still + slow}
    rest = [p for p in model.parameters() if id(p) not in own and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": rest}, {"params": slow}], lr=args.rate, betas=(0.9, 0.98), weight_decay=0.02)
    parts = {"model": model, "average": average, "optimizer": optimizer}
    elapsed, step = loop.resume(run / "checkpoint.pt", "cpu", parts)
    source = Source(args.data, step + 1)
    begin, last, sums = time.time() - elapsed, time.time(), torch.zeros(6)
    for batch in batches(source, args.batch):
        elapsed = time.time() - begin
        if elapsed >= 60 * args.minutes:
            break
        rate = loop.learning_rate(args.rate, step, 200, elapsed / (60 * args.minutes))
        for group, share in zip(optimizer.param_groups, (1, TRUNK_RATE)):
            group["lr"] = rate * share
        model.train()
        loss, reached, one, extra = loss_of(model, batch, args.mixed)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
        optimizer.step()
        loop.follow(average, model, step)
        step += 1
        kinds = reached.reshape(-1, 3, reached.shape[1])
        sums += torch.tensor([loss.item(), kinds[:, 0, 0].mean(), kinds[:, 0].amax(1).mean(), kinds[:, 1, 0].mean(), kinds[:, 2, 0].mean(), extra.item()])
        if step % 50 == 0:
            s = sums / 50
            print(f"{step} {elapsed / 60:.1f} min {(time.time() - last) / 50 * 1e3:.0f} ms loss {s[0]:.3f} point {s[1]:.3f} best {s[2]:.3f} box {s[3]:.3f} several {s[4]:.3f} salient {s[5]:.3f}", flush=True)
            sums.zero_()
            last = time.time()
        if step % 500 == 0:
            loop.save_parts(run / "checkpoint.pt", parts, elapsed, step)
    loop.save_parts(run / "checkpoint.pt", parts, elapsed, step)


if __name__ == "__main__":
    main()
