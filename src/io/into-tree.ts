/** @file Tensors of a file, by PyTorch's names, brought into the tree that a program expects. */
import type { Either } from "fp-ts/lib/Either.js"
import type { DType } from "../../types/dtype.js"
import type {
  AnyModel,
  IntoModelOp,
  IntoTreeOp,
  IntoTreeOptions,
  Loaded,
  LoadedModel,
  NamedTensors,
} from "../../types/into-tree.js"
import type { ExtraTensorMessage, MissingTensorMessage } from "../../types/io-messages.js"
import type { AnyTensor, Dim } from "../../types/tensor.js"
import { isTensor, nodeOf } from "../api/handle.js"
import { mapTree } from "../graph/tree.js"
import { type Bindings, bindLeaf } from "../shape/bind.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { attempt, type FormatCode, FormatError, shown } from "./error.js"
import { dotted, torchName } from "./names.js"
import { nearestTo } from "./nearest.js"

/**
 * Named tensors in the tree of specs, or of tensors of the same kind, that is asked for: `net.spec` for parameters.
 *
 * A leaf's name is PyTorch's, `0.weight`, camelCase as snake_case; `names` gives others, from paths with dots. Where
 * the types of the tensors are known (`npx tuplet types` writes them), what doesn't fit is a compile error.
 * Tensors without a place are an error too, unless `strict` is false, or they are PyTorch's `num_batches_tracked`.
 * Errors: FormatError that says of each tensor what is wrong, with the nearest names.
 * PyTorch: `Module.load_state_dict`.
 * @example
 * ```ts
 * import { ones, zeros } from "tuplet"
 * import { linear, sequential } from "tuplet/nn"
 * import { intoTree } from "tuplet/io"
 * const net = sequential(linear(2, 3))
 * const params = intoTree(net.spec, { "0.weight": ones([3, 2]), "0.bias": zeros([3]) })
 * params[0].weight.shape // [3, 2]
 * ```
 */
export const intoTree = ((tree: unknown, tensors: NamedTensors, options?: unknown): unknown =>
  loadedTrees("intoTree", [tree], tensors, options)[0]) as unknown as IntoTreeOp

/**
 * `intoTree` of tensors whose types are not known: `Right` of the tree, or `Left` of what doesn't fit.
 * PyTorch: `Module.load_state_dict`.
 * @example
 * ```ts
 * import { ones, spec } from "tuplet"
 * import { intoTreeEither } from "tuplet/io"
 * const result = intoTreeEither({ weight: spec([3, 2]) }, { weight: ones([2, 3]) })
 * result._tag === "Left" && result.left.message // "weight: [2, 3] is not [3, 2]: dim 0 is 2, not 3"
 * ```
 */
export const intoTreeEither = <T>(
  tree: T,
  tensors: NamedTensors,
  options?: IntoTreeOptions,
): Either<FormatError, Loaded<T>> =>
  attempt(() => loadedTrees("intoTreeEither", [tree], tensors, options)[0] as Loaded<T>)

/**
 * A model's parameters and state of one file, in which their names stand side by side.
 *
 * Errors: as `intoTree`. PyTorch: `Module.load_state_dict`.
 * @example
 * ```ts
 * import { key, ones, zeros } from "tuplet"
 * import { batchNorm, sequential } from "tuplet/nn"
 * import { intoModel, namedTensors } from "tuplet/io"
 * const net = sequential(batchNorm(2))
 * const { params, state } = intoModel(net, namedTensors(net.init(key(0)), net.initState()))
 * net.apply(params, ones([4, 2]), state).shape // [4, 2]
 * ```
 */
export const intoModel = ((model: AnyModel, tensors: NamedTensors, options?: unknown): unknown => {
  const [params, state] = loadedTrees("intoModel", [model.spec, model.state ?? {}], tensors, options)
  return { params, state }
}) as unknown as IntoModelOp

