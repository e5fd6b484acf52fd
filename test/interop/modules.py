"""Writes test/torch/modules.json: what PyTorch's modules make of parameters and inputs, in evaluation and in training.

    python3 test/interop/modules.py > test/torch/modules.json && npx biome format --write test/torch/modules.json

Elements are sin(3 i + k) of a counter k of their tensor, rounded to four digits; parameters have PyTorch's names.
Arguments are those of tuplet/torch; nothing is random, so that training can be compared.
"""
import json
import math
import sys

import torch
from torch import nn

torch.set_num_threads(1)


def waves(shape, k, scale=1.0):
    count = math.prod(shape)
    values = [round(scale * math.sin(3 * i + k), 4) for i in range(count)]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def numbers(x):
    return torch.round(x.detach().double() * 1e7).div(1e7).tolist()


def case(name, arguments, module, x, call=lambda module, x: module(x)):
    with torch.no_grad():
        for k, (path, p) in enumerate(module.named_parameters()):
            p.copy_(waves(p.shape, k, 0.5))
    before = {path: p.tolist() for path, p in module.state_dict().items() if p.dtype == torch.float32}
    trained = call(module.train(), x)
    after = {path: numbers(p) for path, p in module.named_buffers() if p.dtype == torch.float32}
    total = (trained * waves(trained.shape, 7)).sum()
    parameters = dict(module.named_parameters())
    gradients = torch.autograd.grad(total, list(parameters.values())) if parameters else []
    return {
        "name": name,
        "arguments": arguments,
        "state": before,
        "input": x.tolist(),
        "trained": numbers(trained),
        "gradients": dict(zip(parameters, map(numbers, gradients))),
        "buffers": after,
        "evaluated": numbers(call(module.eval(), x)),
    }


tracked = {"momentum": 0.3, "trackRunningStats": True}
images = waves((2, 3, 4, 4), 5)

cases = [
    case("BatchNorm1d", [3], nn.BatchNorm1d(3), waves((6, 3), 1)),
    case("BatchNorm1d", [3, {"momentum": 0.3, "eps": 0.01}], nn.BatchNorm1d(3, 0.01, 0.3), waves((4, 3, 5), 1)),
    case("BatchNorm2d", [3], nn.BatchNorm2d(3), images),
    case("BatchNorm2d", [3, {"affine": False}], nn.BatchNorm2d(3, affine=False), images),
    case("LayerNorm", [[4, 4]], nn.LayerNorm([4, 4]), images),
    case("GroupNorm", [3, 3], nn.GroupNorm(3, 3), images),
    case("PReLU", [], nn.PReLU(), images),
    case("PReLU", [3], nn.PReLU(3), images),
    case("GLU", [1], nn.GLU(1), waves((2, 6, 3), 1)),
    case("Unflatten", [1, [3, -1]], nn.Unflatten(1, (3, -1)), waves((2, 12), 1)),
    case("ConvTranspose2d", [3, 2, 3, {"stride": 2, "padding": 1}], nn.ConvTranspose2d(3, 2, 3, 2, 1), images),
    case("AdaptiveAvgPool2d", [[3, 2]], nn.AdaptiveAvgPool2d((3, 2)), images),
    case("AdaptiveMaxPool2d", [2], nn.AdaptiveMaxPool2d(2), images),
    case("InstanceNorm1d", [3], nn.InstanceNorm1d(3), waves((4, 3, 5), 1)),
    case("InstanceNorm2d", [3, {"affine": True, "eps": 0.01}], nn.InstanceNorm2d(3, 0.01, affine=True), images),
    case("InstanceNorm2d", [3, tracked], nn.InstanceNorm2d(3, momentum=0.3, track_running_stats=True), images),
    case("ZeroPad2d", [[1, 2, 0, 3]], nn.ZeroPad2d((1, 2, 0, 3)), images),
    case("ConstantPad1d", [2, 0.5], nn.ConstantPad1d(2, 0.5), images[0]),
    case("ReflectionPad2d", [[3, 1, 2, 0]], nn.ReflectionPad2d((3, 1, 2, 0)), images),
    case("ReflectionPad1d", [2], nn.ReflectionPad1d(2), images[0]),
    case("ReplicationPad2d", [2], nn.ReplicationPad2d(2), images),
    case("Unfold", [[2, 3], {"padding": 1, "stride": 2}], nn.Unfold((2, 3), padding=1, stride=2), images),
    case("Upsample", [{"scaleFactor": 2}], nn.Upsample(scale_factor=2), images),
    case("Upsample", [{"size": [5, 7], "mode": "bilinear"}], nn.Upsample((5, 7), mode="bilinear"), images),
]
json.dump(cases, sys.stdout)
