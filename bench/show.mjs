/** @file Times and ratios as text. */

export const show = (milliseconds) => {
  if (milliseconds >= 1) return `${milliseconds.toPrecision(3)} ms`
  return `${(milliseconds * 1000).toPrecision(3)} µs`
}

export const ratioOf = (milliseconds, own) => {
  const ratio = milliseconds / own
  return ratio === undefined || Number.isNaN(ratio) ? "–" : `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}×`
}
