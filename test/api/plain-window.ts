/** @file Convolution and pooling as plain loops over one image, to compare with. */

export interface Axis {
  readonly size: number
  readonly kernel: number
  readonly stride: number
  readonly padding: number
  readonly dilation: number
}

export const countOf = ({ size, kernel, stride, padding, dilation }: Axis): number =>
  Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1

/** Element [c, y, x] of a flat image, `around` outside it. */
export const pixel =
  (image: readonly number[], [h, w]: readonly [Axis, Axis], around: number) =>
  (c: number, y: number, x: number): number =>
    y < 0 || y >= h.size || x < 0 || x >= w.size ? around : (image[(c * h.size + y) * w.size + x] as number)

/** Where element k of window i is along an axis. */
const place = ({ stride, padding, dilation }: Axis, i: number, k: number): number => i * stride - padding + k * dilation

/** [C, H, W] and [O, C / groups, KH, KW] to [O, H', W']. */
export const plainConv = (
  image: readonly number[],
  weight: readonly number[],
  axes: readonly [Axis, Axis],
  channels: number,
  outputs: number,
  groups: number,
): readonly number[] => {
  const [h, w] = axes
  const at = pixel(image, axes, 0)
  const inner = channels / groups
  const result: number[] = []
  for (let o = 0; o < outputs; o++) {
    const group = Math.floor(o / (outputs / groups))
    for (let i = 0; i < countOf(h); i++) {
      for (let j = 0; j < countOf(w); j++) {
        let sum = 0
        for (let c = 0; c < inner; c++) {
          for (let y = 0; y < h.kernel; y++) {
            for (let x = 0; x < w.kernel; x++) {
              const value = at(group * inner + c, place(h, i, y), place(w, j, x))
              sum += value * (weight[((o * inner + c) * h.kernel + y) * w.kernel + x] as number)
            }
          }
        }
        result.push(sum)
      }
    }
  }
  return result
}

/** [C, H, W] and [C, O / groups, KH, KW] to [O, H', W'], where the axes are those of the result. */
export const plainTranspose = (
  image: readonly number[],
  weight: readonly number[],
  [h, w]: readonly [Axis, Axis],
  [rows, columns]: readonly [number, number],
  channels: number,
  own: number,
  groups: number,
): readonly number[] => {
  const result = Array<number>(own * groups * h.size * w.size).fill(0)
  for (let c = 0; c < channels; c++) {
    const group = Math.floor(c / (channels / groups))
    for (let o = 0; o < own; o++) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          for (let y = 0; y < h.kernel; y++) {
            for (let x = 0; x < w.kernel; x++) {
              const [row, column] = [place(h, i, y), place(w, j, x)]
              if (row < 0 || row >= h.size || column < 0 || column >= w.size) continue
              const to = ((group * own + o) * h.size + row) * w.size + column
              const factor = weight[((c * own + o) * h.kernel + y) * w.kernel + x] as number
              result[to] = (result[to] as number) + (image[(c * rows + i) * columns + j] as number) * factor
            }
          }
        }
      }
    }
  }
  return result
}

/** [C, H, W] to [C, H', W'], each window through `f`. */
export const plainPool = (
  image: readonly number[],
  axes: readonly [Axis, Axis],
  channels: number,
  around: number,
  f: (elements: readonly number[]) => number,
): readonly number[] => {
  const [h, w] = axes
  const at = pixel(image, axes, around)
  const range = (n: number) => Array.from({ length: n }, (_, i) => i)
  return range(channels).flatMap((c) =>
    range(countOf(h)).flatMap((i) =>
      range(countOf(w)).map((j) =>
        f(range(h.kernel).flatMap((y) => range(w.kernel).map((x) => at(c, place(h, i, y), place(w, j, x))))),
      ),
    ),
  )
}
