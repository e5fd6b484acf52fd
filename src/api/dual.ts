/**
 * @file Both call forms of an operation from one body, its arguments counted, and the labels of its tensors in its
 * errors.
 */
import { isNode, type Node } from "../graph/node.js"
import { DTypeError, IndexError, ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { remedy } from "./operand.js"

type Arguments = readonly unknown[]

/** One tensor, the pieces of one, or several by name. */
type Nodes = Node | readonly Node[] | Readonly<Record<string, Node>>

/** How a call's arguments tell whether its tensor is among them; otherwise they wait for it. */
export interface Form {
  readonly isWhole: (args: Arguments) => boolean
  /** Whether the first argument may be one that waits. */
  readonly mayWait: (first: unknown) => boolean
  /** What the first argument may be. */
  readonly first: string
}

const startsWithTensor = (args: Arguments): boolean => isNode(args[0])

/** Operations of one tensor. */
export const alwaysFirst: Form = { isWhole: () => true, mayWait: () => false, first: "a tensor" }

/** `at(x, -1)`, but not `at(-1)`, nor `at("1:")`. */
export const tensorFirst: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => first !== undefined,
  first: "a tensor",
}

/** `maxPool2d(x, { kernel: 2 })`, but not `maxPool2d({ kernel: 2 })`. */
export const tensorOrOptions: Form = {
  isWhole: startsWithTensor,
  mayWait: isRecord,
  first: "a tensor or options",
}

/** `adaptiveAvgPool2d(x, [5, 7])`, but not `adaptiveAvgPool2d([5, 7])`. */
export const tensorOrSize: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => typeof first === "number" || first === null || Array.isArray(first),
  first: "a tensor or a size",
}

/** `softmax(x)` and `softmax(x, -1)`, but not `softmax(-1)`. */
export const tensorOrDim: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => typeof first === "number",
  first: "a tensor or a dim",
}

/** `leakyRelu(x)` and `leakyRelu(x, 0.1)`, but not `leakyRelu(0.1)`; `groupNorm(x, 2)`, but not `groupNorm(2)`. */
export const tensorOrNumber: Form = { ...tensorOrDim, first: "a tensor or a number" }

/** `sum(x)` and `sum(x, [0, 1])`, but not `sum([0, 1])`. */
export const tensorOrDims: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => (Array.isArray(first) ? first : [first]).every((dim) => typeof dim === "number"),
  first: "a tensor, a dim or a list of dims",
}

/** `reshape(x, [2, 3])`, but not `reshape([2, 3])`. */
export const tensorOrShape: Form = {
  isWhole: startsWithTensor,
  mayWait: Array.isArray,
  first: "a tensor or a list of sizes",
}

/** `permute(x, [1, 0])`, but not `permute([1, 0])`. */
export const tensorOrOrder: Form = { ...tensorOrShape, first: "a tensor or a list of dims" }

/** `cast(x, "int32")`, but not `cast("int32")`. */
export const tensorOrName: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => typeof first === "string",
  first: "a tensor or a name",
}

/** `matrixNorm(x)` and `matrixNorm(x, "nuc")`, but neither `matrixNorm("nuc")` nor `matrixNorm(2, options)`. */
export const tensorOrNorm: Form = {
  isWhole: startsWithTensor,
  mayWait: (first) => typeof first === "string" || typeof first === "number",
  first: "a tensor or an order",
}

/** `concat([a, b], 0)` and `concat([a, b])`, but not `concat(0)`. */
export const listFirst: Form = {
  isWhole: (args) => typeof args[0] !== "number",
  mayWait: () => true,
  first: "a list of tensors or a dim",
}

/** `add(a, b)`, but not `add(b)`. */
export const twoOperands: Form = {
  isWhole: (args) => args.length > 1,
  mayWait: (first) => isNode(first) || typeof first === "number",
  first: "a tensor or a number",
}

/** `div(a, b)` and `div(a, b, options)`, but neither `div(b)` nor `div(b, options)`. */
export const operandsAndOptions: Form = {
  ...twoOperands,
  isWhole: (args) => args.length > 2 || (args.length === 2 && !isRecord(args[1])),
}

/** `matmul(a, b)`, but not `matmul(b)`. */
export const twoTensors: Form = { isWhole: (args) => args.length > 1, mayWait: isNode, first: "a tensor" }

/**
 * `tensordot(a, b, dims)`, but not `tensordot(b, dims)`; `takeAlongDim(x, indices)`, but not `takeAlongDim(indices)`.
 */
