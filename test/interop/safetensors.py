"""Models between PyTorch and tuplet, as safetensors files. The format is written and read here in a few lines.

    python3 test/interop/safetensors.py write test/io/torch       # what PyTorch trained, for test/io/torch.test.ts
    node scripts/run-example.mjs test/interop/save.ts ours.safetensors
    python3 test/interop/safetensors.py check ours.safetensors    # what tuplet trained, loaded by PyTorch
"""
import json
import struct
import sys

import torch
from torch import nn

torch.set_num_threads(1)
NAMES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.int16: "I16",
    torch.int8: "I8",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}


def bytes_of(x):
    x = x.detach().contiguous()
    return (x.view(torch.int16) if x.dtype == torch.bfloat16 else x).numpy().tobytes()


def save(path, tensors, metadata=None):
    header, contents = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for name, x in tensors.items():
        data = bytes_of(x)
        offsets = [len(contents), len(contents) + len(data)]
        header[name] = {"dtype": NAMES[x.dtype], "shape": list(x.shape), "data_offsets": offsets}
        contents += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + contents)


def load(path):
    dtypes = {name: dtype for dtype, name in NAMES.items()}
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        contents = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        dtype = dtypes[entry["dtype"]]
        tensors[name] = torch.frombuffer(contents[begin:end], dtype=dtype).reshape(entry["shape"])
    return tensors


def perceptron():
    return nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3))


def normed():
    return nn.Sequential(nn.Linear(6, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3))


def convolutional():
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64, 3)
    )


class Tied(nn.Module):
    """The same weight in two layers, and one layer twice."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(7, 4)
        self.norm = nn.BatchNorm1d(4)
        self.attention = nn.MultiheadAttention(4, 2, batch_first=True)
        fc = nn.Linear(4, 4)
        self.layers = nn.ModuleList([fc, fc])
        self.head = nn.Linear(4, 7)
        self.head.weight = self.embed.weight

    def forward(self, tokens):
        x = self.norm(self.embed(tokens).flatten(0, 1)).reshape(*tokens.shape, 4)
        x = self.attention(x, x, x)[0]
        for layer in self.layers:
            x = layer(x).tanh()
        return self.head(x)


def trained(net):
    """Fifty steps towards a function that is there to be learnt."""
    x = torch.randn(64, 6)
    y = torch.stack([x[:, 0] * x[:, 1], x.sum(1).sin(), x[:, 2].abs()], 1)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(50):
        optimizer.zero_grad()
        nn.functional.mse_loss(net(x), y).backward()
        optimizer.step()
    return net.eval()


def write(folder):
    torch.manual_seed(0)
    for name, make in (("perceptron", perceptron), ("normed", normed)):
        net = trained(make())
        x = torch.randn(5, 6)
        save(f"{folder}/{name}.safetensors", net.state_dict(), {"format": "pt"})
        save(f"{folder}/{name}-calls.safetensors", {"input": x, "output": net(x)})
    x = torch.randn(2, 9) * torch.logspace(-7, 4, 9)
    kinds = {"half": torch.float16, "brain": torch.bfloat16, "double": torch.float64}
    dtypes = {name: x.to(dtype) for name, dtype in kinds.items()}
    dtypes |= {f"{name}_expected": x.to(torch.float32) for name, x in dtypes.items()}
    integers = torch.tensor([[-100, 0], [27, 127]])
    for dtype in (torch.int64, torch.int32, torch.int16, torch.int8):
        dtypes[str(dtype)[6:]] = integers.to(dtype)
    dtypes["uint8"] = torch.tensor([0, 255], dtype=torch.uint8)
    dtypes["bool"] = torch.tensor([True, False, True])
    dtypes["scalar"] = torch.tensor(2.5)
    save(f"{folder}/dtypes.safetensors", dtypes)
    net = convolutional()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
    for _ in range(10):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(torch.randn(8, 1, 8, 8)), torch.randint(3, (8,))).backward()
        optimizer.step()
    x = torch.randn(5, 1, 8, 8)
    save(f"{folder}/convolutional.safetensors", net.eval().state_dict())
    save(f"{folder}/convolutional-calls.safetensors", {"input": x, "output": net(x)})
    net, tokens = Tied(), torch.tensor([[0, 6, 3], [1, 1, 5]])
    for _ in range(10):
        net(tokens)
    # save_file refuses tensors that share memory, so users clone them; save_model drops all names but one of each
    state = net.eval().state_dict()
    save(f"{folder}/tied.safetensors", state)
    once = {name: x for name, x in state.items() if name != "embed.weight" and not name.startswith("layers.0")}
    save(f"{folder}/tied-once.safetensors", once)
    save(f"{folder}/tied-calls.safetensors", {"input": tokens, "output": net(tokens)})


def check(path):
    tensors = load(path)
    calls = {name: tensors.pop(name) for name in ("input", "output")}
    net = normed()
    missing, unexpected = net.load_state_dict(tensors, strict=False)
    print("missing:", missing, "unexpected:", unexpected)
    with torch.no_grad():
        difference = (net.eval()(calls["input"]) - calls["output"]).abs().max().item()
    print("outputs agree to 1e-5:", difference <= 1e-5)


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2])
