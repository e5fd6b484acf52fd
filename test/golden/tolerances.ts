/** @file How far from PyTorch's numbers is still right: absolute and relative alike. */
import { type Case, nameOf } from "./cases.js"

export interface Tolerance {
  readonly forward: number
  readonly gradient: number
}

export const toleranceOf = (sample: Case): Tolerance => ({
  ...usual,
  ...(wider[nameOf(sample)] ?? wider[sample.op]),
})

// internal

const usual: Tolerance = { forward: 1e-5, gradient: 1e-4 }

/** By `op` or `op.variant`, with the reason. */
const wider: Readonly<Record<string, Partial<Tolerance> & { readonly reason: string }>> = {}