export const tensorPair: Form = {
  isWhole: (args) => args.length > 2 || isNode(args[1]),
  mayWait: isNode,
  first: "a tensor",
}

/** `maskedFill(x, mask, value)`, but not `maskedFill(mask, value)`. */
export const threeArguments: Form = { isWhole: (args) => args.length > 2, mayWait: isNode, first: "a tensor" }

/** `nllLoss(logp, target)` and `nllLoss(logp, target, options)`, but not `nllLoss(target, options)`. */
export const tensorAndTarget: Form = {
  isWhole: (args) => args.length > 2 || (args.length === 2 && !isRecord(args[1])),
  mayWait: isNode,
  first: "a tensor",
}

/**
 * `tripletMarginLoss(a, p, n)` and `tripletMarginLoss(a, p, n, options)`, but not `tripletMarginLoss(p, n, options)`.
 */
export const threeTensors: Form = {
  isWhole: (args) => args.length > 3 || (args.length === 3 && !isRecord(args[2])),
  mayWait: isNode,
  first: "a tensor",
}

/**
 * `ctcLoss(x, targets, lengths, lengths)` and one with options, but not `ctcLoss(targets, lengths, lengths, options)`.
 */
export const fourTensors: Form = {
  isWhole: (args) => args.length > 4 || (args.length === 4 && !isRecord(args[3])),
  mayWait: isNode,
  first: "a tensor",
}

/**
 * The function users call. `signature` is its name and parameters as errors show them, the tensor first (`...` where
 * there may be any number), and after a colon what to do instead of passing more:
 * `transpose(x): use permute(x, order) for other axes`.
 *
 * Its type is stated by the declaration it is assigned to, and proven by the type tests: TypeScript can't derive a list
 * of generic overloads from a body. A declaration, not a constant: bundlers honour the annotation below on those after
 * a first bundling too, and drop the operations that a program doesn't use.
 */
/* @__NO_SIDE_EFFECTS__ */
export function operation<Op>(signature: string, form: Form, body: (...args: never[]) => Nodes): Op {
  const [, name = "", list = "", instead = ""] = /^(\w+)\(([^)]*)\)(.*)$/.exec(signature) ?? []
  const parameters = list.split(", ")
  const takesMany = list.includes("...")
  const call = body as (...args: Arguments) => Nodes
  return titled(name, [], (...given: Arguments) => {
    const args = takesMany ? given : own(given, parameters.length)
    const isWhole = form.isWhole(args)
    const takes = isWhole ? parameters : parameters.slice(1)
    if (args.length > takes.length && !takesMany) {
      const count = takes.length === 1 ? "1 argument" : `${takes.length} arguments`
      throw new TypeError(`${name}(${takes.join(", ")}) takes at most ${count}, got ${args.length}${instead}`)
    }
    if (isWhole) return labelled(call, args)
    if (form.mayWait(args[0])) return titled(name, args, (x: unknown) => labelled(call, [x, ...args]))
    const advice = Object(args[0]) === args[0] ? `: ${remedy(args[0])}` : ""
    throw new TypeError(`${name}: expected ${form.first}, got ${describe(args[0])}${advice}`)
  }) as Op
}

// internal

/**
 * The arguments without what array methods append, as in `xs.map(relu)` and `xs.reduce(add)`: an index, and the array.
 */
const own = (args: Arguments, count: number): Arguments => {
  if (args.length <= count) return args
  const [item, index, array] = args.slice(-3)
  const isAppended = Array.isArray(array) && array[index as number] === item
  return isAppended ? args.slice(0, -2) : args
}

/** What summaries call it: `relu`, `logSoftmax(-1)`. */
const titled = <F extends object>(name: string, args: Arguments, f: F): F => {
  const shown = args.filter((x) => Object(x) !== x).join(", ")
  return Object.defineProperty(f, "name", { value: name + (shown && `(${shown})`) })
}

const labelled = (body: (...args: Arguments) => Nodes, args: Arguments): Nodes => {
  try {
    return body(...args)
  } catch (error) {
    const names = args
      .flat()
      .flatMap((x) => (isNode(x) && x.label !== undefined ? [`${x.label}: ${show(x.shape)}`] : []))
    if (names.length === 0) throw error
    const suffix = ` (${names.join(", ")})`
    if (error instanceof ShapeError) throw new ShapeError(error.message + suffix)
    if (error instanceof IndexError) throw new IndexError(error.message + suffix)
    if (error instanceof DTypeError) throw new DTypeError(error.message + suffix)
    throw error
  }
}
