"""Trains a convolutional body in PyTorch to tell the digits 0 to 4 apart, and writes it as safetensors.

    python3 examples/fine-tuning/pretrain.py
    npx tuplet types examples/fine-tuning/zero-to-four.safetensors

Made with PyTorch 1.13 on one thread; the file is committed beside this script, and so is its type.
"""
import json
import struct
from pathlib import Path

import torch
from torch import nn

HERE = Path(__file__).parent
torch.set_num_threads(1)
torch.manual_seed(0)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Unflatten(1, (1, 8, 8)),
            nn.Conv2d(1, 16, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 32, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(128, 64),
            nn.ReLU(),
        )
        self.head = nn.Linear(64, 5)

    def forward(self, x):
        return self.head(self.body(x))


def digits():
    """Every fifth row is held out, here as there."""
    lines = (HERE / "../data/digits.csv").read_text().strip().split("\n")[1:]
    table = torch.tensor([[float(number) for number in line.split(",")] for line in lines])
    x, y = table[:, :64] / 16, table[:, 64].long()
    held_out = torch.arange(len(x)) % 5 == 4
    few = y < 5
    return (x[~held_out & few], y[~held_out & few]), (x[held_out & few], y[held_out & few])


def save(path, tensors):
    header, contents = {}, b""
    for name, x in tensors.items():
        data = x.detach().contiguous().numpy().tobytes()
        offsets = [len(contents), len(contents) + len(data)]
        header[name] = {"dtype": "F32", "shape": list(x.shape), "data_offsets": offsets}
        contents += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + contents)


(x, y), (held_out_x, held_out_y) = digits()
net = Classifier()
optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-4)
for epoch in range(60):
    order = torch.randperm(len(x))
    for rows in order.split(32):
        noisy = x[rows] + 0.25 * torch.randn(len(rows), 64)
        loss = nn.functional.cross_entropy(net(noisy), y[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
right = (net(held_out_x).argmax(1) == held_out_y).float().mean()
print(f"of the digits 0 to 4: {len(x)} learnt from, {100 * right:.1f} % of {len(held_out_x)} held out right")
save(HERE / "zero-to-four.safetensors", net.state_dict())
