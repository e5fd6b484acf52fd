/**
 * @file tuplet/torch: PyTorch's names over the same typed tensors, for people who come from there.
 * `import * as torch from "tuplet/torch"`
 */
import type { DType } from "../../types/dtype.js"
import type { Tensor as CoreTensor, Shape } from "../../types/tensor.js"

/** A tensor, of any shape and float32 unless stated: `torch.Tensor`, `torch.Tensor<[32, 10]>`. */
export type Tensor<S extends Shape = Shape, D extends DType = "float32"> = CoreTensor<S, D>

/** A tensor of int32, such as targets are. */
export type IntTensor<S extends Shape = Shape> = CoreTensor<S, "int32">

export { exp, log } from "../api/unary.js"
export { manualSeed, randint, randn } from "./generator.js"
export * as nn from "./nn.js"
