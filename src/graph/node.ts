/**
 * @file The one node type of the graph. Nodes are immutable (but see `settle`); a tensor handed to a user is a node.
 * Structurally equal nodes are merged when a graph is simplified, not when it is built: building stays
 * allocation-cheap.
 */
import type { DType } from "../../types/dtype.js"
import type { Op, Primitive, Storage } from "./op.js"

export { sizeOf } from "../shape/size.js"

export interface Node<P extends Primitive = Primitive> {
  readonly op: Op<P>
  readonly inputs: readonly Node[]
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly label: string | undefined
}

/** The value of a node on float64, row-major, given those of its operands. */
export type Meaning<P extends Primitive = Primitive> = (
  node: Node<P>,
  operands: readonly Float64Array[],
) => Float64Array

/** What nodes carry under `rules`: what their primitive means, and for other stages what else they know of it. */
export interface Carried<P extends Primitive = Primitive> {
  readonly meaning: Meaning<P>
}

/** A node whose shape and dtype the caller has already worked out; `infer.ts` derives them. */
export const createNode = (
  op: Op,
  inputs: readonly Node[],
  shape: readonly number[],
  dtype: DType,
  label?: string,
): Node => new PlainNode(op, inputs, Object.freeze(shape), dtype, label)

/**
 * Makes an evaluated node the constant that it equals. The only write to a node: it frees the graph behind a value
 * that is known, so that a loop which reads what it computes holds no history.
 */
export const settle = (node: Node, storage: Storage): void => {
  const known: Pick<Node, "op" | "inputs"> = { op: { kind: "constant", storage }, inputs: [] }
  Object.assign(node, known)
}

export const isNode = (value: unknown): value is Node => value instanceof PlainNode

// internal

const inspect = Symbol.for("nodejs.util.inspect.custom")

/** A class, since engines make its objects several times as fast as others that have a prototype of their own. */
class PlainNode implements Node {
  readonly op: Op
  readonly inputs: readonly Node[]
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly label: string | undefined

  constructor(op: Op, inputs: readonly Node[], shape: readonly number[], dtype: DType, label: string | undefined) {
    this.op = op
    this.inputs = inputs
    this.shape = shape
    this.dtype = dtype
    this.label = label
  }

  /** What a template gives for a tensor, and what consoles print: its type, not its graph. */
  toString(): string {
    return `Tensor<[${this.shape.join(", ")}], "${this.dtype}">`
  }

  [inspect](): string {
    return this.toString()
  }
}
