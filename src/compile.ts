/** @file `compile`: a function of tensors traced once per binding of its named dims, and then only run. */
import type { CompileOp } from "../types/bind.js"
import type { DType } from "../types/dtype.js"
import type { Dim } from "../types/tensor.js"
import type { Spec, SpecOp, SpecsOf } from "../types/tree.js"
import { Cache } from "./exec/cache.js"
import { awaitingStorage } from "./exec/storage.js"
import { capture } from "./graph/capture.js"
import { constant, parameter } from "./graph/infer.js"
import { isNode, type Node, sizeOf } from "./graph/node.js"
import type { Storage } from "./graph/op.js"
import { branchesOf, isContainer, leavesOf, mapLeaves, mapTree, remaking } from "./graph/tree.js"
import { evaluateNodes, isTraced, isTracing, type Program, programOf, storageAtHand } from "./pipeline.js"
import { assertDims, type Bindings, bindLeaf } from "./shape/bind.js"
import { assertDType } from "./shape/dtype.js"
import { ShapeError } from "./shape/error.js"
import { describe } from "./shape/operand.js"
import { missingMessage, noInputMessage } from "./shape/tree-messages.js"

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
 * The specs of a tree of tensors: what `compile` is told of arguments like them. A state of an optimizer has no other.
 *
 * Errors: TypeError for what is neither a tensor nor a tree of some.
 * PyTorch: no counterpart: shapes are found when a function is called. JAX: `jax.eval_shape`.
 * @example
 * ```ts
 * import { specsOf, tensor } from "tuplet"
 * specsOf({ mean: tensor([1, 2]) }).mean.shape // [2]
 * ```
 */
export const specsOf = <P>(tree: P): SpecsOf<P> =>
  mapLeaves(tree, "", ({ shape, dtype }) => ({ kind: "spec", shape, dtype }), "specsOf") as SpecsOf<P>

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
  let wanted: Wanted | undefined
  const match = (args: unknown): Match => {
    wanted ??= wantedOf(inputs, "")
    return matchOf(wanted, args)
  }
  const call = (args: unknown): unknown => {
    const { nodes, sizes } = match(args)
    if (isTracing(nodes)) return f(args)
    const trace = traces.get(sizes, () => traceFor(inputs, nodes, f))
    return trace === "inline" ? f(args) : trace.call(nodes)
  }
  return Object.assign(call, {
    [programmed]: (args: unknown) => {
      const trace = traceFor(inputs, match(args).nodes, f)
      if (trace === "inline") throw new TypeError("explain: the function is part of one that is being traced around it")
      return trace
    },
  })
}) as unknown as CompileOp

/** Throws where a tree isn't what a compiled function of these specs takes, as that would. */
export const assertFitting = (specs: unknown, tree: unknown): void => {
  matchOf(wantedOf(specs, ""), tree)
}

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

/** A spec, or what holds some. */
type Wanted =
  | { readonly spec: Spec; readonly path: string }
  | { readonly branches: ReadonlyMap<string, Wanted>; readonly path: string }

/** The tensors passed for the specs, in their order, and the size of each named dim. */
interface Match {
  readonly nodes: readonly Node[]
  readonly sizes: string
}

interface Trace extends CompiledProgram {
  readonly call: (args: readonly Node[]) => unknown
}

const isSpec = (value: unknown): value is Spec =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "spec" && "shape" in value

const wantedOf = (specs: unknown, path: string): Wanted => {
  const name = path || "the input"
  if (isSpec(specs)) return { spec: specs, path: name }
  const branches = branchesOf(specs, path)
  if (branches === undefined) throw new TypeError(`compile: ${name} is not a spec: got ${describe(specs)}`)
  return { branches: new Map(branches.map(({ key, branch, at }) => [key, wantedOf(branch, at)])), path }
}

/** Checks each tensor, and that there are no others. */
const matchOf = (specs: Wanted, args: unknown): Match => {
  const bindings: Bindings = new Map()
  const nodes: Node[] = []
  const visit = (wanted: Wanted, given: unknown): void => {
    if ("spec" in wanted) {
      if (!isNode(given)) throw new TypeError(`${wanted.path}: needs a tensor, got ${describe(given)}`)
      bindLeaf(bindings, wanted.path, wanted.spec, given)
      nodes.push(given)
      return
    }
    const parts = isContainer(given) ? given : {}
    for (const [key, branch] of wanted.branches) {
      if (!Object.hasOwn(parts, key)) throw new ShapeError(missingMessage(branch.path))
      visit(branch, parts[key])
    }
    if (Object.keys(parts).length === wanted.branches.size) return
    const other = branchesOf(parts, wanted.path)?.find(({ key }) => !wanted.branches.has(key))
    throw new ShapeError(noInputMessage(other?.at as string))
  }
  visit(specs, args)
  let sizes = ""
  for (const { size } of bindings.values()) sizes += `${size} `
  return { nodes, sizes }
}

/** "inline" for a function that closes over tensors of one that is being traced around it: it is part of that. */
const traceFor = (specs: unknown, nodes: readonly Node[], f: (inputs: unknown) => unknown): Trace | "inline" => {
  const parameters: Node[] = []
  const inputs = mapTree(specs, "", isSpec, (_, path) => {
    const { shape, dtype } = nodes[parameters.length] as Node
    const stand = parameter(path || "the input", shape, dtype)
    parameters.push(stand)
    return stand
  })
  // stands for the numbers of a call in the captured graph; never read
  const places = new Map(
    parameters.map((node) => [node, awaitingStorage({ dtype: node.dtype, length: sizeOf(node.shape) })]),
  )
  const output = f(inputs)
  const results = leavesOf(output, "the result", "compile").map(({ node }) => node)
  const remake = remaking(output)
  const captured = capture(results, (node) => places.get(node) ?? storageAtHand(node))
  if (captured.nodes.some((node) => isTraced(node) && !places.has(node))) return "inline"
  const slots = new Map([...places.values()].map((place, i) => [place, i]))
  const program = programOf(captured)
  const given = captured.inputs.map((storage) => slots.get(storage))
  const bind = (args: readonly Storage[]): readonly Storage[] =>
    captured.inputs.map((storage, i) => args[given[i] ?? -1] ?? storage)
  return {
    call: (args) => {
      const storages = program.run(bind(evaluateNodes(args, "compile")))
      let at = 0
      return remake(() => constant(storages[at] as Storage, (results[at++] as Node).shape))
    },
    program,
    nameOf: (input) => {
      const slot = given[input]
      return slot === undefined ? `constant ${input}` : ((parameters[slot] as Node).label as string)
    },
  }
}
