/** @file How far from PyTorch's numbers is still right. */
import { type Case, nameOf } from "./cases.js"

/** Absolute and relative alike; `largest` in proportion to the largest number of the tensor, whichever is more. */
export interface Tolerance {
  readonly forward: number
  readonly gradient: number
  readonly largest: number
}

export const toleranceOf = (sample: Case): Tolerance => ({ ...usual, ...(wider[nameOf(sample)] ?? wider[sample.op]) })

// internal

const usual: Tolerance = { forward: 1e-5, gradient: 1e-4, largest: 0 }

type Wider = Partial<Tolerance> & { readonly reason: string }

const cancellation: Wider = {
  largest: 1e-6,
  reason: "sums of products that cancel: PyTorch rounds each step to float32, in proportion to what cancels",
}

/** By `op` or `op.variant`, with the reason. */
const wider: Readonly<Record<string, Wider>> = {
  matmul: cancellation,
  mm: cancellation,
  mv: cancellation,
  bmm: cancellation,
  addmm: cancellation,
  baddbmm: cancellation,
  einsum: cancellation,
  tensordot: cancellation,
  "nn.functional.linear": cancellation,
  "nn.functional.conv1d": cancellation,
  "nn.functional.conv2d": cancellation,
  "nn.functional.conv_transpose1d": cancellation,
  "nn.functional.conv_transpose2d": cancellation,
  "nn.functional.layer_norm": {
    forward: 2e-4,
    gradient: 1e-3,
    reason: "PyTorch computes x · r - mean · r: a row of one element, where r is eps^-½ = 316, is off by 316 |x| 2⁻²⁴",
  },
  logcumsumexp: {
    gradient: 5e-2,
    reason:
      "PyTorch adds the logarithm of the cotangent to elements of 10,000, which float32 rounds to 2⁻¹⁰, and subtracts what it has so (ours is exact)",
  },
}
