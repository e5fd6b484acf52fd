/** @file Patterns of dims: sizes, names that stand for one size each, and `"..."` for any number of leading dims. */
import type { Dim } from "../../types/tensor.js"

/** The dims of the names; undefined where the shape doesn't fit. */
export const matched = (pattern: readonly Dim[], shape: readonly number[]): Dims | undefined => {
  const open = pattern[0] === "..."
  const rest = open ? pattern.slice(1) : pattern
  const leading = shape.length - rest.length
  if (open ? leading < 0 : leading !== 0) return undefined
  const dims = new Map<string, readonly number[]>(open ? [["...", shape.slice(0, leading)]] : [])
  const fits = rest.every((dim, i) => {
    const size = shape[leading + i] as number
    if (typeof dim === "number") return dim === size
    const known = dims.get(dim)?.[0]
    if (known === undefined) dims.set(dim, [size])
    return known === undefined || known === size
  })
  return fits ? dims : undefined
}

/** The pattern with the sizes of its names; those that have none stay. */
export const filled = (pattern: readonly Dim[], dims: Dims): readonly Dim[] =>
  pattern.flatMap((dim): readonly Dim[] => (typeof dim === "string" ? (dims.get(dim) ?? [dim]) : [dim]))

export type Dims = ReadonlyMap<string, readonly number[]>
