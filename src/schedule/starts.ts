/**
 * @file Where in their buffers the arguments of a kernel begin. The least offset of all places in an argument is added
 * to its address when the kernel is called, not written into the kernel: places keep their distances, so that kernels
 * which differ in nothing else (steps in time, parts of a tensor, layers that share a matrix) are one, compiled once.
 */
import type { Gemm } from "./gemm.js"
import { type Access, mapAccesses, type Nest } from "./nest.js"

/** In elements, of each argument. */
export type Starts = readonly number[]

export const nestFromStarts = (nest: Nest): readonly [nest: Nest, starts: Starts] => {
  const starts = nest.buffers.map(() => Number.POSITIVE_INFINITY)
  const note = ({ buffer, offset }: Access): void => {
    starts[buffer] = Math.min(starts[buffer] as number, offset)
  }
  for (const value of nest.values) if (value.kind === "load") note(value.access)
  for (const { access } of nest.stores) note(access)
  if (starts.every((start) => start === 0)) return [nest, starts]
  return [
    mapAccesses(nest, (access) => ({ ...access, offset: access.offset - (starts[access.buffer] as number) })),
    starts,
  ]
}

export const gemmFromStarts = (gemm: Gemm): readonly [gemm: Gemm, starts: Starts] => {
  const { a, b, epilogue } = gemm
  const [nest, starts] = epilogue ? nestFromStarts(epilogue.nest) : [undefined, [0]]
  const moved: Gemm = { ...gemm, a: { ...a, offset: 0 }, b: { ...b, offset: 0 } }
  return [epilogue && nest ? { ...moved, epilogue: { ...epilogue, nest } } : moved, [a.offset, b.offset, ...starts]]
}
