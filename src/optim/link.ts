/** @file What optimizers are composed of, whatever its state: other optimizers, and transforms of gradients. */
import { describe, isRecord } from "../shape/operand.js"

export interface AnyOptimizer {
  readonly init: (params: unknown) => unknown
  readonly update: (
    params: unknown,
    gradients: unknown,
    state: unknown,
  ) => { readonly params: unknown; readonly state: unknown }
}

export interface AnyTransform {
  readonly init: (params: unknown) => unknown
  readonly transform: (gradients: unknown, state: unknown) => { readonly gradients: unknown; readonly state: unknown }
}

/** Throws for what has no `update`; `which` names its place. */
export const assertOptimizer = (op: string, value: unknown, which: string): AnyOptimizer =>
  assertLink<AnyOptimizer>(op, value, which, "update", "an optimizer")

/** Throws for what has no `transform`. */
export const assertTransform = (op: string, value: unknown, which: string): AnyTransform =>
  assertLink<AnyTransform>(op, value, which, "transform", "a transform of gradients like clipByNorm(1)")

// internal

const assertLink = <L>(op: string, value: unknown, which: string, method: keyof L & string, wanted: string): L => {
  // whether the method takes what it is given, only the compiler could say
  if (isRecord(value) && typeof value[method] === "function") return value as L
  throw new TypeError(`${op}: ${which} is not ${wanted}: got ${describe(value)}`)
}
