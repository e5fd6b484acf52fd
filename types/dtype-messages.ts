/** @file The sentences of dtype errors. The functions that throw them at run time return these types. */

export type NeedsFloat<
  Op extends string,
  D extends string,
> = `${Op} needs a float tensor, got ${D}: use cast(x, "float32") first`

export type NeedsNumbers<
  Op extends string,
  D extends string,
> = `${Op} needs numbers, got ${D}: use cast(x, "int32") first`

export type NeedsIndices<
  Op extends string,
  D extends string,
> = `${Op} needs int32 class indices, got ${D}: use cast(x, "int32") first`

export type NeedsCondition<
  Op extends string,
  D extends string,
> = `${Op} needs a bool condition, got ${D}: use notEqual(x, 0) first`

export type DTypeMessage<Name extends string> = `unknown dtype "${Name}": use float32 | float64 | int32 | bool`
