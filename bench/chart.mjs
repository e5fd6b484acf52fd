/** @file The ratios as an SVG picture: a row for each workload, a dot for each peer, on a logarithmic axis. */
import { timeOf } from "./tables/side-by-side.mjs"

/** Hues that stay apart for colour-blind eyes too, and stand out on white and on black. */
const colours = {
  "plain JS": "#8c8c8c",
  "jax-js": "#d55e00",
  "tfjs-wasm": "#b8860b",
  "ort-web": "#0072b2",
  "ort-node": "#009e73",
  torch: "#cc79a7",
}

const LEFT = 390
const WIDTH = 960
const ROW = 24
const TOP = 78
const TICKS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200]
const [LEAST, MOST] = [0.03, 300]

const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .faint { fill: #6e7781; font-size: 11px }
  .grid { stroke: #8884; stroke-width: 1 }
  .even { stroke: #24292f; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .faint { fill: #9198a1 } .even { stroke: #e6edf3 } }`

export const chart = ({ rows }) => {
  const height = TOP + rows.length * ROW + 30
  const body = [
    legend(),
    ...TICKS.map((tick) => gridLine(tick, height)),
    ...rows.flatMap((row, i) => rowOf(row, TOP + i * ROW + ROW / 2)),
  ]
  const label = "Each peer's time over tuplet's, by workload"
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">
<style>${style}
</style>
${body.join("\n")}
</svg>
`
}

// internal

const x = (ratio) => {
  const at = Math.log(Math.min(Math.max(ratio, LEAST), MOST) / LEAST) / Math.log(MOST / LEAST)
  return (LEFT + at * (WIDTH - LEFT - 20)).toFixed(1)
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")

const legend = () => {
  const entries = Object.entries(colours).map(
    ([name, colour], i) =>
      `<circle cx="${LEFT + 8 + i * 92}" cy="20" r="5" fill="${colour}"/><text x="${LEFT + 18 + i * 92}" y="24">${name}</text>`,
  )
  return `<text x="10" y="24">time over tuplet's, one thread</text>${entries.join("")}
<text class="faint" x="${x(0.93)}" y="48" text-anchor="end">← the peer is faster</text><text class="faint" x="${x(1.07)}" y="48">tuplet is faster →</text>`
}

const gridLine = (tick, height) =>
  `<line class="${tick === 1 ? "even" : "grid"}" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 8}" y2="${height - 24}"/>` +
  `<text class="faint" x="${x(tick)}" y="${TOP - 12}" text-anchor="middle">${tick}×</text>`

const rowOf = (row, y) => {
  const own = timeOf(row, "tuplet")
  const name = `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end">${escaped(row.name)}</text>`
  const line = `<line class="grid" x1="${LEFT}" x2="${WIDTH - 20}" y1="${y}" y2="${y}"/>`
  const dots = Object.entries(colours).flatMap(([peer, colour]) => {
    const ratio = timeOf(row, peer) / own
    if (Number.isNaN(ratio)) return []
    const title = `<title>${escaped(row.name)}: ${peer} ${ratio.toPrecision(3)}×</title>`
    return [`<circle cx="${x(ratio)}" cy="${y}" r="5" fill="${colour}" fill-opacity="0.9">${title}</circle>`]
  })
  return [name, line, ...dots]
}
