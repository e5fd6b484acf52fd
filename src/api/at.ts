/** @file Indexing: parts of a tensor by integers, slices, lists and tensors of indices. */
import type { AtOp } from "../../types/call/at.js"
import { arrayOf } from "../graph/array.js"
import { binary, broadcastTo, fill, gather, permute, reshape, slice } from "../graph/infer.js"
import { isNode, type Node, sizeOf } from "../graph/node.js"
import { type Part, selectionOf } from "../shape/at.js"
import { constantOf } from "./constant.js"
import { operation, tensorFirst } from "./dual.js"
import { positions } from "./indices.js"
import { assertTensor } from "./operand.js"

/**
 * A part of a tensor, as NumPy indexes it; `at(...indices)` waits for its tensor, and then doesn't begin with one.
 *
 * An integer drops its axis, a slice "start:stop:step" keeps it, null puts a new one in, "..." stands for the axes that
 * are left; a list of integers or an int32 tensor gathers, and its axes take the place of the gathered one. Several of
 * these broadcast; their axes go to the front if another index stands between them (an integer counts as one of them,
 * as in NumPy, not as in PyTorch). Negative integers count from the end.
 * Errors: ShapeError for too many indices, or what is no slice; IndexError for integers out of range, in tensors when
 * evaluated. PyTorch: `x[...]`. NumPy: `x[...]`. JAX: `x[...]`.
 * @example
 * ```ts
 * import { at, pipe, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(at(x, -1)) // [4, 5, 6]
 * toArray(at(x, ":", "::-1")) // [[3, 2, 1], [6, 5, 4]]
 * toArray(pipe(x, at("...", [0, 2]))) // [[1, 3], [4, 6]]
 * at(x, 0, null, "1:").shape // [1, 2]
 * ```
 */
export const at: AtOp = operation("at(x, ...indices)", tensorFirst, (x: unknown, ...indices: readonly unknown[]) => {
  const node = assertTensor("at", x)
  const { parts, gathered, place } = selectionOf(node.shape, indices, isNode)
  const sliced = sliceParts(node, parts)
  const lists = parts.flatMap((part) => (part.kind === "gather" ? [part] : []))
  if (lists.length === 0) return sliced
  const axes = parts
    .filter(({ kind }) => kind !== "drop")
    .flatMap(({ kind }, axis) => (kind === "gather" ? [axis] : []))
  const by = lists.map((list) => broadcastTo(indicesOf(list), gathered))
  return placed(gatherAxes(sliced, axes, by), gathered.length, axes.length === 1 ? (axes[0] as number) : 0, place)
})

// internal

type Gathering = Extract<Part<Node>, { readonly kind: "gather" }>

/** Slices, integers and new axes; gathered axes are left whole. */
const sliceParts = (x: Node, parts: readonly Part<Node>[]): Node => {
  const slices = parts.flatMap((part) =>
    part.kind === "new" ? [] : [part.kind === "gather" ? { start: 0, step: 1, count: part.size } : part.slice],
  )
  const isWhole = slices.every(({ step, count }, axis) => step === 1 && count === x.shape[axis])
  const cut = isWhole
    ? x
    : slice(
        x,
        slices.map(({ start }) => start),
        slices.map(({ step }) => step),
        slices.map(({ count }) => count),
      )
  const isView = parts.some(({ kind }) => kind === "new" || kind === "drop")
  return isView ? reshape(cut, parts.flatMap(sizes)) : cut
}

const sizes = (part: Part<Node>): readonly number[] => {
  switch (part.kind) {
    case "keep":
      return [part.slice.count]
    case "drop":
      return []
    case "new":
      return [1]
    case "gather":
      return [part.size]
  }
}

const indicesOf = ({ by, size }: Gathering): Node =>
  isNode(by) ? positions("at", by, size) : constantOf(arrayOf(by, "int32"), [by.length], "int32")

/** One axis is gathered where it is; several are brought to the front and gathered as one. */
const gatherAxes = (x: Node, axes: readonly number[], by: readonly Node[]): Node => {
  if (axes.length === 1) return gather(x, by[0] as Node, axes[0] as number)
  const others = x.shape.flatMap((_, axis) => (axes.includes(axis) ? [] : [axis]))
  const counts = axes.map((axis) => x.shape[axis] as number)
  const merged = reshape(permute(x, [...axes, ...others]), [
    sizeOf(counts),
    ...others.map((axis) => x.shape[axis] as number),
  ])
  const flat = by.reduce((sum, index, i) => {
    const scale = fill(counts[i] as number, index.shape, "int32")
    return binary("add", binary("mul", sum, scale), index)
  })
  return gather(merged, flat, 0)
}

/** `count` axes moved from one place to another. */
const placed = (x: Node, count: number, from: number, to: number): Node => {
  if (from === to || count === 0) return x
  const all = x.shape.map((_, axis) => axis)
  const moved = all.slice(from, from + count)
  const rest = all.filter((axis) => !moved.includes(axis))
  return permute(x, [...rest.slice(0, to), ...moved, ...rest.slice(to)])
}
