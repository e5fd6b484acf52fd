/**
 * @file One tile of a matrix product: a few rows by a few vectors of columns, kept in registers over a block of k.
 * Emitted inline, so that the engine schedules it together with the loops around it.
 */
import type { Expr } from "./encode.js"
import type { FunctionBuilder, Local } from "./function.js"
import { f32x4, i32, v128 } from "./instructions.js"
import { type Element, elements } from "./math/elements.js"

/** Strides are in bytes. */
export interface Tile {
  readonly element: Element
  readonly rows: number
  /** Columns that exist; the last vector may be partly filled. */
  readonly columns: number
  readonly aRow: number
  readonly aColumn: number
  readonly bRow: number
  readonly cRow: number
  /** Whether all vectors of `b` may be read whole. */
  readonly isPadded: boolean
  readonly fma: boolean
}

export interface Pointers {
  readonly a: Local<"i32">
  readonly b: Local<"i32">
  readonly c: Local<"i32">
  /** Bytes from b to its row for each step of k, where those are not `bRow` apart. */
  readonly bSteps?: Local<"i32"> | undefined
}

/** What becomes of the sums of a tile. */
export interface Ending {
  /** Whether this isn't the first block of k: sums are added to what c holds; never, if not given. */
  readonly adds: Expr<"i32"> | undefined
  readonly isLast: Expr<"i32">
  /** Instead of writing finished sums to c. */
  readonly finish: ((sums: Sums, lanes: readonly number[]) => void) | undefined
}

type Sums = readonly (readonly Expr<"v128">[])[]

/**
 * c = a · b over `depth` (at least 1) steps of k.
 * The loop is not unrolled: older TurboFan hoists the loads of several steps and spills them.
 */
export const emitTile = (
  f: FunctionBuilder,
  tile: Tile,
  { a, b, c, bSteps }: Pointers,
  depth: Local<"i32">,
  { adds, isLast, finish }: Ending,
): void => {
  const { element, rows, aColumn, bRow, cRow } = tile
  const vectors = vectorsOf(tile.columns, element)
  const sums = Array.from({ length: rows }, () => vectors.map(() => f.local("v128")))
  for (const sum of sums.flat()) f.set(sum, f32x4.const(0))
  const [pa, pb] = [f.local("i32"), f.local("i32")]
  f.set(pa, a.get)
  f.set(pb, (bSteps ?? b).get)
  const bytes = bSteps === undefined ? bRow : 4
  const end = f.let(i32.add(pb.get, i32.mul(depth.get, i32.const(bytes))))
  f.doWhile(() => {
    emitStep(f, tile, sums, pa.get, bSteps === undefined ? pb.get : f.let(i32.add(b.get, i32.load(pb.get))))
    f.set(pa, i32.add(pa.get, i32.const(aColumn)))
    f.set(pb, i32.add(pb.get, i32.const(bytes)))
    return i32.ltU(pb.get, end)
  })
  const found: Sums = sums.map((row) => row.map(({ get }) => get))
  // in new locals: TurboFan 12 keeps sums that change behind the loop on the stack
  const added = (): Sums =>
    found.map((row, i) =>
      row.map((sum, j) => {
        const before = loadLanes(f, c.get, vectors[j] as number, i * cRow + j * 16, element)
        return f.let(element.add(before, sum))
      }),
    )
  const store = (totals: Sums): void =>
    totals.forEach((row, i) => {
      row.forEach((total, j) => {
        storeLanes(f, c.get, total, vectors[j] as number, i * cRow + j * 16, element)
      })
    })
  const keep = (): void => {
    if (adds === undefined) store(found)
    else
      f.if(
        adds,
        () => store(added()),
        () => store(found),
      )
  }
  if (finish === undefined) keep()
  // always a branch: without one TurboFan 12 makes room for what follows inside of the loop
  else f.if(isLast, () => finish(adds === undefined ? found : added(), vectors), keep)
}

/** The used lanes of each vector of a row. */
export const vectorsOf = (columns: number, { lanes }: Pick<Element, "lanes">): readonly number[] =>
  Array.from({ length: Math.ceil(columns / lanes) }, (_, j) => Math.min(lanes, columns - lanes * j))

/** `lanes` consecutive elements, zeros above them; nothing else is read. */
export const loadLanes = (
  f: FunctionBuilder,
  at: Expr<"i32">,
  lanes: number,
  offset = 0,
  { bytes }: Element = elements.float32,
): Expr<"v128"> => {
  switch (lanes * bytes) {
    case 4:
      return v128.load32Zero(at, offset)
    case 8:
      return v128.load64Zero(at, offset)
    case 12:
      return v128.load32Lane(at, f.let(v128.load64Zero(at, offset)), 2, offset + 8)
    default:
      return v128.load(at, offset)
  }
}

export const storeLanes = (
  f: FunctionBuilder,
  at: Expr<"i32">,
  x: Expr<"v128">,
  lanes: number,
  offset: number,
  { bytes }: Element = elements.float32,
): void => {
  const all = lanes * bytes
  if (all === 16) f.do(v128.store(at, x, offset))
  if (all === 8 || all === 12) f.do(v128.store64Lane(at, x, 0, offset))
  if (all === 4 || all === 12) f.do(v128.store32Lane(at, x, lanes - 1, offset + 4 * (lanes - 1)))
}

// internal

const emitStep = (
  f: FunctionBuilder,
  { element, columns, aRow, isPadded, fma }: Tile,
  sums: readonly (readonly Local<"v128">[])[],
  pa: Expr<"i32">,
  pb: Expr<"i32">,
): void => {
  const right = vectorsOf(columns, element).map((lanes, j) =>
    f.let(loadLanes(f, pb, isPadded ? element.lanes : lanes, j * 16, element)),
  )
  sums.forEach((row, i) => {
    const left = f.let(element.loadSplat(pa, i * aRow))
    row.forEach((sum, j) => {
      const x = right[j] as Expr<"v128">
      f.set(sum, fma ? element.relaxedMadd(left, x, sum.get) : element.add(element.mul(left, x), sum.get))
    })
  })
}
