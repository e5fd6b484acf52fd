"""Writes test/optim/trajectories.json: a hundred steps of PyTorch's optimizers and schedules, in float64.

    python3 test/interop/optim.py > test/optim/trajectories.json

The gradient of step t at p is p[i] * (1 + i % 3) + sin(t + i): the test computes the same.
"""
import json
import math

import torch
from torch import optim
from torch.optim import lr_scheduler as schedules

STEPS = 100
SIZE = 6


def start():
    return torch.tensor([math.cos(i) for i in range(SIZE)], dtype=torch.float64, requires_grad=True)


def gradient(p, t):
    scale = torch.tensor([1.0 + i % 3 for i in range(SIZE)], dtype=torch.float64)
    wave = torch.tensor([math.sin(t + i) for i in range(SIZE)], dtype=torch.float64)
    return p.detach() * scale + wave


class Lion(optim.Optimizer):
    """Chen et al., "Symbolic discovery of optimization algorithms" (2023), algorithm 2."""

    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                update = (m * beta1 + p.grad * (1 - beta1)).sign()
                p.sub_(group["lr"] * (update + group["weight_decay"] * p))
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def run(make, schedule=None, clip=None):
    p = start()
    optimizer = make([p])
    scheduler = schedule and schedule(optimizer)
    values, rates = [], []
    for t in range(STEPS):
        p.grad = gradient(p, t)
        if clip:
            clip([p])
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if scheduler:
            scheduler.step()
        if t % 10 == 9:
            values.append(p.detach().tolist())
    return {"values": values, **({"rates": rates} if schedule else {})}


cases = {
    "sgd": run(lambda p: optim.SGD(p, lr=0.05, weight_decay=0.1)),
    "sgd, momentum": run(lambda p: optim.SGD(p, lr=0.05, momentum=0.9)),
    "sgd, nesterov": run(lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
    "adam": run(lambda p: optim.Adam(p, lr=0.05)),
    "adam, decay": run(lambda p: optim.Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    "adamw": run(lambda p: optim.AdamW(p, lr=0.05)),
    "adamw, decay": run(lambda p: optim.AdamW(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.3)),
    "rmsprop": run(lambda p: optim.RMSprop(p, lr=0.02)),
    "rmsprop, centered": run(
        lambda p: optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-6, centered=True, momentum=0.5, weight_decay=0.1)
    ),
    "adagrad": run(lambda p: optim.Adagrad(p, lr=0.1)),
    "adagrad, decay": run(
        lambda p: optim.Adagrad(p, lr=0.1, lr_decay=0.01, weight_decay=0.1, initial_accumulator_value=0.5, eps=1e-8)
    ),
    "lion": run(lambda p: Lion(p, lr=0.01, betas=(0.9, 0.99), weight_decay=0.1)),
    "stepDecay": run(lambda p: optim.SGD(p, lr=0.1), lambda o: schedules.StepLR(o, 30, 0.5)),
    "exponentialDecay": run(lambda p: optim.SGD(p, lr=0.1), lambda o: schedules.ExponentialLR(o, 0.97)),
    "cosine": run(lambda p: optim.SGD(p, lr=0.1), lambda o: schedules.CosineAnnealingLR(o, STEPS, 0.01)),
    "warmUp": run(lambda p: optim.SGD(p, lr=0.1), lambda o: schedules.LinearLR(o, 0.25, 1.0, 20)),
    "oneCycle": run(
        lambda p: optim.SGD(p, lr=0.1),
        lambda o: schedules.OneCycleLR(o, 0.2, total_steps=STEPS + 1, cycle_momentum=False),
    ),
    "clipByNorm": run(lambda p: optim.SGD(p, lr=0.1), clip=lambda p: torch.nn.utils.clip_grad_norm_(p, 0.7)),
    "clipByValue": run(lambda p: optim.SGD(p, lr=0.1), clip=lambda p: torch.nn.utils.clip_grad_value_(p, 0.3)),
}
print(json.dumps(cases))
