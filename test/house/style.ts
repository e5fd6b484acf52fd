/** @file House style that a formatter can't see: sizes, headers, names, and constructs we do without. */
import type { Source } from "./sources.js"

/** Lines of a file; cases of one concept may take more. */
export const limitOf = (path: string): number => (/^test(?:-d)?\/|\bcases\.mjs$/.test(path) ? 350 : 250)

export const tooLong = (sources: readonly Source[]): readonly string[] =>
  sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length, limit: limitOf(path) }))
    .filter(({ lines, limit }) => lines > limit)
    .map(({ path, lines, limit }) => `${path} has ${lines} lines: the limit is ${limit}`)

export const COLUMN_LIMIT = 120

/** Comments, which the formatter leaves as they are. A marker of test-d, `//!`, can't be broken. */
export const tooWide = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, i) =>
        line.length > COLUMN_LIMIT && /^\s*(?:\*|\/\*|\/\/(?![!?|]))|\S \/\/ /.test(line)
          ? [`${path}:${i + 1} has ${line.length} columns: the limit for comments is ${COLUMN_LIMIT}`]
          : [],
      ),
  )

export const withoutHeader = (sources: readonly Source[]): readonly string[] =>
  sources
    .filter(({ text }) => !/^(?:#!.*\n)?\/\*\*\s+(?:\* )?@file \S/.test(text))
    .map(({ path }) => `${path} has no @file header`)

/** Drawers: files named after no concept, and internal barrels. */
export const drawers = (sources: readonly Source[], entries: readonly string[]): readonly string[] =>
  sources
    .filter(
      ({ path }) =>
        /(?:^|\/)(?:util|utils|helper|helpers|common|misc)(?:\/|\.\w+$)/.test(path) || isBarrel(path, entries),
    )
    .map(({ path }) => `${path} is a drawer or a barrel`)

/**
 * Casts through `unknown` or `never` that don't say why in the two lines before. One kind needs no word: what ends a
 * public function, `}) as unknown as LinearOp`, for its signature is proved by the type tests, and its body checks what
 * it is given. In tuplet/torch constructors' signatures do that for what they hand on.
 */
export const unexplained = (sources: readonly Source[]): readonly string[] =>
  sources
    .filter(({ path }) => !path.startsWith("src/torch/"))
    .flatMap(({ path, text }) => {
      const lines = text.split("\n")
      const isComment = (line: string | undefined) => /^\s*(?:\*|\/\*)|(?:^|\s)\/\/ /.test(line ?? "")
      return lines.flatMap((line, i) =>
        /\bas (?:unknown as|never)\b/.test(line) &&
        !/\) as unknown as \w+(?:<.*>)?$/.test(line) &&
        ![line, lines[i - 1], lines[i - 2]].some(isComment)
          ? [`${path}:${i + 1}: a cast that doesn't say why`]
          : [],
      )
    })

/** Each use of something the house does without. */
export const banned = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, i) =>
        bans.filter(({ pattern }) => pattern.test(line)).map(({ instead }) => `${path}:${i + 1}: ${instead}`),
      ),
  )

// internal

const isBarrel = (path: string, entries: readonly string[]): boolean =>
  /(?:^|\/)index\.\w+$/.test(path) && !entries.includes(path)

const bans: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bas\s+any\b/, instead: "a cast to any hides a fault: narrow, or cast to the type that is meant" },
  { pattern: /@ts-(?:ignore|nocheck)\b/, instead: "a silenced compiler proves nothing" },
  {
    pattern: /^\s*(?:export\s+)?(?:const\s+)?(?:enum|namespace)\s+\w/,
    instead: "enums and namespaces are not erasable",
  },
  { pattern: /\b(?:FIX|TO)(?:ME|DO)\b|\bX{3}\b/, instead: "finish it, or write the limit down" },
  { pattern: /\b(?:it|describe|test)\.(?:only|skip|todo)\b/, instead: "a skipped test is a check that nobody makes" },
  { pattern: /(?:^|[\s"'`(])(?:\/tmp|\/work|\.\.\/shared)\//, instead: "a path of one machine" },
  {
    pattern: /\b(?:issue #?\d|helper [A-Z]\b|DESIGN\.md|STYLE\.md|FACTS\.md)/,
    instead: "a reference readers can't follow",
  },
]
