/** @file Parameters in groups by their paths, each with an optimizer of its own. */
import type { GroupsOp } from "../../types/optim-compose.js"
import { tensorOf } from "../api/handle.js"
import { leavesOf } from "../graph/tree.js"
import { describe, isRecord } from "../shape/operand.js"
import { alignedLeaves, assertState, inState, type Leaf, withLeaves } from "./leaves.js"
import { assertOptimizer } from "./link.js"

/**
 * An optimizer for each group of parameters. A leaf belongs to the first pattern that its path fits: PyTorch's names,
 * like `0.weight`, in which `*` stands for anything. The state has an entry a group.
 *
 * Errors: TypeError for a leaf that fits no pattern (`"*"` fits all), with its path.
 * PyTorch: parameter groups of `torch.optim.Optimizer`. JAX: `optax.multi_transform`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { groups, sgd } from "tuplet/optim"
 * const optimizer = groups({ "*.bias": sgd({ lr: 0 }), "*": sgd({ lr: 1 }) })
 * const params = [{ weight: tensor([1]), bias: tensor([1]) }] as const
 * const next = optimizer.update(params, params, optimizer.init(params)).params
 * toArray(next[0].weight) // [0]
 * toArray(next[0].bias) // [1]
 * ```
 */
export const groups = ((optimizers: unknown) => {
  if (!isRecord(optimizers)) throw new TypeError(`groups: expected a record of optimizers, got ${describe(optimizers)}`)
  const all = Object.entries(optimizers).map(([pattern, optimizer]) => ({
    pattern,
    fits: expressionOf(pattern),
    optimizer: assertOptimizer("groups", optimizer, pattern),
  }))
  /** The group of each leaf, and the leaves of a tree in each group. */
  const divide = (tree: unknown, name: string) => {
    const divided = all.map(() => new Map<string, Leaf>())
    const places = leavesOf(tree, name).map(({ path, node }) => {
      const at = nameOf(path.slice(name.length))
      const group = all.findIndex(({ fits }) => fits.test(at))
      if (group < 0) throw new TypeError(`groups: ${at} fits none of ${all.map(({ pattern }) => pattern).join(" | ")}`)
      divided[group]?.set(at, tensorOf(node) as Leaf)
      return { group, at }
    })
    return { places, parts: divided.map((leaves) => Object.fromEntries(leaves)) }
  }
  return {
    init: (params: unknown) => {
      const { parts } = divide(params, "params")
      return Object.fromEntries(all.map(({ pattern, optimizer }, i) => [pattern, optimizer.init(parts[i])]))
    },
    update: (params: unknown, gradients: unknown, state: Readonly<Record<string, unknown>>) => {
      alignedLeaves([
        ["params", params],
        ["gradients", gradients],
      ])
      assertState(state, Object.keys(optimizers))
      const { places, parts } = divide(params, "params")
      const slopes = divide(gradients, "gradients").parts
      const moved = all.map(({ pattern, optimizer }, i) => {
        const next = inState(`.${pattern}`, () => optimizer.update(parts[i], slopes[i], state[pattern]))
        return { ...next, params: next.params as Readonly<Record<string, Leaf>> }
      })
      return {
        params: withLeaves(
          params,
          places.map(({ group, at }) => moved[group]?.params[at] as Leaf),
        ),
        state: Object.fromEntries(all.map(({ pattern }, i) => [pattern, moved[i]?.state])),
      }
    },
  }
}) as unknown as GroupsOp

// internal

/** `[0].weight` as PyTorch writes it: `0.weight`. */
const nameOf = (path: string): string => path.replace(/\[(\d+)\]/g, ".$1").replace(/^\./, "")

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`)
