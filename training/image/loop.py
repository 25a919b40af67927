"""What the training loops share: the learning rate along a run, the average of the weights, and checkpoints that are whole or not there."""
import math
from pathlib import Path

import torch


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


def save(path, **content):
    """Writes beside and renames, so that an interrupted run keeps its last checkpoint."""
    torch.save(content, str(path) + ".new")
    Path(str(path) + ".new").rename(path)
