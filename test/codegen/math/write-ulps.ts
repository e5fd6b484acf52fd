/** @file Measures every kernel on a million points and writes `docs/ulp.md`: `npm run ulps`. */
import { writeFileSync } from "node:fs"
import { targets } from "../kernel.js"
import type { Accuracy } from "./accuracy.js"
import { type Case, cases, worst } from "./cases.js"
import { type Apart, apart, type WideCase, wideCases } from "./wide.js"

const points = 1_000_000

const head = `# Errors of kernels

Written by \`npm run ulps\`; tests hold the bounds on fewer points.

## float32
Each function is measured on ${points.toLocaleString("en")} random
points, half of them any float32 and half of them in the range shown, and on the special values: zeros, infinities, NaN,
subnormals, the ends of the range, all powers of two, multiples of ½, of π/4 and powers of ten, each with its neighbours (of
two operands: all pairs of every third of them). Errors are in units in the last place of the result, subnormal ones
included, against float64; special values, the signs of zeros and the bounds have to be met, or this page is not
written. "at" is where the larger of the two errors is. The bounds of functions of one operand have been found by measuring
every float32 of the range from a size of 2⁻⁶ on.

| function | range | bound | with FMA | without | at |
|---|---|--:|--:|--:|---|
`

const hold = ({ fn, bound }: Case | WideCase, error: number) => {
  if (error > bound) throw new Error(`${fn} is off by ${error}, which its bound of ${bound} excludes`)
}

const measured = (each: Case): string => {
  const [plain, fused] = targets.map((target) => worst(each, target, points)) as [Accuracy, Accuracy]
  const wrong = [...plain.wrong, ...fused.wrong]
  if (wrong.length > 0) throw new Error(`${each.fn}: ${wrong.slice(0, 3).join("; ")}`)
  const furthest = plain.ulps >= fused.ulps ? plain : fused
  hold(each, furthest.ulps)
  const ranges = each.ranges.map((range) => range.map((ends) => `[${ends.join(", ")}]`).join(" × ")).join(", ")
  const error = ({ ulps }: Accuracy) => (ulps === 0 ? "exact" : ulps.toFixed(2))
  return `| ${each.fn} | ${ranges} | ${each.bound} | ${error(fused)} | ${error(plain)} | ${furthest.at.join(", ") || "–"} |\n`
}

const foot = `
Exact as well: \`neg\`, \`abs\`, \`sign\`, comparisons, casts, and all of int32, which wraps; \`add\`, \`sub\` and \`mul\` are rounded once.
`

const wideHead = `
## float64
Measured against JavaScript's \`Math\`, of which the last digits are no truth either: how many numbers of float64 a result is apart
from its result, on as many points: half of any size, half of the range shown. Special values and the signs of zeros are the same.
Those of \`erf\`, \`erfc\` and \`gelu\` are against the interpreter's, which are themselves 3 to 5 apart from the truth; against
40 digits the kernels are off by 1.3, 3.3 and 3.9 units in the last place, \`atan\` by 0.7 and \`atan2\` by 1.2. What is not here and
not exact (\`sin\`, \`pow\` …) has no kernel for float64: the interpreter computes it.

| function | range | bound | with FMA | without | at |
|---|---|--:|--:|--:|--:|
`

const measuredWide = (each: WideCase): string => {
  const [plain, fused] = targets.map((target) => apart(each, target, points)) as [Apart, Apart]
  const wrong = [...plain.wrong, ...fused.wrong]
  if (wrong.length > 0) throw new Error(`${each.fn}: ${wrong.slice(0, 3).join("; ")}`)
  const ranges = each.ranges.map((ends) => `[${ends.join(", ")}]`).join(", ")
  const { at, most } = plain.most >= fused.most ? plain : fused
  hold(each, most)
  return `| ${each.fn} | ${ranges} | ${each.bound} | ${fused.most} | ${plain.most} | ${at} |\n`
}

if (targets.length < 2) throw new Error("this host cannot run relaxed SIMD")
writeFileSync(
  new URL("../../../docs/ulp.md", import.meta.url),
  [head, ...cases.map(measured), foot, wideHead, ...wideCases.map(measuredWide)].join(""),
)
