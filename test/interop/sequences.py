"""Writes test/torch/sequences.json: what PyTorch's modules of several inputs make of them: states, memories, masks.

    python3 test/interop/sequences.py > test/torch/sequences.json && npx biome format --write test/torch/sequences.json

Elements are sin(3 i + k) of a counter k of their tensor, half of that for parameters, rounded to four digits;
parameters have PyTorch's names, and only their shapes are written.
Arguments and inputs are those of tuplet/torch, tensors as {"tensor": …}, modules as {"module": …}. Nothing is random,
so that training can be compared. Results are listed one after the other.
"""
import json
import math
import sys

import torch
from torch import nn

torch.set_num_threads(1)


def waves(*shape, k=0, scale=1.0):
    count = math.prod(shape)
    values = [round(scale * math.sin(3 * i + k), 4) for i in range(count)]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def numbers(x):
    return torch.round(x.detach().double() * 1e6).div(1e6).tolist()


def encoded(value):
    if isinstance(value, torch.Tensor):
        return {"tensor": value.tolist(), "dtype": "bool" if value.dtype == torch.bool else "float32"}
    if isinstance(value, dict):
        return {name: encoded(entry) for name, entry in value.items()}
    return [encoded(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def listed(results):
    if isinstance(results, torch.Tensor):
        return [results]
    return [] if results is None else [x for result in results for x in listed(result)]


def case(name, arguments, module, inputs, call):
    with torch.no_grad():
        for k, (_, p) in enumerate(module.named_parameters()):
            p.copy_(waves(*p.shape, k=k, scale=0.5))
    trained = listed(call(module.train()))
    parameters = dict(module.named_parameters())
    total = sum((y * waves(*y.shape, k=7 + i)).sum() for i, y in enumerate(trained))
    gradients = torch.autograd.grad(total, list(parameters.values()))
    return {
        "name": name,
        "arguments": encoded(arguments),
        "shapes": {path: list(p.shape) for path, p in parameters.items()},
        "inputs": encoded(inputs),
        "trained": [numbers(y) for y in trained],
        "gradients": dict(zip(parameters, map(numbers, gradients))),
        "evaluated": [numbers(y) for y in listed(call(module.eval()))],
    }


def recurrent(name, layers, x, states):
    """States are given to PyTorch as they are here."""
    module = getattr(nn, name)(3, 4, layers, batch_first=True)
    arguments = [3, 4, {"numLayers": layers, "batchFirst": True}]
    return case(name, arguments, module, [x] if states is None else [x, states], lambda m: m(x, states))


def attention(inputs, options={}, given={}, **arguments):
    """`options` are PyTorch's, `given` those of tuplet/torch."""
    module = nn.MultiheadAttention(8, 2, batch_first=True, **arguments)
    return case(
        "MultiheadAttention",
        [8, 2, {"batchFirst": True, **arguments}],
        module,
        [*inputs, given],
        lambda m: m(*inputs, **options),
    )


sizes = {"dimFeedforward": 12, "dropout": 0, "batchFirst": True}
theirs = {"dim_feedforward": 12, "dropout": 0.0, "batch_first": True}


def layer(kind, given={}, options={}):
    name = f"Transformer{kind}Layer"
    return {"module": name, "arguments": [8, 2, {**sizes, **given}]}, getattr(nn, name)(8, 2, **theirs, **options)


def block(kind, inputs, given={}, options={}, masks={}, named={}):
    """`masks` are PyTorch's, `named` those of tuplet/torch."""
    said, module = layer(kind, given, options)
    everything = [*inputs, named] if named else inputs
    return case(said["module"], said["arguments"], module, everything, lambda m: m(*inputs, **masks))


def stack(kind, inputs, masks={}, named={}):
    said, one = layer(kind)
    module = getattr(nn, f"Transformer{kind}")(one, 2, nn.LayerNorm(8))
    norm = {"norm": {"module": "LayerNorm", "arguments": [8]}}
    everything = [*inputs, named] if named else inputs
    return case(f"Transformer{kind}", [said, 2, norm], module, everything, lambda m: m(*inputs, **masks))


sequence = waves(2, 5, 3, k=2)
x, memory, values = waves(2, 5, 8, k=3), waves(2, 4, 8, k=4), waves(2, 4, 8, k=5)
# True hides, in PyTorch's layers
hidden = torch.tensor([[(i + 2 * j) % 4 == 3 for j in range(4)] for i in range(5)])
each = torch.tensor([[[(n + i + j) % 5 == 2 for j in range(4)] for i in range(5)] for n in range(4)])
padding = torch.tensor([[False] * 4, [False, False, True, True]])
own_padding = torch.tensor([[False] * 5, [False] * 3 + [True] * 2])
future = torch.ones(5, 5).triu(1).bool()
bias = waves(5, 5, k=6)

cases = [
    recurrent("LSTM", 1, sequence, None),
    recurrent("LSTM", 2, sequence, [waves(2, 2, 4, k=8), waves(2, 2, 4, k=9)]),
    recurrent("LSTM", 2, sequence[0], [waves(2, 4, k=8), waves(2, 4, k=9)]),
    recurrent("GRU", 1, sequence, None),
    recurrent("GRU", 2, sequence, waves(2, 2, 4, k=8)),
    recurrent("GRU", 1, sequence[0], None),
    attention([x, x, x]),
    attention([x, memory, values]),
    attention([x, memory, memory], bias=False),
    attention([x[0], memory[0], values[0]]),
    attention([x, memory, values], {"need_weights": False}, {"needWeights": False}),
    attention([x, memory, values], {"average_attn_weights": False}, {"averageAttnWeights": False}),
    attention([x, memory, values], {"attn_mask": hidden}, {"attnMask": hidden}),
    attention([x, memory, values], {"attn_mask": each}, {"attnMask": each}),
    attention([x, memory, values], {"attn_mask": bias[:, :4]}, {"attnMask": bias[:, :4]}),
    attention([x, memory, values], {"key_padding_mask": padding}, {"keyPaddingMask": padding}),
    attention([x[1], memory[1], values[1]], {"key_padding_mask": padding[1]}, {"keyPaddingMask": padding[1]}),
    attention([x, memory, values], {"key_padding_mask": waves(2, 4, k=9)}, {"keyPaddingMask": waves(2, 4, k=9)}),
    attention(
        [x, memory, values],
        {"attn_mask": bias[:, :4], "key_padding_mask": padding},
        {"attnMask": bias[:, :4], "keyPaddingMask": padding},
    ),
    attention(
        [x, x, x],
        {"attn_mask": future, "key_padding_mask": own_padding},
        {"isCausal": True, "keyPaddingMask": own_padding},
    ),
    attention(
        [x, x, x],
        {"attn_mask": bias.masked_fill(future, -math.inf)},
        {"isCausal": True, "attnMask": bias},
    ),
    attention([x, x, x], {"attn_mask": future}, {"isCausal": True}),
    block("Encoder", [x]),
    block(
        "Encoder",
        [x],
        {"normFirst": True, "activation": "gelu", "layerNormEps": 0.01},
        {"norm_first": True, "activation": "gelu", "layer_norm_eps": 0.01},
    ),
    block("Encoder", [x], {"activation": {"module": "SiLU", "arguments": []}}, {"activation": nn.SiLU()}),
    block(
        "Encoder",
        [x],
        masks={"src_mask": bias, "src_key_padding_mask": own_padding},
        named={"srcMask": bias, "srcKeyPaddingMask": own_padding},
    ),
    block("Encoder", [x], masks={"src_mask": future}, named={"isCausal": True}),
    block("Decoder", [x, memory]),
    block(
        "Decoder",
        [x, memory],
        {"normFirst": True, "activation": "gelu", "layerNormEps": 0.01},
        {"norm_first": True, "activation": "gelu", "layer_norm_eps": 0.01},
    ),
    block(
        "Decoder",
        [x, memory],
        masks={
            "tgt_mask": future,
            "memory_mask": hidden,
            "tgt_key_padding_mask": own_padding,
            "memory_key_padding_mask": padding,
        },
        named={
            "tgtIsCausal": True,
            "memoryMask": hidden,
            "tgtKeyPaddingMask": own_padding,
            "memoryKeyPaddingMask": padding,
        },
    ),
    stack("Encoder", [x], {"mask": future}, {"mask": future}),
    stack("Encoder", [x], {"src_key_padding_mask": own_padding}, {"srcKeyPaddingMask": own_padding}),
    stack(
        "Decoder",
        [x, memory],
        {"tgt_mask": future, "memory_key_padding_mask": padding},
        {"tgtIsCausal": True, "memoryKeyPaddingMask": padding},
    ),
]
json.dump(cases, sys.stdout)
