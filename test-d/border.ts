/** @file pad in its modes, and by negative widths. */
import { exp, pad, pipe, relu, type Tensor, zeros } from "tuplet"
import { sequential } from "tuplet/nn"

const x = zeros([2, 3])
const row = zeros([5])
const n: number = 2
declare const named: Tensor<["batch", 3]>

export const a1 = pad(x, 1, { mode: "reflect" })
//? Tensor<[4, 5], "float32">
export const a2 = pad(row, [[4, 4]], { mode: "reflect" })
//? Tensor<[13], "float32">
export const a3 = pad(row, [[5, 5]], { mode: "circular" })
//? Tensor<[15], "float32">
export const a4 = pad(row, [[9, 0]], { mode: "replicate" })
//? Tensor<[14], "float32">
export const a5 = pad(x, 1, { value: 7 })
//? Tensor<[4, 5], "float32">
export const a6 = pipe(row, pad([[1, 2]], { mode: "circular" }), exp)
//? Tensor<[8], "float32">
export const a7 = pad(row, [[-1, -2]])
//? Tensor<[2], "float32">
export const a8 = pad(row, [[-2, 3]], { mode: "replicate" })
//? Tensor<[6], "float32">
export const a9 = pad(row, -2)
//? Tensor<[1], "float32">
export const a10 = pad(
  zeros([n, 4], "int32"),
  [
    [0, 1],
    [3, 3],
  ],
  { mode: "reflect" },
)
//? Tensor<[number, 10], "int32">
export const a11 = pad(named, 1, { mode: "reflect" })
//? Tensor<[number, 5], "float32">
export const a12 = pad(row, [[-5, 0]])
//? Tensor<[0], "float32">
export const a13 = pad(1, { mode: "circular" })(row)
//? Tensor<[7], "float32">
export const a14 = sequential(
  relu,
  pad(
    [
      [0, 0],
      [1, 1],
    ],
    { mode: "reflect" },
  ),
).apply([{}, {}], x)
//? Tensor<[2, 5], "float32">

//! [[0, 5]] : pad: mode "reflect" needs a size of at least 6 at dim 0 of [5]
export const b1 = pad(row, [[0, 5]], { mode: "reflect" })
//! [[6, 0]] : pad: mode "circular" needs a size of at least 6 at dim 0 of [5]
export const b2 = pad(row, [[6, 0]], { mode: "circular" })
//! 2 : pad: mode "reflect" needs a size of at least 3 at dim 0 of [2, 3]
export const b3 = pad(x, 2, { mode: "reflect" })
//! 4 : pad: mode "reflect" needs a size of at least 5 at dim 0 of [2, 3]
export const b4 = pipe(x, pad(4, { mode: "reflect" }))
//! [[-2, 4]] : pad: mode "circular" needs a size of at least 4 at dim 0 of [5]
export const b5 = pad(row, [[-2, 4]], { mode: "circular" })
//! [[-3, -3]] : pad: [-3, -3] cuts off more than dim 0 of [5] has
export const b6 = pad(row, [[-3, -3]])
//! 1 : pad: mode "replicate" needs a size of at least 1 at dim 0 of [0]
export const b7 = pad(zeros([0]), 1, { mode: "replicate" })
//! zeros([1]) : pad: mode "reflect" needs a size of at least 2 at dim 0 of [1]
export const b8 = pad(1, { mode: "reflect" })(zeros([1]))
//> pad: unknown mode "edge": use constant | reflect | replicate | circular
//! mode : Type '"edge"' is not assignable to type
export const b9 = pad(x, 1, { mode: "edge" })
