"""Writes test/nn/adaptive-log-softmax.json: what PyTorch's adaptive softmax makes of given parameters and inputs.

    python3 test/interop/adaptive.py > test/nn/adaptive-log-softmax.json && npx biome format --write test/nn/adaptive-log-softmax.json

Elements are sin(3 i + k) of a counter k of their tensor, rounded to four digits; parameters have PyTorch's names.
"""
import json
import math
import sys

import torch
from torch import nn

torch.set_num_threads(1)


def waves(shape, k, scale=1.0):
    values = [round(scale * math.sin(3 * i + k), 4) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def numbers(x):
    return torch.round(x.detach().double() * 1e7).div(1e7).tolist()


def case(arguments, module, x, target):
    with torch.no_grad():
        for k, (_, p) in enumerate(module.named_parameters()):
            p.copy_(waves(p.shape, k, 0.5))
    x.requires_grad_()
    output, loss = module(x, target)
    parameters = dict(module.named_parameters())
    total = 2 * loss + (output * waves(output.shape, 7)).sum()
    leaves = [x, *parameters.values()]
    found = torch.autograd.grad(total, leaves, allow_unused=True)
    gradients = [numbers(torch.zeros_like(leaf) if g is None else g) for leaf, g in zip(leaves, found)]
    rows = x.reshape(-1, x.shape[-1])
    return {
        "arguments": arguments,
        "parameters": {path: p.tolist() for path, p in parameters.items()},
        "input": x.tolist(),
        "target": target.tolist(),
        "output": numbers(output),
        "loss": numbers(loss),
        "inputGradient": gradients[0],
        "gradients": dict(zip(parameters, gradients[1:])),
        "logProb": numbers(module.log_prob(rows)),
        "predicted": module.predict(rows).tolist(),
    }


Adaptive = nn.AdaptiveLogSoftmaxWithLoss
targets = torch.tensor([0, 11, 3, 4, 7, 2, 8, 5])
cases = [
    case([16, 12, [4]], Adaptive(16, 12, [4]), waves((8, 16), 9), targets),
    case([16, 12, [3, 5, 8]], Adaptive(16, 12, [3, 5, 8], div_value=2.0), waves((8, 16), 9), targets),
    case([8, 12, [2, 7]], Adaptive(8, 12, [2, 7], div_value=1.5, head_bias=True), waves((8, 8), 4), targets),
    case([6, 5, [1, 4]], Adaptive(6, 5, [1, 4], div_value=1.0), waves((6,), 4), torch.tensor(4)),
    # clusters without a row
    case([6, 9, [3, 5]], Adaptive(6, 9, [3, 5], div_value=2.0), waves((3, 6), 4), torch.tensor([3, 4, 3])),
]
for entry, options in zip(cases, [{}, {"divValue": 2}, {"divValue": 1.5, "headBias": True}, {"divValue": 1}, {"divValue": 2}]):
    entry["arguments"].append(options)
json.dump(cases, sys.stdout)
