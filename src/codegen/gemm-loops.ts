/** @file The loops around the tiles of a matrix product: over blocks, over the tiles of a block, and moving pointers. */
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { i32 } from "./instructions.js"

export const advance = (f: FunctionBuilder, pointer: Local<"i32">, bytes: Expr<"i32">): void =>
  f.set(pointer, i32.add(pointer.get, bytes))

export const times = (x: Local<"i32">, factor: number): Expr<"i32"> => i32.mul(x.get, i32.const(factor))

/** The body for one block after another of `total`, and where it starts; the last may be smaller. */
export const inBlocks = (
  f: FunctionBuilder,
  total: number,
  step: number,
  body: (size: Local<"i32">, at: Expr<"i32">) => void,
): void => {
  const [left, size] = [f.local("i32"), f.local("i32")]
  f.set(left, i32.const(total))
  f.doWhile(() => {
    f.set(size, i32.select(left.get, i32.const(step), i32.ltU(left.get, i32.const(step))))
    body(size, i32.sub(i32.const(total), left.get))
    f.set(left, i32.sub(left.get, size.get))
    return left.get
  })
}

/**
 * The body for one tile after another of a block of `total`, and where it starts in the block; emitted once for whole
 * tiles and once for the rest.
 * Blocks are multiples of the tile, so that only the last has a rest.
 */
export const inTiles = (
  f: FunctionBuilder,
  total: number,
  step: number,
  size: Local<"i32">,
  body: (count: number, at: Expr<"i32">) => void,
): void => {
  const left = f.local("i32")
  const at = i32.sub(size.get, left.get)
  f.set(left, size.get)
  if (total >= step) {
    f.if(i32.geU(left.get, i32.const(step)), () =>
      f.doWhile(() => {
        body(step, at)
        f.set(left, i32.sub(left.get, i32.const(step)))
        return i32.geU(left.get, i32.const(step))
      }),
    )
  }
  if (total % step !== 0) f.if(left.get, () => body(total % step, at))
}
