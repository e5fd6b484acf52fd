/** @file Whether parts lie within their whole: slices, and windows with strides and dilations. */
import { sameShape } from "./infer.js"
import type { Attributes } from "./op.js"

/** What is wrong with [...lead, ...kernel, ...counts] as windows over [...lead, ...sizes]. */
export const windowsFault = (
  { strides, dilations }: Attributes["window"],
  whole: readonly number[],
  windows: readonly number[],
): string | undefined => {
  const rank = strides.length
  if (rank === 0 || dilations.length !== rank) return "one entry an axis"
  const lead = whole.slice(0, -rank)
  const [kernel, counts] = [windows.slice(lead.length, lead.length + rank), windows.slice(-rank)]
  if (!sameShape(windows, [...lead, ...kernel, ...counts])) return "wrong shape"
  const fits = strides.every((stride, i) => {
    const last = ((counts[i] as number) - 1) * stride + ((kernel[i] as number) - 1) * (dilations[i] as number)
    return last < (whole[lead.length + i] as number)
  })
  return fits ? undefined : "windows reach outside of their operand"
}

/** What is wrong with a part as a slice of the whole. */
export const sliceFault = (
  { starts, steps }: Attributes["slice"],
  whole: readonly number[],
  part: readonly number[],
): string | undefined => {
  if ([part, starts, steps].some(({ length }) => length !== whole.length)) return "one entry an axis"
  const isInside = part.every((count, axis) => {
    const first = starts[axis] as number
    const ends = [first, first + (count - 1) * (steps[axis] as number)]
    return count === 0 || ends.every((end) => end >= 0 && end < (whole[axis] as number))
  })
  return isInside ? undefined : "it reaches outside of its operand"
}
