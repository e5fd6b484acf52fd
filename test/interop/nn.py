"""Writes test/nn/layers.json: what PyTorch's layers make of given parameters and inputs, in float32.

    python3 test/interop/nn.py > test/nn/layers.json && npx biome format --write test/nn/layers.json

Elements are sin(3 i + k) of a counter k of their tensor, rounded to four digits; parameters have PyTorch's names.
"""
import json
import math

import torch
from torch import nn

torch.set_num_threads(1)


def waves(shape, k):
    count = math.prod(shape)
    return torch.tensor([round(math.sin(3 * i + k), 4) for i in range(count)], dtype=torch.float32).reshape(shape)


def numbers(x):
    if x.dtype != torch.float32:
        return x.tolist()
    return torch.round(x.double() * 1e7).div(1e7).tolist()


def case(name, arguments, module, x, call=None, train=False):
    with torch.no_grad():
        for k, (path, p) in enumerate(module.named_parameters()):
            p.copy_(waves(p.shape, k) * 0.5)
    module.train(train)
    out = (call or module)(x)
    entry = {
        "name": name,
        "arguments": arguments,
        "parameters": {path: p.tolist() for path, p in module.named_parameters()},
        "input": x.tolist(),
        "output": numbers(out),
    }
    if train:
        entry["state"] = {path: numbers(b) for path, b in module.named_buffers() if b.dtype == torch.float32}
    return entry


def cases():
    yield case("linear", [3, 4], nn.Linear(3, 4), waves((2, 3), 9))
    for shape, kind in (((4, 3), nn.BatchNorm1d), ((4, 3, 5), nn.BatchNorm1d), ((2, 3, 4, 5), nn.BatchNorm2d)):
        yield case("batchNorm", [3], kind(3), waves(shape, 9), train=True)
        yield case("batchNorm", [3], kind(3), waves(shape, 9))
    yield case("batchNorm", [3, {"momentum": 0.3, "eps": 0.01}], nn.BatchNorm1d(3, eps=0.01, momentum=0.3), waves((4, 3), 9), train=True)
    yield case("instanceNorm", [3], nn.InstanceNorm1d(3), waves((2, 3, 5), 9))
    yield case("instanceNorm", [3, {"affine": True}], nn.InstanceNorm2d(3, affine=True), waves((2, 3, 4, 5), 9))
    tracked = {"trackRunningStats": True, "momentum": 0.3}
    module = nn.InstanceNorm1d(3, momentum=0.3, track_running_stats=True)
    yield case("instanceNorm", [3, tracked], module, waves((2, 3, 5), 9), train=True)
    yield case("layerNorm", [6], nn.LayerNorm(6), waves((2, 3, 6), 9))
    yield case("layerNorm", [[3, 6], {"eps": 0.1}], nn.LayerNorm([3, 6], eps=0.1), waves((2, 3, 6), 9))
    yield case("groupNorm", [2, 6], nn.GroupNorm(2, 6), waves((2, 6, 3, 2), 9))
    yield case("embedding", [7, 3], nn.Embedding(7, 3), torch.tensor([[1, 6, 0], [2, 2, 5]]))
    yield case("conv1d", [3, 4, 2], nn.Conv1d(3, 4, 2), waves((2, 3, 7), 9))
    yield case(
        "conv1d",
        [4, 6, 3, {"stride": 2, "padding": 1, "dilation": 2, "groups": 2, "bias": False}],
        nn.Conv1d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2, bias=False),
        waves((2, 4, 9), 9),
    )
    yield case("conv2d", [3, 4, 3], nn.Conv2d(3, 4, 3), waves((2, 3, 5, 6), 9))
    yield case(
        "conv2d",
        [4, 6, [3, 2], {"stride": [2, 1], "padding": [1, 0], "groups": 2}],
        nn.Conv2d(4, 6, (3, 2), stride=(2, 1), padding=(1, 0), groups=2),
        waves((1, 4, 5, 6), 9),
    )
    yield case("conv2d", [2, 3, 3, {"padding": "same"}], nn.Conv2d(2, 3, 3, padding="same"), waves((1, 2, 4, 4), 9))
    yield case("convTranspose1d", [3, 4, 3, {"stride": 2}], nn.ConvTranspose1d(3, 4, 3, stride=2), waves((2, 3, 4), 9))
    yield case(
        "convTranspose2d",
        [4, 6, 3, {"stride": 2, "padding": 1, "outputPadding": 1, "groups": 2}],
        nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2),
        waves((1, 4, 3, 3), 9),
    )

    causal = torch.triu(torch.full((5, 5), -math.inf), 1)
    attention = nn.MultiheadAttention(6, 2, batch_first=True)
    yield case("multiHeadAttention", [{"width": 6, "heads": 2}], attention, waves((3, 5, 6), 9), lambda x: attention(x, x, x)[0])
    bare = nn.MultiheadAttention(6, 3, bias=False, batch_first=True)
    yield case(
        "multiHeadAttention",
        [{"width": 6, "heads": 3, "bias": False, "causal": True}],
        bare,
        waves((2, 5, 6), 9),
        lambda x: bare(x, x, x, attn_mask=causal)[0],
    )
    for first in (True, False):
        block = nn.TransformerEncoderLayer(6, 2, 8, 0.0, "relu" if first else "gelu", batch_first=True, norm_first=first)
        options = {"width": 6, "heads": 2, "hidden": 8, "normFirst": first, "causal": True}
        entry = case("transformerBlock", [options], block, waves((2, 5, 6), 9), lambda x: block(x, src_mask=causal), train=True)
        yield {key: value for key, value in entry.items() if key != "state"} | ({"activation": "relu"} if first else {})
    recurrent = nn.LSTM(3, 4, batch_first=True)
    yield case("lstm", [3, 4], recurrent, waves((2, 5, 3), 9), lambda x: recurrent(x)[0])
    gated = nn.GRU(3, 4, batch_first=True)
    yield case("gru", [3, 4], gated, waves((2, 5, 3), 9), lambda x: gated(x)[0])
    deep = nn.LSTM(3, 4, 3, batch_first=True)
    yield case("lstm", [3, 4, {"layers": 3}], deep, waves((2, 5, 3), 9), lambda x: deep(x)[0])
    stacked = nn.GRU(3, 4, 2, batch_first=True)
    yield case("gru", [3, 4, {"layers": 2, "dropout": 0.5}], stacked, waves((2, 5, 3), 9), lambda x: stacked(x)[0])


print("[\n" + ",\n".join(json.dumps(entry) for entry in cases()) + "\n]")
