"""PyTorch on the processor, eager. Speaks lines of JSON with peer.mjs; tensors pass through files of raw numbers."""

import json
import math
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[1]))


def tensors(value):
    if isinstance(value, dict) and "file" in value:
        numbers = numpy.fromfile(value["file"], dtype=value["dtype"]).reshape(value["shape"])
        tensor = torch.from_numpy(numbers)
        return tensor.long() if value["dtype"] == "int32" else tensor
    if isinstance(value, dict):
        return {key: tensors(item) for key, item in value.items()}
    return [tensors(item) for item in value] if isinstance(value, list) else value


def operations(x):
    y = torch.exp(torch.tanh(x * 1.5 + 0.5) - 0.25)
    return -torch.square(torch.sigmoid(torch.log(y + 1)))


def mlp(x, layers):
    for i, layer in enumerate(layers):
        x = F.linear(x, layer["w"], layer["b"])
        if i < len(layers) - 1:
            x = F.relu(x)
    return x


def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    return torch.softmax(scores if mask is None else scores + mask, -1) @ v


def conv_net(x, p):
    first = F.max_pool2d(F.relu(F.conv2d(x, p["w1"], p["b1"], padding=1)), 2)
    second = F.max_pool2d(F.relu(F.conv2d(first, p["w2"], p["b2"], padding=1)), 2)
    return F.linear(second.flatten(1), p["w3"], p["b3"])


def transformer(p, tokens, heads):
    batch, length = tokens.shape
    width = p["table"].shape[1]
    future = torch.full((length, length), -math.inf).triu(1)

    def split(x):
        return x.view(batch, length, heads, width // heads).transpose(1, 2)

    x = F.embedding(tokens, p["table"]) + p["places"]
    a = F.layer_norm(x, (width,), p["g1"], p["h1"])
    mixed = attention(*(split(F.linear(a, p[key])) for key in ("wq", "wk", "wv")), future)
    h = x + F.linear(mixed.transpose(1, 2).reshape(batch, length, width), p["wo"], p["bo"])
    b = F.layer_norm(h, (width,), p["g2"], p["h2"])
    z = h + F.linear(F.gelu(F.linear(b, p["w1"], p["b1"]), approximate="tanh"), p["w2"], p["b2"])
    return F.linear(z, p["head"]).view(batch * length, -1)


def forward(f):
    def run():
        with torch.no_grad():
            return [f()]

    return run


def descending(params, rate, loss_of):
    for p in params:
        p.requires_grad_(True)

    def run():
        gradients = torch.autograd.grad(loss_of(), params)
        with torch.no_grad():
            return [p - rate * g for p, g in zip(params, gradients)]

    return run


def step(given, logits):
    params = list(given["params"].values())
    return descending(params, given["rate"], lambda: F.cross_entropy(logits(given["params"]), given["labels"]))


def gradient(given):
    logits = given["logits"].requires_grad_(True)
    return lambda: torch.autograd.grad(F.cross_entropy(logits, given["labels"]), [logits])


METHODS = {
    "logSoftmax": lambda g: forward(lambda: F.log_softmax(g["x"], g["dim"])),
    "crossEntropyGradient": gradient,
    "elementwise": lambda g: forward(
        lambda: torch.tanh(0.8 * g["x"] + 0.1) * torch.sigmoid(g["x"]) + torch.exp(-g["x"] * g["x"])
    ),
    "matmul": lambda g: forward(lambda: g["a"] @ g["b"]),
    "mlp": lambda g: forward(lambda: mlp(g["x"], g["layers"])),
    "mlpStep": lambda g: descending(
        [layer[key] for layer in g["layers"] for key in ("w", "b")],
        g["rate"],
        lambda: F.cross_entropy(mlp(g["x"], g["layers"]), g["labels"]),
    ),
    "attention": lambda g: forward(lambda: attention(g["q"], g["k"], g["v"])),
    "layerNorm": lambda g: forward(lambda: F.layer_norm(g["x"], g["weight"].shape, g["weight"], g["bias"])),
    "chain": lambda g: forward(lambda: operations(g["x"])),
    "freshChain": lambda g: forward(lambda: operations(g["x"])),
    "conv": lambda g: forward(lambda: F.conv2d(g["x"], g["w"], padding=1)),
    "convStep": lambda g: step(g, lambda p: conv_net(g["x"], p)),
    "transformerStep": lambda g: step(g, lambda p: transformer(p, g["tokens"], g["heads"])),
}


# Milliseconds from which on a run is its own warming up, as in peer-process.mjs.
SLOW = 200


class Peer:
    run = None
    repeats = 1
    last = 0

    def load(self, _):
        with open("/proc/self/maps") as maps:
            libraries = {line.split("/")[-1].strip() for line in maps if "blas" in line}
        return {"version": f"{torch.__version__} ({', '.join(sorted(libraries))})"}

    def prepare(self, message):
        if message["method"] not in METHODS:
            return {}
        self.run = METHODS[message["method"]](tensors(message["given"]))
        torch.cat([tensor.detach().flatten() for tensor in self.run()]).numpy().tofile(message["result"])
        return {"result": True}

    def time(self, count):
        start = time.perf_counter()
        for _ in range(count):
            self.run()
        return (time.perf_counter() - start) * 1000

    def warm(self, message):
        spent, count, last = 0, 1, 0
        while spent < message["milliseconds"]:
            last = self.time(count) / count
            spent += last * count
            if last * count < message["sample"]:
                count = min(2 * count, max(1, math.ceil(message["sample"] / last)))
        self.repeats, self.last = max(1, round(message["sample"] / last)), last
        return {"milliseconds": last}

    def sample(self, _):
        if self.repeats > 1 or self.last < SLOW:
            self.time(1)
        return {"milliseconds": self.time(self.repeats) / self.repeats}


peer = Peer()
for line in sys.stdin:
    message = json.loads(line)
    try:
        answer = getattr(peer, message["kind"])(message)
    except Exception as error:
        answer = {"fault": str(error).split("\n")[0]}
    print(json.dumps(answer), flush=True)
