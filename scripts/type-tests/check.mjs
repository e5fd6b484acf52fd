/** @file Expectations against what a compiler says: each returns what holds and what doesn't. */
import { readMarkers } from "./markers.mjs"

/** @returns {{ passed: number, failures: { line: number, says: string }[] }} lines count from 0 */
export const checkFile = async (compiler, file, text) => {
  const { errors, hovers, completions, completing } = readMarkers(text)
  const failures = []
  let passed = 0
  const expect = (holds, line, says) => {
    if (holds) passed += 1
    else failures.push({ line, says })
  }

  const diagnostics = (await compiler.diagnostics(file)).map((d) => ({
    line: text.slice(0, d.start).split("\n").length - 1,
    on: text.slice(d.start, d.end),
    message: plain(d.message),
  }))
  const within = ({ from, to }, d) => d.line >= from && d.line < to
  for (const { line, from, to, on, says } of errors) {
    const found = diagnostics.filter((d) => within({ from, to }, d))
    const [only] = found
    if (found.length !== 1) expect(false, line, `expected one error, got ${found.length}${list(found)}`)
    else if (layout(only.on) !== layout(on))
      expect(false, line, `expected the error on «${on}», got it on «${only.on}»`)
    else expect(only.message.includes(plain(says)), line, `expected "${says}" in:${list(found)}`)
  }
  const unexpected = diagnostics.filter((d) => !errors.some((e) => within(e, d)))
  for (const d of unexpected) expect(false, d.line, `unexpected error:${list([d])}`)
  if (unexpected.length === 0) passed += 1

  for (const { line, at, name, says } of hovers) {
    const shown = shorten(await compiler.hover(file, at), name)
    expect(plain(shown) === plain(says), line, `expected the hover ${says}, got ${shown}`)
  }

  if (completions.length > 0) {
    await compiler.replace(file, completing)
    for (const { line, at, offers } of completions) {
      const literals = (await compiler.completions(file, at)).filter((name) => /^(-?\d|")/.test(name))
      expect(sorted(literals) === sorted(offers), line, `expected offers ${sorted(offers)}, got ${sorted(literals)}`)
    }
    await compiler.replace(file, text)
  }
  return { passed, failures }
}

// internal

const list = (diagnostics) =>
  diagnostics.map((d) => `\n      on «${d.on}»: ${d.message.replace(/\n/g, "\n      ")}`).join("")

/** The formatter may break code over lines. */
const layout = (code) => code.replace(/\s+/g, "").replace(/,(?=[\])}])/g, "")

const sorted = (names) => [...names].sort().join(" ")

/** Quotes in printed string types are escaped; unions of numbers and of shapes have another order in each version. */
const plain = (message) =>
  message
    .replaceAll('\\"', '"')
    .replace(/-?\d+(?: \| -?\d+)+/g, (union) => reordered(union, (a, b) => Number(a) - Number(b)))
    .replace(/\[[^[\]]*\](?: \| \[[^[\]]*\])+/g, (union) => reordered(union))

const reordered = (union, compare) => union.split(" | ").sort(compare).join(" | ")

const shorten = (hover, name) =>
  hover
    .replace(/\s+/g, " ")
    .replace(new RegExp(`^(?:const|let) ${name}: `), "")
    .replace(new RegExp(`^function ${name}`), "")
    .trim()
