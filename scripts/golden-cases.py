"""Writes sample cases for `npm run golden` with PyTorch (1.13 is what test/golden was made with):

    python3 scripts/golden-cases.py OUT.jsonl.gz --like test/golden/opinfo.jsonl.gz --per-op 12 --seed 7
    python3 scripts/golden-cases.py OUT.jsonl.gz --like test/golden/opinfo.jsonl.gz --special

The operations are those of the file after --like. Without --special the cases are PyTorch's own OpInfo samples that
this file does not hold; with it they are special values, ties, empty axes, integers and booleans for elementwise
functions and reductions. The format is written down in test/golden/run.ts.
"""
import argparse
import gzip
import json
import math
import random

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.opinfo.core import BinaryUfuncInfo, ReductionOpInfo, UnaryUfuncInfo

LARGEST = 4000


class Unsaid(Exception):
    """What the format has no words for."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--like", required=True)
    parser.add_argument("--per-op", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--special", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    known = known_cases(args.like)
    infos = {(info.name, info.variant_test_name): info for info in op_db}
    count = 0
    with gzip.open(args.out, "wt") as file:
        for key, indices in known.items():
            torch.manual_seed(args.seed)
            random.seed(args.seed)
            info = infos[key]
            calls = special_calls(info) if args.special else sample_calls(info, indices, args.per_op)
            for name, call in calls:
                try:
                    case = case_of(info, name, *call)
                except (Unsaid, RuntimeError, IndexError, TypeError) as error:
                    print(f"{info.name} {name}: left out, {str(error).splitlines()[0][:90]}")
                    continue
                file.write(json.dumps(case) + "\n")
                count += 1
    print(f"{count} cases")


def known_cases(path):
    known = {}
    with gzip.open(path, "rt") as lines:
        for line in lines:
            case = json.loads(line)
            indices = known.setdefault((case["op"], case["variant"] or ""), set())
            indices.add(int(case["id"].rsplit("/", 1)[1]))
    return known


def sample_calls(info, indices, count):
    samples = list(info.sample_inputs("cpu", torch.float32, requires_grad=info.supports_autograd))
    rest = [i for i in range(len(samples)) if i not in indices]
    random.shuffle(rest)
    for i in rest[:count]:
        yield str(i), (samples[i].input, samples[i].args, samples[i].kwargs)


UNUSUAL = [math.nan, math.inf, -math.inf, 0.0, -0.0, 1e-40, -1e-40, 0.5, -0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 3e38]
LARGER = [1e-7, -1e-7, 1e-3, 20.0, -20.0, 88.5, 89.0, -87.5, -104.0, 1e5, -1e5, 1e10]
INTEGERS = [0, 1, -1, 2, -3, 7, 2147483647, -2147483648]


def special_calls(info):
    def floats(*data):
        return torch.tensor(*data, requires_grad=info.supports_autograd)

    if isinstance(info, UnaryUfuncInfo):
        _, kwargs = info.sample_kwargs("cpu", torch.float32, None)
        yield "special", (floats(UNUSUAL + LARGER), (), kwargs)
        yield "strided", (floats([[1.0, -2.0, 0.5]] * 2).t(), (), kwargs)
        yield from exact(info, lambda x: (x, (), kwargs))
    elif isinstance(info, BinaryUfuncInfo):
        column = floats([[x] for x in UNUSUAL])
        options = {"rounding_mode": "trunc"} if info.variant_test_name == "trunc_rounding" else {}
        options = {"rounding_mode": "floor"} if info.variant_test_name == "floor_rounding" else options
        yield "special", (column, (floats(UNUSUAL),), options)
        yield "ties", (floats([1.0, 2.0, 3.0]), (floats([1.0, 3.0, 2.0]),), options)
        for number in (2, -1.5):
            yield f"number {number}", (floats([1.0, -2.0, 0.5]), (number,), options)
        # dividing an integer by 0 throws there
        yield from exact(info, lambda x: (x, (x.flip(0).where(x.flip(0) != 0, x.max()),), options))
    elif isinstance(info, ReductionOpInfo):
        rows = [[1.0, 3.0, 3.0], [math.nan, 1.0, 2.0], [math.inf, -math.inf, 0.0], [-0.0, 0.0, -0.0], [1e30, 1e30, 3e38]]
        yield "special", (floats(rows), (1,), {})
        yield "empty", (floats([[], []]), (1,), {})
        yield "empty rows", (floats([[], []]), (0,), {})
        yield "ties", (floats([[2.0, 1.0, 2.0], [2.0, 2.0, 2.0]]), (0,), {})
        yield from exact(info, lambda x: (torch.stack([x, x.flip(0)]), (1,), {}))


def exact(info, call):
    """Integers and booleans, where the function takes them."""
    if torch.int64 in info.dtypes:
        yield "integers", call(torch.tensor(INTEGERS[:6]))
    if torch.bool in info.dtypes:
        yield "booleans", call(torch.tensor([True, False, True]))


def case_of(info, name, first, args, kwargs):
    inputs = [fresh(first), *(fresh(value) for value in args)]
    kwargs = {key: fresh(value) for key, value in kwargs.items()}
    given = tensors([inputs, kwargs])
    if sum(x.numel() for x in given) > LARGEST:
        raise Unsaid("large")
    said = {"inputs": said_of(inputs), "kwargs": said_of(kwargs)}
    result = info.op(*inputs, **kwargs)
    outputs = list(result) if isinstance(result, (tuple, list)) else [result]
    cotangents = grads = None
    if any(y.requires_grad for y in outputs):
        cotangents = [torch.randn(y.shape, dtype=y.dtype) if y.requires_grad else None for y in outputs]
        total = sum((g * y).sum() for g, y in zip(cotangents, outputs) if g is not None)
        wanted = [x for x in given if x.requires_grad]
        found = iter(torch.autograd.grad(total, wanted, allow_unused=True))
        grads = [next(found) if x.requires_grad else None for x in given if x.dtype.is_floating_point]
    variant = info.variant_test_name
    return {
        "id": f"{info.name}{'.' if variant else ''}{variant}/{name}",
        "op": info.name,
        "variant": variant or None,
        **said,
        "outputs": said_of(outputs),
        "cotangents": said_of(cotangents),
        "grads": said_of(grads),
    }


def fresh(value):
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if isinstance(value, (list, tuple)):
        return type(value)(fresh(one) for one in value) if type(value) in (list, tuple) else value
    return {key: fresh(one) for key, one in value.items()} if isinstance(value, dict) else value


def tensors(value):
    if isinstance(value, torch.Tensor):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [x for part in parts for x in tensors(part)]


def said_of(value):
    if isinstance(value, torch.Tensor):
        if value.is_complex() or value.is_sparse:
            raise Unsaid("complex or sparse")
        data = [said_of(number) for number in value.detach().flatten().tolist()]
        return {"shape": list(value.shape), "dtype": str(value.dtype).removeprefix("torch."), "data": data}
    if isinstance(value, torch.dtype):
        return {"dtype": str(value).removeprefix("torch.")}
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if isinstance(value, (list, tuple)):
        return [said_of(one) for one in value]
    if isinstance(value, dict):
        return {key: said_of(one) for key, one in value.items()}
    if isinstance(value, float):
        # nine digits tell float32 apart
        return float(f"{value:.9g}") if math.isfinite(value) else str(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise Unsaid(type(value).__name__)


main()
