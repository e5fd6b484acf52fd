/** @file Code blocks of the documentation, turned into modules whose `expression // value` lines are checked. */
import type { Source } from "./sources.js"

export interface Block {
  /** `src/api/reduce.ts:12`, where the block begins */
  readonly at: string
  readonly code: string
}

/** The fenced ts blocks of a Markdown text, or of the docstrings of a TypeScript file. */
export const blocksOf = ({ path, text }: Source): readonly Block[] => {
  const lines = text.split("\n").map((line) => (path.endsWith(".ts") ? line.replace(/^\s*\* ?/, "") : line))
  const blocks: Block[] = []
  let open: { start: number; lines: string[] } | undefined
  lines.forEach((line, i) => {
    if (open === undefined) {
      if (/^```ts\s*$/.test(line)) open = { start: i + 1, lines: [] }
    } else if (/^```\s*$/.test(line)) {
      blocks.push({ at: `${path}:${open.start}`, code: open.lines.join("\n") })
      open = undefined
    } else open.lines.push(line)
  })
  return blocks
}

/** How many lines of the block are assertions. */
export const assertionsIn = (block: Block): number => block.code.split("\n").filter((line) => assertion(line)).length

/** The block as a module: each assertion becomes a call of `check(actual, expected text, line)`. */
export const moduleOf = (block: Block, checkFrom: string): string => {
  const lines = block.code.split("\n").map((line, i) => {
    const found = assertion(line)
    return found === undefined ? line : `;check(${found.expression}, ${JSON.stringify(found.value)}, ${i + 1});`
  })
  return [`import { check } from ${JSON.stringify(checkFrom)}`, ...lines, "export {}"].join("\n")
}

// internal

/** A statement of one line that is an expression, followed by the value it should have. */
const assertion = (line: string): { expression: string; value: string } | undefined => {
  const found = /^(\S.*?)\s+\/\/ (.+)$/.exec(line)
  if (found === null) return undefined
  const [, expression, value] = found as unknown as readonly [string, string, string]
  return /^(?:import|export|const|let|type|interface|function|class|for|if|while|return|throw|[)\]}]|\/\/)/.test(
    expression,
  )
    ? undefined
    : { expression, value: value.trim() }
}
