/** @file Random indices, and a plain reading of NumPy's rules about them. */
import fc from "fast-check"
import { arange, tensor } from "../../src/api/create.js"
import { reshape } from "../../src/api/movement.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "./untyped.js"

const any = untyped({ reshape })

/** What an index takes: a list of positions of its axis, or "new". */
type Taken =
  | { readonly keep: readonly number[] }
  | { readonly gather: readonly number[]; readonly shape: readonly number[] }
  | "new"

export interface Case {
  readonly shape: readonly number[]
  readonly indices: readonly unknown[]
  readonly expected: { readonly shape: readonly number[]; readonly values: readonly number[] }
}

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)

const coordinates = (shape: readonly number[]): readonly (readonly number[])[] =>
  shape.reduce<readonly (readonly number[])[]>(
    (all, dim) => all.flatMap((place) => Array.from({ length: dim }, (_, i) => [...place, i])),
    [[]],
  )

/** The element of a list of shape `from` at a place of the shape it broadcasts to. */
const broadcasted = (values: readonly number[], from: readonly number[], place: readonly number[]): number => {
  const own = place.slice(place.length - from.length).map((i, axis) => (from[axis] === 1 ? 0 : i))
  return values[own.reduce((flat, i, axis) => flat * (from[axis] as number) + i, 0)] as number
}

/** Element by element: each coordinate of the result says where it comes from. */
const reference = (
  shape: readonly number[],
  taken: readonly Taken[],
  gathered: readonly number[],
  place: number,
): Case["expected"] => {
  const kept = taken.flatMap((t) => (t === "new" ? [1] : "keep" in t ? [t.keep.length] : []))
  const result = [...kept.slice(0, place), ...gathered, ...kept.slice(place)]
  const values = coordinates(result).map((coordinate) => {
    const own = [...coordinate.slice(0, place), ...coordinate.slice(place + gathered.length)]
    const at = coordinate.slice(place, place + gathered.length)
    let next = 0
    const source = taken.flatMap((t) => {
      if (t === "new") {
        next += 1
        return []
      }
      if ("keep" in t) return [t.keep[own[next++] as number] as number]
      return [broadcasted(t.gather, t.shape, at)]
    })
    return source.reduce((flat, i, axis) => flat * (shape[axis] as number) + i, 0)
  })
  return { shape: result, values }
}

/** Python's slice, position by position. */
const sliced = (n: number, start: number | undefined, stop: number | undefined, step: number): readonly number[] => {
  const shift = (x: number) => (x < 0 ? x + n : x)
  const inside = (i: number) => i >= 0 && i < n
  const all = Array.from({ length: n }, (_, i) => (step > 0 ? i : n - 1 - i))
  const first = start === undefined ? undefined : shift(start)
  const end = stop === undefined ? undefined : shift(stop)
  const from =
    step > 0
      ? all.filter((i) => first === undefined || i >= first)
      : all.filter((i) => first === undefined || i <= first)
  const to =
    step > 0 ? from.filter((i) => end === undefined || i < end) : from.filter((i) => end === undefined || i > end)
  return to.filter((i, k) => inside(i) && k % Math.abs(step) === 0)
}

type Drawn = readonly [unknown, Taken]

const drawSlice = (n: number): fc.Arbitrary<Drawn> => {
  const bound = fc.option(fc.integer({ min: -n - 2, max: n + 2 }), { nil: undefined })
  const pace = fc.constantFrom(undefined, 1, 2, 3, -1, -2, -5)
  return fc
    .tuple(bound, bound, pace)
    .map(([start, stop, step]) => [
      `${start ?? ""}:${stop ?? ""}${step === undefined ? "" : `:${step}`}`,
      { keep: sliced(n, start, stop, step ?? 1) },
    ])
}

const drawInteger = (n: number): fc.Arbitrary<Drawn> =>
  fc.integer({ min: -n, max: n - 1 }).map((i) => [i, { gather: [i < 0 ? i + n : i], shape: [] }])

/** Lists and tensors whose shapes broadcast to [2, 3]. */
const drawIndices = (n: number): fc.Arbitrary<Drawn> =>
  fc
    .constantFrom<readonly number[]>([], [1], [3], [2, 1], [2, 3], [1, 3])
    .chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.array(fc.integer({ min: -n, max: n - 1 }), { minLength: size(shape), maxLength: size(shape) }),
      ),
    )
    .chain(([shape, values]) =>
      fc
        .boolean()
        .map((asList) => [
          asList && shape.length === 1 ? values : any.reshape(tensor(values, "int32"), shape),
          { gather: values.map((i) => (i < 0 ? i + n : i)), shape },
        ]),
    )

const drawAxis = (n: number): fc.Arbitrary<Drawn> =>
  n === 0 ? drawSlice(n) : fc.oneof(drawSlice(n), drawInteger(n), drawIndices(n))

const broadcastShapes = (shapes: readonly (readonly number[])[]): readonly number[] => {
  const rank = Math.max(0, ...shapes.map((s) => s.length))
  return Array.from({ length: rank }, (_, axis) => Math.max(...shapes.map((s) => s[axis - rank + s.length] ?? 1)))
}

/** A shape, indices that fit it, and what they give of its elements counted from 0. */
export const drawCase: fc.Arbitrary<Case> = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 4 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axes: fc.tuple(...shape.map(drawAxis)),
      ellipsis: fc.option(fc.tuple(fc.nat(shape.length), fc.nat(shape.length))),
      ahead: fc.nat(shape.length),
      news: fc.array(fc.nat(6), { maxLength: 2 }),
    }),
  )
  .map(({ shape, axes, ellipsis, ahead, news }) => {
    const whole = (axis: number): Drawn => [":", { keep: sliced(shape[axis] as number, undefined, undefined, 1) }]
    const [from, to] = ellipsis === null ? [ahead, shape.length] : ([...ellipsis].sort() as [number, number])
    const entries: { index: unknown; taken: readonly Taken[] }[] = [
      ...axes.slice(0, from).map(([index, taken]) => ({ index, taken: [taken] })),
      ...(ellipsis === null
        ? []
        : [{ index: "...", taken: Array.from({ length: to - from }, (_, i) => whole(from + i)[1]) }]),
      ...(ellipsis === null ? [] : axes.slice(to).map(([index, taken]) => ({ index, taken: [taken] }))),
    ]
    for (const place of news) entries.splice(Math.min(place, entries.length), 0, { index: null, taken: ["new"] })
    const rest = ellipsis === null ? shape.slice(from).map((_, i) => whole(from + i)[1]) : []
    const taken = [...entries.flatMap((entry) => entry.taken), ...rest]
    const gathers = entries.map(({ index }) => index !== null && typeof index !== "string")
    const [first, last] = [gathers.indexOf(true), gathers.lastIndexOf(true)]
    const isTogether = first >= 0 && gathers.slice(first, last + 1).every(Boolean)
    const place = isTogether ? entries.slice(0, first).flatMap((entry) => entry.taken).length : 0
    const gathered = broadcastShapes(taken.flatMap((t) => (t !== "new" && "gather" in t ? [t.shape] : [])))
    return { shape, indices: entries.map(({ index }) => index), expected: reference(shape, taken, gathered, place) }
  })

/** The elements counted from 0. */
export const counting = (shape: readonly number[]): AnyTensor => any.reshape(arange(size(shape)), shape) as AnyTensor