/**
 * `intoModel` of tensors whose types are not known: `Right` of params and state, or `Left` of what doesn't fit.
 * PyTorch: `Module.load_state_dict`.
 * @example
 * ```ts
 * import { linear } from "tuplet/nn"
 * import { intoModelEither } from "tuplet/io"
 * const result = intoModelEither(linear(2, 3), {})
 * result._tag === "Left" && result.left.message // "weight is not in the file; bias is not in the file"
 * ```
 */
export const intoModelEither = <M extends AnyModel>(
  model: M,
  tensors: NamedTensors,
  options?: IntoTreeOptions,
): Either<FormatError, LoadedModel<M>> =>
  attempt(() => {
    const [params, state] = loadedTrees("intoModelEither", [model.spec, model.state ?? {}], tensors, options)
    return { params, state } as LoadedModel<M>
  })

// internal

interface Problem {
  readonly code: FormatCode
  readonly says: string
}

interface Leaf {
  readonly shape: readonly Dim[]
  readonly dtype: DType
}

const isLeaf = (value: unknown): value is Leaf =>
  isTensor(value) || (isRecord(value) && value.kind === "spec" && Array.isArray(value.shape))

const loadedTrees = (
  op: string,
  trees: readonly unknown[],
  tensors: NamedTensors,
  options: unknown,
): readonly unknown[] => {
  const { names, strict } = readOptions(op, options, { names: torchName as unknown, strict: true })
  if (typeof names !== "function") throw new TypeError(`${op}: names is a function of paths, got ${describe(names)}`)
  if (!isRecord(tensors)) throw new TypeError(`${op}: expected a record of tensors, got ${describe(tensors)}`)
  const given = new Map(Object.entries(tensors))
  const unclaimed = new Set(given.keys())
  const missing: string[] = []
  const misfits: Problem[] = []
  const bindings: Bindings = new Map()
  const claim = (leaf: Leaf, path: string): unknown => {
    const name = String(names(dotted(path)))
    const tensor = given.get(name)
    unclaimed.delete(name)
    if (tensor === undefined) missing.push(name)
    else if (!isTensor(tensor)) throw new TypeError(`${op}: ${shown(name)} is not a tensor: got ${describe(tensor)}`)
    else misfits.push(...misfit(bindings, name, leaf, tensor))
    return tensor
  }
  const loaded = trees.map((tree) => mapTree(tree, "", isLeaf, claim, op))
  const extra = [...unclaimed].filter((name) => !/(?:^|\.)num_batches_tracked$/.test(name))
  const problems = [
    ...missing.map((name) => ({ code: "name" as const, says: `${missingTensor(shown(name))}${nearest(name, extra)}` })),
    ...(assertBoolean(op, "strict", strict) ? extra : []).map((name) => ({
      code: "name" as const,
      says: extraTensor(shown(name)),
    })),
    ...misfits,
  ]
  if (problems[0] !== undefined) throw new FormatError(problems[0].code, listed(problems))
  return loaded
}

const misfit = (bindings: Bindings, name: string, leaf: Leaf, tensor: AnyTensor): readonly Problem[] => {
  try {
    bindLeaf(bindings, shown(name), leaf, nodeOf(tensor))
    return []
  } catch (error) {
    if (error instanceof ShapeError) return [{ code: "shape", says: error.message }]
    if (error instanceof DTypeError) return [{ code: "dtype", says: error.message }]
    throw error
  }
}

/** More would not be read. */
const MOST = 8

const listed = (problems: readonly Problem[]): string => {
  const all = problems.slice(0, MOST).map(({ says }) => says)
  return [...all, ...(problems.length > MOST ? [`and ${problems.length - MOST} more`] : [])].join("; ")
}

const nearest = (name: string, names: readonly string[]): string => {
  const found = nearestTo(name, names)
  return found.length === 0 ? "" : ` (nearest: ${found.map(shown).join(", ")})`
}

const missingTensor = <N extends string>(name: N): MissingTensorMessage<N> => `${name} is not in the file`

const extraTensor = <N extends string>(name: N): ExtraTensorMessage<N> => `${name} is in the file, but not in the tree`
