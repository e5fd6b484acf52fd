/**
 * @file Operands of which rows or columns run over several axes of a buffer: the bytes from its start to each position.
 */
import type { Axis, MatrixView } from "../schedule/gemm.js"
import type { Expr } from "./encode.js"
import type { FunctionBuilder } from "./function.js"
import { advance } from "./gemm-loops.js"
import { i32 } from "./instructions.js"

/** How an operand that is read by steps lies: a table of bytes for each step of k, and axes for its rows or columns. */
export interface Listed {
  readonly deep: readonly Axis[]
  readonly across: readonly Axis[]
}

export const listedA = ({ axes }: MatrixView): Listed | undefined => axes && { deep: axes.columns, across: axes.rows }

export const listedB = ({ axes }: MatrixView): Listed | undefined => axes && { deep: axes.rows, across: axes.columns }

/** `bytes`: of an element. Writes the bytes to each position, one i32 after another, at an address. */
export const emitSteps = (f: FunctionBuilder, axes: readonly Axis[], address: Expr<"i32">, bytes: number): void => {
  const target = f.local("i32")
  f.set(target, address)
  const over = (from: number, start: Expr<"i32">): void => {
    const axis = axes[from]
    if (axis === undefined) {
      f.do(i32.store(target.get, start))
      advance(f, target, i32.const(4))
      return
    }
    const [at, left] = [f.local("i32"), f.local("i32")]
    f.set(at, start)
    f.set(left, i32.const(axis.extent))
    f.repeat(left, () => {
      over(from + 1, at.get)
      advance(f, at, i32.const(bytes * axis.stride))
    })
  }
  over(0, i32.const(0))
}

/** The bytes to a position, which is read several times. */
export const bytesTo = (position: Expr<"i32">, axes: readonly Axis[], bytes: number): Expr<"i32"> => {
  let below = 1
  return axes.toReversed().reduce((sum, { extent, stride }, i) => {
    const outer = below === 1 ? position : i32.divU(position, i32.const(below))
    const at = i + 1 === axes.length ? outer : i32.remU(outer, i32.const(extent))
    below *= extent
    return i32.add(sum, i32.mul(at, i32.const(bytes * stride)))
  }, i32.const(0))
}
