/**
 * @file Functions that transforms take: their arguments and results, also of functions that are themselves transformed.
 */

/** Whatever its parameters. TypeScript checks options against this while the function is still being inferred. */
// biome-ignore lint/suspicious/noExplicitAny: of `never` parameters nothing could be an option
export type AnyFunction = (...args: any[]) => unknown

export declare const traced: unique symbol

/**
 * A function whose signature depends on its call: what it takes and gives with names for the sizes that a call decides,
 * so that other transforms can read it.
 */
export interface Transformed<A extends readonly unknown[], O> {
  readonly [traced]: { readonly args: A; readonly result: O }
}

/** Of an operation with several call forms, those of the form that it has when it is passed as it is. */
export type ArgsOf<F> =
  F extends Transformed<infer A, unknown>
    ? A
    : F extends (...args: infer A extends readonly unknown[]) => unknown
      ? A extends readonly [infer X, never, ...never[]]
        ? [X]
        : A
      : never

export type ResultOf<F> =
  F extends Transformed<readonly unknown[], infer O> ? O : F extends (...args: never[]) => infer O ? O : never
