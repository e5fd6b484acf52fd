/** @file A user's tensor is a graph node under its public type; these two casts are the only way between them. */
import type { DType } from "../../types/dtype.js"
import type { AnyTensor, Shape, Tensor } from "../../types/tensor.js"
import { isNode, type Node } from "../graph/node.js"

/** The node of a tensor; the caller has checked that the value is one. */
export const nodeOf = (x: AnyTensor): Node => x as unknown as Node

/** The public type is stated by the calling function's signature, which the type tests prove. */
export const tensorOf = <S extends Shape, D extends DType>(node: Node): Tensor<S, D> => node as unknown as Tensor<S, D>

/** An operation for arguments whose types are not known where it is called: it checks them itself. */
export const untyped = (operation: unknown) => operation as (...args: readonly unknown[]) => AnyTensor

export const isTensor = (value: unknown): value is AnyTensor => isNode(value)
