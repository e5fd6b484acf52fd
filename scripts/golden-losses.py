"""Writes test/golden/losses.jsonl.gz with PyTorch (1.13): cases of losses that PyTorch's OpInfo has no samples of.

    python3 scripts/golden-losses.py test/golden/losses.jsonl.gz

The format is written down in test/golden/run.ts.
"""
import gzip
import itertools
import json
import math
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


def ctc(count, width, repeats, kwargs, places=None, ends=None):
    """Labels without the blank, of lengths from none to as many as fit; what is beyond a length is any number."""
    batch = 4
    classes = [c for c in range(width) if c != kwargs.get("blank", 0)]
    targets = torch.tensor(classes)[torch.randint(0, 2 if repeats else len(classes), (batch, 5))]
    lengths = (torch.randint(count // 2, count + 1, (batch,)) if places is None else torch.tensor(places))
    ends = torch.tensor([0, 1, 3, 5] if ends is None else ends)
    for i, end in enumerate(ends):
        targets[i, end:] = -7
    return (leaf(count, batch, width), targets, lengths, ends), kwargs


def ctc_loss():
    for reduction in REDUCTIONS:
        yield ctc(14, 6, False, {"reduction": reduction})
        yield ctc(14, 6, True, {"reduction": reduction, "blank": 2})
        yield ctc(9, 4, True, {"reduction": reduction, "zero_infinity": True}, [3, 9, 2, 9])
        yield (leaf(7, 4), torch.tensor([1, 1, 3]), torch.tensor(6), torch.tensor(3)), {"reduction": reduction}
    # long, with few labels, and sure of itself
    yield ctc(60, 3, True, {})
    (logits, *rest), kwargs = ctc(12, 5, False, {"reduction": "sum"}, [12, 12, 11, 10])
    yield (logits.detach().mul(5).requires_grad_(), *rest), kwargs
    # where the targets don't fit: infinite
    yield ctc(6, 4, True, {"reduction": "none"}, [2, 6, 1, 4])
    yield ctc(4, 4, True, {}, [4, 4, 4, 4], [4, 4, 4, 4])
    yield (leaf(3, 2, 3), torch.zeros((2, 0), dtype=torch.int64), torch.tensor([3, 1]), torch.tensor([0, 0])), {}


def lists(count, classes, ends):
    """Of classes, each ended by -1 as its end says, and whatever behind it."""
    rows = torch.stack([torch.randperm(classes) for _ in range(count)])
    for row, end in zip(rows, ends):
        row[end:] = torch.randint(-1, classes, (classes - end,))
        row[end:end + 1] = -1
    return rows


def multilabel_margin():
    for reduction in REDUCTIONS:
        yield (leaf(5, 4), lists(5, 4, [0, 1, 2, 3, 4])), {"reduction": reduction}
        yield (leaf(6), lists(1, 6, [3])[0]), {"reduction": reduction}
    # one class twice, one alone, where nothing is lacking, and where an order of magnitude is
    yield (leaf(2, 3), torch.tensor([[1, 1, -1], [0, 0, 0]])), {"reduction": "none"}
    yield (leaf(3, 1), torch.tensor([[0], [-1], [0]])), {}
    yield (torch.tensor([[2.0, 1.0, 0.0, 3.0]], requires_grad=True), torch.tensor([[0, 3, -1, 1]])), {}
    yield (torch.tensor([[1e4, -1e4, 1e-4]], requires_grad=True), torch.tensor([[1, -1, 0]])), {}


def triplet_margin_with_distance():
    for reduction, swap, shape in itertools.product(REDUCTIONS, [False, True], [(6, 3), (5,), (2, 3, 4)]):
        yield (leaf(*shape), leaf(*shape), leaf(*shape)), {"reduction": reduction, "swap": swap, "margin": 2.5}
    yield (leaf(4, 3), leaf(4, 3), leaf(1, 3)), {}


# the logits that losses of log-probabilities are asked of: PyTorch's gradient of its log-probabilities is theirs
OF_LOGITS = {"ctc_loss"}

LOSSES = {
    "ctc_loss": ctc_loss,
    "soft_margin_loss": soft_margin,
    "multilabel_soft_margin_loss": multilabel_soft_margin,
    "multi_margin_loss": multi_margin,
    "multilabel_margin_loss": multilabel_margin,
    "triplet_margin_with_distance_loss": triplet_margin_with_distance,
}


def plain(x):
    return float(f"{x:.9g}") if math.isfinite(x) else str(x)


def said(value):
    if not isinstance(value, torch.Tensor):
        return value
    numbers = value.detach().flatten().tolist()
    data = [plain(x) if isinstance(x, float) else x for x in numbers]
    return {"shape": list(value.shape), "dtype": str(value.dtype).removeprefix("torch."), "data": data}


def case_of(name, index, inputs, kwargs):
    first = F.log_softmax(inputs[0], -1) if name in OF_LOGITS else inputs[0]
    output = getattr(F, name)(first, *inputs[1:], **kwargs)
    cotangent = torch.randn(output.shape)
    given = [*inputs, *kwargs.values()]
    floats = [x for x in given if isinstance(x, torch.Tensor) and x.dtype.is_floating_point]
    leaves = [x for x in inputs if x.requires_grad]
    gradients = iter(torch.autograd.grad((cotangent * output).sum(), leaves))
    grads = [said(next(gradients)) if x.requires_grad else None for x in floats]
    if not output.isfinite().all():
        cotangent = None
    return {
        "id": f"nn.functional.{name}/{index}",
        "op": f"nn.functional.{name}",
        "variant": None,
        "inputs": [said(x) for x in inputs],
        "kwargs": {key: said(value) for key, value in kwargs.items()},
        "outputs": [said(output)],
        "cotangents": None if cotangent is None else [said(cotangent)],
        "grads": None if cotangent is None else grads,
    }


torch.manual_seed(11)
with open(sys.argv[1], "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
    for loss, samples in LOSSES.items():
        for i, (inputs, kwargs) in enumerate(samples()):
            file.write((json.dumps(case_of(loss, i, inputs, kwargs)) + "\n").encode())
