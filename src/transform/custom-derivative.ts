/** @file Functions whose derivative is stated, not derived. */
import type { CustomJvpOp, CustomVjpOp } from "../../types/custom.js"
import { custom, fill, parameter } from "../graph/infer.js"
import { createNode, type Node } from "../graph/node.js"
import { topological } from "../graph/walk.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { argument, contributionsLike, leavesLike, mapFloats, resultsOf } from "./arguments.js"
import { pullback, withZeros } from "./backward.js"
import type { Cotangents } from "./cotangents.js"
import { enclose } from "./enclosed.js"
import { assertFunction, withLeaves } from "./marked.js"
import type { Rule } from "./rule.js"

/**
 * The same function with a derivative of your own: `backward` turns the cotangent of its value into those of its
 * arguments.
 *
 * `customVjp(f, { backward: (args, value, cotangent) => cotangents })`: `args` is the list of arguments, `cotangent` a
 * tree like the value, and the result a list with a tree like each argument, or `null` for one that gets nothing.
 * Nothing is saved by hand: what `backward` computes again the way `f` did is computed once. The rule is differentiated
 * in turn for second derivatives, and serves `jvp` too. What `f` closes over has no derivative: pass it as an argument.
 * Errors: TypeError where `f` closes over a tensor that is being differentiated; ShapeError and DTypeError for
 * cotangents that are not like their arguments.
 * PyTorch: `torch.autograd.Function`. JAX: `jax.custom_vjp`.
 * @example
 * ```ts
 * import { customVjp, grad, mul, sign, sum, tensor, toArray, type Tensor } from "tuplet"
 * const signed = customVjp((x: Tensor<[2]>) => sign(x), { backward: (_, __, g) => [g] })
 * toArray(grad((x: Tensor<[2]>) => sum(mul(signed(x), 3)))(tensor([5, -7]))) // [3, 3]
 * ```
 */
export const customVjp = ((f: unknown, options: unknown) => {
  const backward = ruleIn("customVjp", "backward", f, options)
  return declared("customVjp", f as Rest, (call, position) => ({
    cotangents: (cotangent, value) => {
      const { args, values } = call.parts(value)
      const cotangents = values.map((node, i) => (i === position ? cotangent : zerosLike(node)))
      const given = call.filled(args)
      const result = backward(given, withLeaves(call.value, values), withLeaves(call.value, cotangents))
      if (!Array.isArray(result) || result.length !== given.length) {
        throw new TypeError(
          `customVjp: backward must return a list of one cotangent for each argument, got ${describe(result)}`,
        )
      }
      return given.flatMap((arg, i) => contributionsLike("customVjp", argument(i), result[i], arg))
    },
  }))
}) as unknown as CustomVjpOp

/**
 * The same function with a derivative of your own: `forward` turns the tangents of its arguments into that of its
 * value.
 *
 * `customJvp(f, { forward: (args, value, tangents) => tangent })`: `tangents` are like the arguments, `tangent` like
 * the value, and linear in the tangents; then it serves `grad` and `vjp` too. Errors are those of `customVjp`.
 * PyTorch: `torch.autograd.Function.jvp`. JAX: `jax.custom_jvp`.
 * @example
 * ```ts
 * import { customJvp, grad, mul, sum, tensor, toArray, type Tensor } from "tuplet"
 * const half = customJvp((x: Tensor<[2]>) => x, { forward: (_, __, [t]) => mul(t, 0.5) })
 * toArray(grad((x: Tensor<[2]>) => sum(half(x)))(tensor([5, -7]))) // [0.5, 0.5]
 * ```
 */
export const customJvp = ((f: unknown, options: unknown) => {
  const forward = ruleIn("customJvp", "forward", f, options)
  return declared("customJvp", f as Rest, (call, position) => {
    const along = (value: Node<"custom">, moves: Cotangents): Node => {
      const { args, values } = call.parts(value)
      const tree = withLeaves(call.value, values)
      const tangent = forward(call.filled(args), tree, call.filled(withZeros(moves, args)))
      return leavesLike("customJvp", "the tangent", tangent, "the value", tree)[position] as Node
    }
    return {
      cotangents: (cotangent, value) => {
        const { args } = call.parts(value)
        const stands = args.map(({ shape, dtype }) => parameter("a tangent", shape, dtype))
        const isPrimal = (node: Node): boolean => node === value || value.inputs.includes(node)
        const cotangents = pullback([along(value, stands)], [cotangent], stands, isPrimal)
        assertLinear(cotangents, stands, (node) => node === cotangent || isPrimal(node))
        return cotangents
      },
      tangent: ([, ...moves], value) => along(value, moves),
    }
  })
}) as unknown as CustomJvpOp

// internal

type Rest = (...args: readonly unknown[]) => unknown

/**
 * What a rule knows of the call that it belongs to; all tensors it takes from the node, which transforms may have
 * rebuilt.
 */
interface CustomCall {
  readonly value: unknown
  /** The arguments, and all values of the call. */
  readonly parts: (node: Node<"custom">) => { readonly args: readonly Node[]; readonly values: readonly Node[] }
  /** The list of arguments with other float tensors. */
  readonly filled: (nodes: readonly Node[]) => readonly unknown[]
}

/** Of several values each has a node; the others' are among its arguments, after those of the call. */
const declared = (op: string, f: Rest, ruleOf: (call: CustomCall, position: number) => Rule) => {
  return (...given: readonly unknown[]): unknown => {
    const { value, results, args, closure } = enclose(op, f, given)
    resultsOf(op, value)
    assertConstant(op, closure)
    const others = results.length === 1 ? [] : results
    const call: CustomCall = {
      value,
      parts: (node) => {
        const inputs = node.inputs.slice(1)
        const sibling = (result: Node, i: number) =>
          createNode({ kind: "custom", rule: rules[i] as Rule }, [result, ...inputs], result.shape, result.dtype)
        return {
          args: inputs.slice(0, args.length),
          values: results.length === 1 ? [node] : inputs.slice(args.length).map(sibling),
        }
      },
      filled: (nodes) => {
        let next = 0
        return mapFloats(given, () => nodes[next++]) as readonly unknown[]
      },
    }
    const rules = results.map((_, position) => ruleOf(call, position))
    return withLeaves(
      value,
      results.map((result, i) => custom(rules[i] as Rule, result, [...args, ...others])),
    )
  }
}

const ruleIn = (op: string, name: string, f: unknown, options: unknown): Rest => {
  assertFunction(op, f)
  const rule = readOptions(op, options, { [name]: undefined })[name]
  if (typeof rule !== "function") throw new TypeError(`${op}: ${name} is a function, got ${describe(rule)}`)
  return rule as Rest
}

/** A derivative with respect to these would silently be missing. */
const assertConstant = (op: string, closure: readonly Node[]): void => {
  if (
    topological(closure, ({ op: { kind } }) => kind === "stopGradient").some(({ op: { kind } }) => kind === "variable")
  ) {
    throw new TypeError(
      `${op}: the function closes over a tensor that is being differentiated: pass it as an argument, or stopGradient of it`,
    )
  }
}

/** What pulls back through a map that is linear does not depend on what it was applied to. */
const assertLinear = (cotangents: Cotangents, tangents: readonly Node[], isLeaf: (node: Node) => boolean): void => {
  const given = cotangents.filter((cotangent) => cotangent !== undefined)
  if (topological(given, isLeaf).some((node) => tangents.includes(node))) {
    throw new TypeError("customJvp: forward must be linear in the tangents, so that it can be pulled back")
  }
}

const zerosLike = (node: Node): Node => fill(0, node.shape, node.dtype)
