/** @file `compile`: a function of tensors traced once per binding of its named dims, and then only run. */
import type { CompileOp } from "../types/bind.js"
import type { DType } from "../types/dtype.js"
import type { Dim } from "../types/tensor.js"
import type { Spec, SpecOp } from "../types/tree.js"
import { Cache } from "./exec/cache.js"
import { knownStorage } from "./exec/known.js"
import { capture } from "./graph/capture.js"
import { constant, parameter } from "./graph/infer.js"
import { isNode, type Node, sizeOf } from "./graph/node.js"
import type { Storage } from "./graph/op.js"
import { branchesOf, leavesOf, mapLeaves, mapTree } from "./graph/tree.js"
import { evaluateNodes, isTraced, isTracing, type Program, programOf } from "./pipeline.js"
import { assertDims, type Bindings, bindLeaf } from "./shape/bind.js"
import { assertDType } from "./shape/dtype.js"
import { ShapeError } from "./shape/error.js"
import { describe } from "./shape/operand.js"

/**
 * The shape and dtype of a tensor that `compile`'s function is called with later; strings name dims.
 *
 * Errors: DTypeError for an unknown dtype.
 * PyTorch: no counterpart: shapes are found when a function is called. JAX: `jax.ShapeDtypeStruct`.
 * @example
 * ```ts
 * import { spec } from "tuplet"
 * spec(["batch", 784]).shape // ["batch", 784]
 * ```
 */
export const spec = ((shape: readonly Dim[], dtype: DType = "float32") => ({
  kind: "spec",
  shape: assertDims("spec", shape),
  dtype: assertDType(dtype),
})) as unknown as SpecOp

/**
 * A function that is traced once for each binding of its named dims and then only runs: a tree of specs in, a tree
 * of tensors out, every result evaluated. The same function inside another traced one becomes part of that.
 *
 * Errors: ShapeError and DTypeError where a tensor doesn't fit its spec; what `evaluate` throws.
 * PyTorch: `torch.compile`. JAX: `jax.jit`.
 * @example
 * ```ts
 * import { compile, logSoftmax, spec, tensor, toArray } from "tuplet"
 * const f = compile({ x: spec(["batch", 2]) }, ({ x }) => logSoftmax(x, 0))
 * toArray(f({ x: tensor([[1, 2]]) })) // [[0, 0]]
 * ```
 */
export const compile = ((inputs: unknown, f: (inputs: unknown) => unknown) => {
  if (typeof f !== "function") throw new TypeError(`compile: expected a function of the inputs, got ${describe(f)}`)
  const traces = new Cache<string, Trace | "inline">(64)
  const call = (args: unknown): unknown => {
    const leaves = match(inputs, args)
    if (isTracing(leaves.map(({ node }) => node))) return f(args)
    const trace = traces.get(shapesOf(leaves), () => traceFor(inputs, leaves, f))
    return trace === "inline" ? f(args) : trace.call(leaves.map(({ node }) => node))
  }
  return Object.assign(call, {
    [programmed]: (args: unknown) => {
      const leaves = match(inputs, args)
      const trace = traceFor(inputs, leaves, f)
      if (trace === "inline") throw new TypeError("explain: the function is part of one that is being traced around it")
      return trace
    },
  })
}) as unknown as CompileOp

/** What a compiled function runs for the given arguments; undefined for anything else. */
export const compiledProgram = (value: unknown, args: unknown): CompiledProgram | undefined =>
  typeof value === "function" && programmed in value
    ? (value as { readonly [programmed]: (args: unknown) => CompiledProgram })[programmed](args)
    : undefined

export interface CompiledProgram {
  readonly program: Program
  /** Of an input of the program. */
  readonly nameOf: (input: number) => string
}

// internal

const programmed: unique symbol = Symbol("program")

interface Leaf {
  readonly path: string
  readonly node: Node
}

interface Trace extends CompiledProgram {
  readonly call: (args: readonly Node[]) => unknown
}

const isSpec = (value: unknown): value is Spec =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "spec" && "shape" in value

/** The tensors passed for the specs, in the order of the specs; checks each, and that there are no others. */
const match = (specs: unknown, args: unknown): readonly Leaf[] => {
  const bindings: Bindings = new Map()
  const leaves: Leaf[] = []
  const visit = (wanted: unknown, given: unknown, path: string): void => {
    const name = path || "the input"
    if (isSpec(wanted)) {
      if (!isNode(given)) throw new TypeError(`${name}: needs a tensor, got ${describe(given)}`)
      bindLeaf(bindings, name, wanted, given)
      leaves.push({ path: name, node: given })
      return
    }
    const branches = branchesOf(wanted, path)
    if (branches === undefined) throw new TypeError(`compile: ${name} is not a spec: got ${describe(wanted)}`)
    const parts = new Map(branchesOf(given, path)?.map((branch) => [branch.key, branch]))
    for (const { key, branch, at } of branches) {
      if (!parts.has(key)) throw new ShapeError(`${at} is missing`)
      visit(branch, parts.get(key)?.branch, at)
      parts.delete(key)
    }
    for (const { at } of parts.values()) throw new ShapeError(`${at} is not an input of this function`)
  }
  visit(specs, args, "")
  return leaves
}

const shapesOf = (leaves: readonly Leaf[]): string => leaves.map(({ node }) => node.shape.join(" ")).join("; ")

/** "inline" for a function that closes over tensors of one that is being traced around it: it is part of that. */
const traceFor = (specs: unknown, leaves: readonly Leaf[], f: (inputs: unknown) => unknown): Trace | "inline" => {
  let next = 0
  const parameters: Node[] = []
  const inputs = mapTree(specs, "", isSpec, () => {
    const { path, node } = leaves[next++] as Leaf
    const stand = parameter(path, node.shape, node.dtype)
    parameters.push(stand)
    return stand
  })
  // stands for the numbers of a call in the captured graph; never read
  const places = new Map(parameters.map((node) => [node, placeOf(node)]))
  const output = f(inputs)
  const results = leavesOf(output, "the result", "compile").map(({ node }) => node)
  const captured = capture(results, (node) => places.get(node) ?? knownStorage(node))
  if (captured.nodes.some((node) => isTraced(node) && !places.has(node))) return "inline"
  const slots = new Map([...places.values()].map((place, i) => [place, i]))
  const program = programOf(captured)
  const bind = (args: readonly Storage[]): readonly Storage[] =>
    captured.inputs.map((storage) => {
      const slot = slots.get(storage)
      return slot === undefined ? storage : (args[slot] as Storage)
    })
  return {
    call: (args) => {
      const storages = program.run(bind(evaluateNodes(args, "compile")))
      let result = 0
      return mapLeaves(output, "", ({ shape }) => constant(storages[result++] as Storage, shape))
    },
    program,
    nameOf: (input) => {
      const slot = slots.get(captured.inputs[input] as Storage)
      return slot === undefined ? `constant ${input}` : (leaves[slot] as Leaf).path
    },
  }
}

const placeOf = (node: Node): Storage => ({
  dtype: node.dtype,
  length: sizeOf(node.shape),
  data: undefined,
  address: undefined,
})
