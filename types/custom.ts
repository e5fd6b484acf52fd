/** @file The types of functions that keep their signature and change their derivative. */

/** `stopGradient(x)`, of a tensor or a tree. */
export type StopGradientOp = <T>(tree: T) => T

/** `checkpoint(f)` is called as `f` is. */
export type CheckpointOp = <F extends (...args: never[]) => unknown>(f: F) => F

/** `customVjp(f, { backward })`: a cotangent for each argument, a tree like it, or null. */
export type CustomVjpOp = <A extends readonly unknown[], O>(
  f: (...args: A) => O,
  rule: {
    readonly backward: (
      args: NoInfer<A>,
      value: NoInfer<O>,
      cotangent: NoInfer<O>,
    ) => { readonly [I in keyof A]: NoInfer<A>[I] | null }
  },
) => (...args: A) => O

/** `customJvp(f, { forward })`: the tangent of the value, a tree like it. */
export type CustomJvpOp = <A extends readonly unknown[], O>(
  f: (...args: A) => O,
  rule: { readonly forward: (args: NoInfer<A>, value: NoInfer<O>, tangents: NoInfer<A>) => NoInfer<O> },
) => (...args: A) => O
