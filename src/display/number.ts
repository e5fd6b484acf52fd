/** @file Numbers as charts and bars show them. */

/** Three digits: `0.312`, `12.5`, `1.20e-5`. */
export const quantityOf = (value: number): string => {
  if (!Number.isFinite(value) || value === 0) return `${value}`
  const size = Math.abs(value)
  if (size >= 1e5 || size < 1e-3)
    return value
      .toExponential(2)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e")
  if (Number.isInteger(value)) return `${value}`
  return `${Number(value.toPrecision(3))}`
}

/**
 * Round numbers from low to high or a little beyond: steps of 1, 2 or 5 times a power of ten, about `count` of them.
 */
export const ticksOf = (low: number, high: number, count: number): readonly number[] => {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5].find((factor) => factor * power >= rough * 0.7) ?? 10) * power
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}
