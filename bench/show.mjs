/** @file Numbers as text. */

/** Three digits without an exponent, `most` of them behind the point. */
export const digits = (value, most = 3) => {
  if (value === 0) return "0"
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(places, most))
}

export const show = (milliseconds) =>
  milliseconds >= 1 ? `${digits(milliseconds)} ms` : `${digits(milliseconds * 1000)} µs`

export const ratioOf = (milliseconds, own) => {
  const ratio = milliseconds / own
  return Number.isNaN(ratio) ? "–" : `${ratio >= 10 ? digits(ratio) : ratio.toFixed(2)}×`
}

/** A Markdown table; the columns after the first are aligned to the right. */
export const table = (head, rows) => {
  const line = (cells) => `| ${cells.join(" | ")} |`
  return [line(head), `|---|${"--:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n")
}
