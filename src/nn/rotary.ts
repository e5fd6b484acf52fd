/**
 * @file Rotary positions (Su et al., "RoFormer", 2021): element i and element i + size / 2 of a head are a pair, turned
 * by position · base^(-2 i / size).
 */
import { constantOf } from "../api/constant.js"
import { along, minus, plus, times } from "../api/expression.js"
import { concat } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { ShapeError } from "../shape/error.js"
import { isRecord } from "../shape/operand.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"

/** The base that options ask for, if any. */
export const baseOf = (op: string, rotary: unknown, size: number): number | undefined => {
  const given = isRecord(rotary) ? readOptions(`${op}: rotary`, rotary, { base: 10000 }) : { base: 10000 }
  if (!isRecord(rotary) && !assertBoolean(op, "rotary", rotary)) return undefined
  if (size % 2 !== 0) throw new ShapeError(`${op}: rotary needs heads of an even size, got ${size}`)
  return assertNumber(`${op}: rotary`, "base", given.base)
}

/** [..., T, size], turned by the positions along the last dim but one. */
export const rotated = (x: Node, base: number): Node => {
  const axis = x.shape.length - 1
  const [places, size] = x.shape.slice(-2) as [number, number]
  const half = size / 2
  const shape = x.shape.with(axis, half)
  const table = (f: (angle: number) => number): Node => {
    const values = Float32Array.from({ length: places * half }, (_, i) =>
      f(Math.floor(i / half) * base ** ((-2 * (i % half)) / size)),
    )
    return along(
      constantOf(values, [places, half], "float32"),
      shape.slice(0, -2).map((_, i) => i),
      shape,
    )
  }
  const [cos, sin] = [table(Math.cos), table(Math.sin)]
  const [a, b] = [part(x, axis, 0, half), part(x, axis, half, half)]
  return concat([minus(times(a, cos), times(b, sin)), plus(times(b, cos), times(a, sin))], axis)
}
