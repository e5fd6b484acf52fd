/** @file `vmap`: a function of one example made into a function of many, with no loop. */
import type { BindingMessage } from "../../types/messages.js"
import type { NothingMapped, VmapOp } from "../../types/vmap.js"
import { parameter } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { leavesOf, mapLeaves } from "../graph/tree.js"
import { axisOf, newAxisOf } from "../shape/axis.js"
import { ShapeError } from "../shape/error.js"
import { readOptions } from "../shape/options.js"
import { argument } from "./arguments.js"
import { batch } from "./batch.js"
import { moved } from "./batch-indexing.js"
import { repeated } from "./batched.js"
import { assertFunction, withLeaves } from "./marked.js"

/**
 * A function of one example made into one of many: its arguments have one more axis, and so has its result.
 *
 * `vmap(f)` maps over axis 0 of every argument; `vmap(f, { in: 1 })` over another; `vmap(f, { in: [null, 0] })` names
 * one for each argument, where `null` passes it as it is, for all examples alike. An argument that is a tree is mapped
 * in each of its leaves. The result's axis is in front, or where `out` says. What `f` closes over is the same for all
 * examples; a random key is mapped as `keys(k, count)`.
 * Errors: ShapeError where the mapped sizes differ, or an axis is out of range; TypeError where `f` reads numbers.
 * PyTorch: `torch.vmap`. JAX: `jax.vmap`.
 * @example
 * ```ts
 * import { mul, sum, tensor, toArray, vmap, type Tensor } from "tuplet"
 * const dotRows = vmap((x: Tensor<[2]>, y: Tensor<[2]>) => sum(mul(x, y)))
 * toArray(dotRows(tensor([[1, 2], [3, 4]]), tensor([[1, 1], [1, 0]]))) // [3, 3]
 * ```
 */
export const vmap = ((f: unknown, options: unknown) => {
  assertFunction("vmap", f)
  const { in: axes, out } = readOptions("vmap", options, { in: 0, out: 0 })
  const name = axisName in f ? `${f[axisName]} of vmap` : "mapped axis"
  const call = (...args: readonly unknown[]): unknown => {
    if (Array.isArray(axes) && axes.length !== args.length) {
      throw new TypeError(`vmap: 'in' names axes for ${axes.length} arguments, but there are ${args.length}`)
    }
    const known = new Map<Node, Node>()
    const stand = standIns(known, name)
    const ones = args.map((arg, i) => {
      const axis: unknown = Array.isArray(axes) ? axes[i] : axes
      return axis === null ? arg : mapLeaves(arg, argument(i), (node, path) => stand(node, path, axis), "vmap")
    })
    const size = stand.size()
    const value = f(...ones)
    const results = leavesOf(value, "the result", "vmap").map(({ node }) => node)
    const mapped = batch(results, known, size).map((all, i) => {
      const result = results[i] as Node
      return moved(all ?? repeated(result, size), 0, newAxisOf("vmap", result.shape, out))
    })
    return withLeaves(value, mapped)
  }
  return Object.assign(call, { [axisName]: name })
}) as unknown as VmapOp

// internal

/** What messages call the mapped axis: of a function that is mapped already it is another. */
const axisName = Symbol("mapped axis")

/** Makes stand-ins for one example, all of one size of the mapped axis. */
const standIns = (known: Map<Node, Node>, name: string) => {
  let first: { readonly path: string; readonly size: number } | undefined
  const stand = (node: Node, path: string, axis: unknown): Node => {
    const from = node.shape.length === 0 ? scalar(path) : axisOf("vmap", node.shape, axis)
    const size = node.shape[from] as number
    first ??= { path, size }
    if (size !== first.size) throw new ShapeError(sizesMessage(name, first.size, first.path, size, path))
    const one = parameter(path, node.shape.toSpliced(from, 1), node.dtype)
    known.set(one, moved(node, from, 0))
    return one
  }
  return Object.assign(stand, {
    size: (): number => {
      if (first === undefined) throw new TypeError(nothing)
      return first.size
    },
  })
}

const nothing: NothingMapped = "vmap: no argument is mapped"

const scalar = (path: string): never => {
  throw new ShapeError(`vmap: ${path} is a scalar: it has no axis to be mapped over`)
}

const sizesMessage = <
  const Name extends string,
  const N extends number,
  const P extends string,
  const M extends number,
  const Q extends string,
>(
  name: Name,
  size: N,
  path: P,
  other: M,
  at: Q,
): BindingMessage<Name, N, P, M, Q> => `'${name}' is ${size} in ${path} but ${other} in ${at}`
