/**
 * @file Keys of random numbers: a key is a value, passed on and split, never used up, and the same key gives the same
 * numbers on every host. It is a tree of one int32 tensor, so a key may be an argument of a compiled or mapped
 * function.
 */
import type { FoldInOp, KeyOp, KeysOp, SplitKeyOp } from "../../types/call/random.js"
import type { Key } from "../../types/key.js"
import type { Spec } from "../../types/tree.js"
import { wordsAt } from "../graph/draw.js"
import { reshapeTo, slice } from "../graph/infer.js"
import { isNode, type Node, sizeOf } from "../graph/node.js"
import type { Draw } from "../graph/op.js"
import * as draws from "../primitives/random.js"
import { isInt32 } from "../shape/dtype.js"
import { assertInteger, describe, isRecord } from "../shape/operand.js"
import { assertRoom } from "../shape/size.js"
import { constantOf } from "./constant.js"
import { alwaysFirst, operation } from "./dual.js"
import { nodeOf } from "./handle.js"

/**
 * A key of a whole number. PyTorch: `torch.Generator`, without its state. JAX: `jax.random.key`.
 * @example
 * ```ts
 * import { key, toArray, uniform } from "tuplet"
 * const [x] = toArray(uniform(key(7), [1]))
 * const [y] = toArray(uniform(key(7), [1]))
 * x === y // true
 * ```
 */
export const key: KeyOp = operation("key(seed)", alwaysFirst, (seed: unknown) => {
  const whole = assertInteger("key", "a seed", seed)
  return keyOf(constantOf(Int32Array.of(Math.floor(whole / 2 ** 32), whole), [2], "int32"))
})

/**
 * The key of a numbered step: keys of different numbers are independent of each other and of draws with their parent.
 *
 * The number is a whole one, or an int32 scalar that a compiled function is given.
 * PyTorch: no counterpart: its generators keep a state. JAX: `jax.random.fold_in`.
 * @example
 * ```ts
 * import { foldIn, item, key, uniform } from "tuplet"
 * const drawOf = (step: number) => item(uniform(foldIn(key(7), step), []))
 * drawOf(0) === drawOf(1) // false
 * ```
 */
export const foldIn: FoldInOp = operation("foldIn(key, data)", alwaysFirst, (from: unknown, data: unknown) =>
  keyOf(draw(draws.fold, wordsOfKey("foldIn", from), [2], "int32", numberToFold("foldIn", data))),
)

/**
 * Keys in a batch, one a row: what a function of a key is mapped over by `vmap`.
 *
 * `const [a, b] = split(key)` gives keys one by one: a batch is a tensor, which has no items to take apart.
 * PyTorch: no counterpart: its generators keep a state. JAX: `jax.random.split`.
 * @example
 * ```ts
 * import { key, keys } from "tuplet"
 * keys(key(0), 5).words.shape // [5, 2]
 * ```
 */
export const keys: KeysOp = operation("keys(key, count)", alwaysFirst, (from: unknown, count: unknown) => ({
  words: draw(draws.split, wordsOfKey("keys", from), [assertCount("keys", count), 2], "int32"),
}))

/**
 * What `compile` is told of an argument that is a key.
 *
 * PyTorch: no counterpart: its generators keep a state.
 * @example
 * ```ts
 * import { compile, key, keySpec, uniform } from "tuplet"
 * const noise = compile({ from: keySpec }, ({ from }) => uniform(from, [3]))
 * noise({ from: key(0) }).shape // [3]
 * ```
 */
export const keySpec: { readonly words: Spec<[2], "int32"> } = {
  words: { kind: "spec", shape: [2], dtype: "int32" },
}

/** What `split` does to a key: new ones, independent of each other and of draws with their parent. */
export const splitKey = ((parent: Key, count?: number) => {
  const length = assertCount("split", count ?? 2)
  const words = draw(draws.split, wordsOfKey("split", parent), [length, 2], "int32")
  return Array.from({ length }, (_, i) => keyOf(rowOf(words, i)))
}) as unknown as SplitKeyOp

/** The tensor behind a key. */
export const wordsOfKey = (op: string, from: unknown): Node => {
  const words = isKey(from) ? nodeOf(from.words) : undefined
  if (words?.dtype === "int32" && words.shape.length === 1 && words.shape[0] === 2) return words
  throw new TypeError(`${op}: expected a key, got ${describe(from)}: use key(seed)`)
}

/** What a key gives: a few numbers at once, if words and what is folded in are at hand; others as part of the graph. */
export const draw = (
  kind: Draw,
  words: Node,
  shape: readonly number[],
  dtype: "float32" | "int32",
  data?: Node,
): Node => {
  assertRoom(kind.name, shape)
  const known = numbersOf(words)
  const folded = data === undefined ? [0] : numbersOf(data)
  const count = sizeOf(shape)
  const isWork = kind.code !== undefined && count > few
  if (isWork || known === undefined || folded === undefined) return draws.random(kind, words, shape, dtype, data)
  return constantOf(kind.numbers(wordsAt(known), count, folded[0] as number), shape, dtype)
}

// internal

/** Numbers that are drawn in the time that a kernel for them takes to be made. */
const few = 2 ** 13

const isKey = (value: unknown): value is Key => isRecord(value) && "words" in value && isNode(value.words)

const keyOf = (words: Node): { readonly words: Node } => Object.freeze({ words })

const numbersOf = ({ op }: Node): ArrayLike<number> | undefined =>
  op.kind === "constant" ? op.storage.data : undefined

const numberToFold = (op: string, data: unknown): Node => {
  if (!isNode(data)) {
    const number = assertInteger(op, "a number", data)
    if (!isInt32(number)) throw new RangeError(`${op}: ${number} exceeds int32`)
    return constantOf(Int32Array.of(number), [], "int32")
  }
  if (data.dtype === "int32" && data.shape.length === 0) return data
  throw new TypeError(`${op}: a number is an int32 scalar, got ${data.dtype} of shape [${data.shape.join(", ")}]`)
}

const rowOf = (words: Node, i: number): Node => {
  const known = numbersOf(words)
  if (known !== undefined) return constantOf(Int32Array.from(wordsAt(known, 2 * i)), [2], "int32")
  return reshapeTo(slice(words, [i, 0], [1, 1], [1, 2]), [2])
}

const assertCount = (op: string, count: unknown): number => {
  const whole = assertInteger(op, "a count", count)
  if (whole < 0) throw new RangeError(`${op}: a count is at least 0, got ${whole}`)
  return whole
}
