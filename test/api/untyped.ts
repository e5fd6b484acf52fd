/** @file Calls as JavaScript makes them: the compiler's checks are off, the library's must hold. */

// biome-ignore lint/suspicious/noExplicitAny: the point of the tests that use it
type Untyped = (...args: any[]) => any

export const untyped = <K extends string>(functions: Readonly<Record<K, unknown>>): Readonly<Record<K, Untyped>> =>
  functions as Readonly<Record<K, Untyped>>
