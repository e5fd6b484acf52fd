/** @file The types of `vjp` and `jvp`: values beside derivatives in one direction, as trees. */

/** `vjp(f, x, ...rest)`: the pullback takes a tree like the value and gives one like `x`. */
export type VjpOp = <P, R extends readonly unknown[], O>(
  f: (x: P, ...rest: R) => O,
  x: P,
  ...rest: R
) => [value: O, pullback: (cotangent: O) => P]

/** `jvp(f, primals, tangents)`: a tangent for each argument, or null for one that doesn't move. */
export type JvpOp = <A extends readonly unknown[], O>(
  f: (...args: A) => O,
  primals: readonly [...A],
  tangents: { readonly [I in keyof A]: A[I] | null },
) => [value: O, tangent: O]
