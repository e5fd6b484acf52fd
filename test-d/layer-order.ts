/** @file Layers beside others whose channels or widths aren't theirs: refused where the model is made. */
import { avgPool2d, flatten, key, maxPool2d, permute, relu, swapaxes, type Tensor, zeros } from "tuplet"
import {
  batchNorm,
  conv1d,
  conv2d,
  convTranspose1d,
  convTranspose2d,
  dropout,
  groupNorm,
  instanceNorm,
  labelled,
  layer,
  linear,
  lstm,
  parallel,
  repeat,
  residual,
  sequential,
} from "tuplet/nn"
import * as torch from "tuplet/torch"

// convolutions
//! conv2d(16, 8, 3) : layer 1: conv2d: weight [8, 16, 3, 3] needs 16 channels, got 8 in [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), conv2d(16, 8, 3))
//! conv2d(16, 8, 3) : layer 4: conv2d: weight [8, 16, 3, 3] needs 16 channels, got 8 in [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), batchNorm(8), relu, maxPool2d({ kernel: 2 }), conv2d(16, 8, 3), flatten(1), linear(8, 2))
//! conv2d(8, 8, 3, { groups: 2 }) : layer 1: conv2d: weight [8, 4, 3, 3] needs 8 channels, got 6 in [..., 6, ?, ?]
sequential(conv2d(3, 6, 3), conv2d(8, 8, 3, { groups: 2 }))
//! conv1d(4, 8, 3) : layer 1: conv1d: weight [8, 4, 3] needs 4 channels, got 8 in [..., 8, ?]
sequential(conv1d(4, 8, 3), conv1d(4, 8, 3))
//! convTranspose2d(8, 3, 4) : layer 1: convTranspose2d: weight [8, 3, 4, 4] needs 8 channels, got 16 in [..., 16, ?, ?]
sequential(conv2d(3, 16, 4), convTranspose2d(8, 3, 4))
//! conv1d(4, 2, 3) : layer 1: conv1d: weight [2, 4, 3] needs 4 channels, got 8 in [..., 8, ?]
sequential(convTranspose1d(4, 8, 3, { groups: 2 }), conv1d(4, 2, 3))

// normalisation of channels
//! batchNorm(16) : layer 1: batchNorm(16) needs [n, 16, ...], got [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), batchNorm(16))
//! groupNorm(4, 16) : layer 2: groupNorm(4, 16) needs [n, 16, ...], got [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), dropout(0.1), groupNorm(4, 16))
//! instanceNorm(16) : layer 1: instanceNorm(16) needs [n, 16, l, ...], got [..., 8, ?]
sequential(conv1d(3, 8, 3), instanceNorm(16))
//! labelled("norm", batchNorm(16)) : layer 1 (norm): batchNorm(16) needs [n, 16, ...], got [..., 8, ?, ?]
sequential(conv2d(3, 8, 3), labelled("norm", batchNorm(16)))

// blocks
//! conv2d(8, 16, 3) : residual: the layers turn [..., 8, ?, ?] into [..., 16, ?, ?], which can't be added to it
residual(conv2d(8, 16, 3))
//! conv2d(16, 3, 3) : layer 1: conv2d: weight [3, 16, 3, 3] needs 16 channels, got 8 in [..., 8, ?, ?]
repeat(2, sequential(conv2d(3, 8, 3), conv2d(16, 3, 3)))
//! conv2d(3, 8, 3) : layer 1: conv2d: weight [8, 3, 3, 3] needs 3 channels, got 8 in [..., 8, ?, ?]
repeat(2, conv2d(3, 8, 3))
//! conv2d(4, 8, 3) : layer 1: conv2d: weight [8, 4, 3, 3] needs 4 channels, got 3 in [..., 3, ?, ?]
parallel(conv2d(3, 8, 3), conv2d(4, 8, 3))
//! conv2d(3, 16, 3) : parallel: [..., 8, ?, ?] and [..., 16, ?, ?] differ in more than the last dim
parallel(conv2d(3, 8, 3), conv2d(3, 16, 3))
//! residual(conv2d(16, 16, 3, { padding: 1 })) : layer 1: layer 0: conv2d: weight [16, 16, 3, 3] needs 16 channels
sequential(conv2d(3, 8, 3), residual(conv2d(16, 16, 3, { padding: 1 })))
//! new torch.nn.BatchNorm2d(16) : layer 1: batchNorm(16) needs [n, 16, ...], got [..., 8, ?, ?]
new torch.nn.Sequential(new torch.nn.Conv2d(3, 8, 3), new torch.nn.BatchNorm2d(16))

// what may fit
const size: number = 16
export const may = [
  sequential(conv2d(3, 8, 3), relu, conv2d(8, size, 3), batchNorm(16), conv2d(16, 2, 3)),
  sequential(
    conv2d(3, 8, 3, { padding: "same" }),
    batchNorm(8),
    relu,
    dropout(),
    avgPool2d({ kernel: 2 }),
    flatten(1),
    linear(72, 10),
  ),
  sequential(residual(conv2d(8, 8, 3, { padding: 1 }), batchNorm(8), relu), conv2d(8, 2, 1)),
  sequential(flatten(1), linear(8, 4), relu, batchNorm(4)),
  sequential(linear(8, 4), batchNorm(16)),
  sequential(lstm(8, 4), batchNorm(16)),
  sequential(conv1d(3, 8, 3), swapaxes(-1, -2), lstm(8, 4)),
  sequential(conv2d(3, 8, 3), permute([0, 2, 3, 1]), linear(8, 4)),
  sequential(conv2d(3, 8, 3), permute([1, 2, 0])),
  sequential(conv2d(3, 8, 3), sequential(batchNorm(8), relu), repeat(2, sequential(conv2d(8, 8, 3), batchNorm(8)))),
  sequential(linear(4, 8), swapaxes(-1, -2), batchNorm(16)),
  sequential(parallel(conv2d(3, 8, 3), conv2d(3, 8, 3)), conv2d(8, 4, 3)),
  sequential(batchNorm(3), conv2d(3, 8, 3), linear(6, 4)),
  new torch.nn.Sequential(new torch.nn.Conv2d(3, 8, 3), new torch.nn.BatchNorm2d(8), new torch.nn.ReLU()),
]
const volume = layer({
  name: "volume",
  takes: ["...", 2],
  gives: ["...", 8, "h", "w"],
  apply: () => zeros([1, 16, 8, 2, 2]) as never,
})
export const deep = sequential(volume, batchNorm(16))
export const generic = <C extends number>(c: C) => sequential(conv2d(3, c, 3), batchNorm(c), relu, conv2d(c, 4, 3))
export const between = <B extends number>(x: Tensor<[B, 3, 8, 8]>) => {
  const net = sequential(conv2d(3, 8, 3), batchNorm(8))
  return net.apply(net.init(key(0)), x, net.initState())
}

const net = sequential(conv2d(3, 8, 3, { padding: 1 }), batchNorm(8), relu, maxPool2d({ kernel: 2 }))
const batch = net.apply(net.init(key(0)), zeros([2, 3, 8, 8]), net.initState())
//? Tensor<[2, 8, 4, 4], "float32">
batch
const bare = sequential(conv2d(3, 8, 3, { padding: 1 }), relu)
const one = bare.apply(bare.init(key(0)), zeros([3, 8, 8]))
//? Tensor<[8, 8, 8], "float32">
one
const open = bare.apply(bare.init(key(0)), zeros([3, 8, 8]) as Tensor<number[]>)
export const loose: Tensor<number[]> = open
