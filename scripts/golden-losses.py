"""Writes test/golden/losses.jsonl.gz with PyTorch (1.13): cases of losses that PyTorch's OpInfo has no samples of.

    python3 scripts/golden-losses.py test/golden/losses.jsonl.gz

The format is written down in test/golden/run.ts.
"""
import gzip
import itertools
import json
import sys

import torch
import torch.nn.functional as F

REDUCTIONS = ["mean", "sum", "none"]


def leaf(*shape):
    return torch.randn(shape).mul(3).requires_grad_()


def signs(*shape):
    return torch.randint(0, 2, shape).mul(2).sub(1).float()


def soft_margin():
    for shape, reduction in itertools.product([(), (5,), (2, 3), (2, 1, 4)], REDUCTIONS):
        yield (leaf(*shape), signs(*shape)), {"reduction": reduction}
    yield (torch.zeros(3, requires_grad=True), signs(3)), {}


def multilabel_soft_margin():
    for shape, reduction in itertools.product([(4,), (2, 4), (2, 3, 4)], REDUCTIONS):
        yield (leaf(*shape), torch.randint(0, 2, shape).float()), {"reduction": reduction}
        yield (leaf(*shape), torch.rand(shape)), {"reduction": reduction, "weight": torch.rand(4)}
    yield (torch.tensor([[0.0, 300.0, -300.0, 1e4]], requires_grad=True), torch.tensor([[1.0, 0.0, 1.0, 1.0]])), {}


def multi_margin():
    for reduction, p, margin in itertools.product(REDUCTIONS, [1, 2], [1.0, 0.3]):
        yield (leaf(6, 5), torch.randint(0, 5, (6,))), {"reduction": reduction, "p": p, "margin": margin}
        yield (leaf(6, 5), torch.randint(0, 5, (6,))), {"reduction": reduction, "p": p, "weight": torch.rand(5)}
    for reduction in REDUCTIONS:
        yield (leaf(4), torch.tensor(2)), {"reduction": reduction}
    # where nothing is lacking, there is no gradient
    yield (torch.tensor([[0.0, 1.0, 2.0]], requires_grad=True), torch.tensor([1])), {"margin": 1.0}


LOSSES = {
    "soft_margin_loss": soft_margin,
    "multilabel_soft_margin_loss": multilabel_soft_margin,
    "multi_margin_loss": multi_margin,
}


def said(value):
    if not isinstance(value, torch.Tensor):
        return value
    numbers = value.detach().flatten().tolist()
    data = [float(f"{x:.9g}") if isinstance(x, float) else x for x in numbers]
    return {"shape": list(value.shape), "dtype": str(value.dtype).removeprefix("torch."), "data": data}


def case_of(name, index, inputs, kwargs):
    output = getattr(F, name)(*inputs, **kwargs)
    cotangent = torch.randn(output.shape)
    given = [*inputs, *kwargs.values()]
    floats = [x for x in given if isinstance(x, torch.Tensor) and x.dtype.is_floating_point]
    (gradient,) = torch.autograd.grad((cotangent * output).sum(), [inputs[0]])
    return {
        "id": f"nn.functional.{name}/{index}",
        "op": f"nn.functional.{name}",
        "variant": None,
        "inputs": [said(x) for x in inputs],
        "kwargs": {key: said(value) for key, value in kwargs.items()},
        "outputs": [said(output)],
        "cotangents": [said(cotangent)],
        "grads": [said(gradient), *(None for _ in floats[1:])],
    }


torch.manual_seed(11)
with open(sys.argv[1], "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
    for loss, samples in LOSSES.items():
        for i, (inputs, kwargs) in enumerate(samples()):
            file.write((json.dumps(case_of(loss, i, inputs, kwargs)) + "\n").encode())
