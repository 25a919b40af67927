"""What the training loops share: the learning rate along a run, the average of the weights, options, and checkpoints that are whole or not there."""
import math
from pathlib import Path

import torch


def add_arguments(parser, rate, run=None):
    """The options that all of them take; without a folder to begin with, --run must be given."""
    parser.add_argument("--data", required=True, help="folder of the picture packs")
    parser.add_argument("--run", default=run, required=run is None, help="folder of the checkpoint")
    parser.add_argument("--minutes", type=float, default=60, help="training time of the whole run, all resumed parts together")
    parser.add_argument("--rate", type=float, default=rate, help="peak learning rate")
    parser.add_argument("--batch", type=int, default=8, help="crops in a step, an even number; a GPU takes 32 or more")
    parser.add_argument("--workers", type=int, default=0, help="threads that cut crops; with a GPU one for each processor")


def learning_rate(peak, step, warm_up, progress):
    """Linear over the first `warm_up` steps, then half a cosine down to 2 % of the peak; progress 0..1 of the run."""
    return peak * min(1, (step + 1) / warm_up) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, progress))))


def set_learning_rate(optimizer, rate):
    for group in optimizer.param_groups:
        group["lr"] = rate


@torch.no_grad()
def follow(average, model, step):
    """Exponential average over about 2000 steps, shorter at the start."""
    decay = min(0.9995, (step + 1) / (step + 20))
    torch._foreach_mul_(list(average.parameters()), decay)
    torch._foreach_add_(list(average.parameters()), list(model.parameters()), alpha=1 - decay)


def resume(path, device, parts):
    """Loads parts by name from a checkpoint, if there is one; returns seconds and steps so far."""
    if not path.exists():
        return 0.0, 0
    saved = torch.load(path, map_location=device)
    for name, part in parts.items():
        part.load_state_dict(saved[name])
    return saved["elapsed"], saved["step"]


def save_parts(path, parts, elapsed, step):
    """What `resume` reads."""
    save(path, **{name: part.state_dict() for name, part in parts.items()}, elapsed=elapsed, step=step)


def save(path, **content):
    """Writes beside and renames, so that an interrupted run keeps its last checkpoint."""
    torch.save(content, str(path) + ".new")
    Path(str(path) + ".new").rename(path)
