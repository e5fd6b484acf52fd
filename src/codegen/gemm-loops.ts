/**
 * @file The loops around the tiles of a matrix product: over blocks, over the tiles of a block, and moving pointers.
 */
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { i32 } from "./instructions.js"

export const advance = (f: FunctionBuilder, pointer: Local<"i32">, bytes: Expr<"i32">): void =>
  f.set(pointer, i32.add(pointer.get, bytes))

export const times = (x: Local<"i32">, factor: number): Expr<"i32"> => i32.mul(x.get, i32.const(factor))

/** Positions from `from` up to `to`, at least one. */
export interface Range {
  readonly from: Expr<"i32">
  readonly to: Expr<"i32">
}

export const whole = (total: number): Range => ({ from: i32.const(0), to: i32.const(total) })

/** The body for one block after another, and where it starts; the last may be smaller. */
export const inBlocks = (
  f: FunctionBuilder,
  { from, to }: Range,
  step: number,
  body: (size: Local<"i32">, at: Expr<"i32">) => void,
): void => {
  const [at, size] = [f.local("i32"), f.local("i32")]
  f.set(at, from)
  f.doWhile(() => {
    f.set(size, smaller(f.let(i32.sub(to, at.get)), i32.const(step)))
    body(size, at.get)
    advance(f, at, size.get)
    return i32.ltU(at.get, to)
  })
}

/** Of two that are read twice. */
export const smaller = (x: Expr<"i32">, y: Expr<"i32">): Expr<"i32"> => i32.select(x, y, i32.ltU(x, y))

/**
 * The body for one tile after another of a block of `total`, and where it starts in the block; emitted once for whole
 * tiles and once for the rest. Of several steps, each takes what is left by those before it, and divides them.
 * Blocks are multiples of the tile, so that only the last has a rest.
 */
export const inTiles = (
  f: FunctionBuilder,
  total: number,
  steps: number | readonly number[],
  size: Local<"i32">,
  body: (count: number, at: Expr<"i32">) => void,
): void => {
  const left = f.local("i32")
  const at = i32.sub(size.get, left.get)
  f.set(left, size.get)
  let rest = total
  for (const step of [steps].flat()) {
    rest = total % step
    if (total < step) continue
    f.if(i32.geU(left.get, i32.const(step)), () =>
      f.doWhile(() => {
        body(step, at)
        f.set(left, i32.sub(left.get, i32.const(step)))
        return i32.geU(left.get, i32.const(step))
      }),
    )
  }
  if (rest !== 0) f.if(left.get, () => body(rest, at))
}
