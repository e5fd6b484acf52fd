/** @file What becomes of the dtype in an operation of one tensor. */
import type { DType, Summed } from "./dtype.js"
import type { Fn, GivesFn } from "./fn.js"

/** Nothing, what it is for a sum, or always the same one. */
export type Yields = "same" | "sum" | "bool" | "int32"

export type ResultDType<Y extends Yields, D extends DType> = Y extends "same" ? D : Y extends DType ? Y : Summed<D>

/** The shape function of such an operation. */
export type YieldsFn<Y extends Yields, F extends Fn> = Y extends DType ? GivesFn<Y, F> : F
