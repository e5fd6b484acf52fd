"""The first log-softmax of a process in PyTorch."""

import json

import torch

numbers = torch.tensor([((i * 37) % 101) / 25 - 2 for i in range(320)]).view(32, 10)
print(json.dumps(torch.log_softmax(numbers, 1)[0].tolist()))
