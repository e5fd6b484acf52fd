/** @file Proof that the checks can fail: a file whose every expectation is wrong, and one whose every expectation holds. */
import { checkFile } from "./check.mjs"

export const wrong = `export const a: number = 1
//? string
//! 1 : there is no error here
export const b: number = 1
//! "text" : another sentence
export const c: number = "text"
//! text : not assignable to type 'number'
export const d: number = "text"
export const e: number = "text"
export const f = (x: 0 | 1) => x
//| f(§) : 0 2
`

export const right = `export const a: number = 1
//? number
//! d : Type 'string' is not assignable to type 'number'
export const d: number = "text"
export const f = (x: 0 | 1) => x
//| f(§) : 1 0
`

/** @returns {Promise<string[]>} what the checks failed to see */
export const selfTest = async (compiler, wrongFile, rightFile) => {
  const missed = []
  const { failures } = await checkFile(compiler, wrongFile, wrong)
  const lines = failures.map((f) => f.line).sort((a, b) => a - b)
  if (lines.join() !== "1,2,4,6,8,10") missed.push(`the wrong file fails on lines ${lines.join()}, not 1,2,4,6,8,10`)
  const good = await checkFile(compiler, rightFile, right)
  for (const f of good.failures) missed.push(`the right file fails: ${f.says}`)
  if (good.passed !== 4) missed.push(`the right file holds ${good.passed} expectations, not 4`)
  return missed
}
