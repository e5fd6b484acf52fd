/**
 * @file Proof that the checks can fail: files whose every expectation is wrong, and ones whose every expectation holds.
 */
import { checkFile } from "./check.mjs"
import { runCases } from "./run-cases.mjs"

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

/** Line by line: a thrown error, an accepted mistake, another sentence, the compiler's words, two shapes, a dtype. */
const wrongToRun = `import { add, matmul, zeros } from "tuplet"
export const a = add(zeros([2]), zeros([3]))
//! zeros([2]) : add: [2] and [3] do not broadcast: 2 vs 3
export const b = add(zeros([2]), zeros([2]))
//! zeros([3]) : add: [2] and [4] do not broadcast: 2 vs 4
export const c = add(zeros([2]), zeros([3]))
//! zeros([3]) : is not assignable to
export const d = matmul(zeros([2]), zeros([3]))
export const e = zeros([2, 3])
//? Tensor<[2, 4], "float32">
export const f = zeros([2])
//? Tensor<["batch", "batch"], "float32">
export const g = zeros([2], "int32")
//? Tensor<[2], "float32">
`

const rightToRun = `import { add, pipe, sum, zeros } from "tuplet"
const n: number = 2
export const a = pipe(zeros([n, 3]), sum(-1))
//? Tensor<[number], "float32">
//! zeros([3]) : add: [2] and [3] do not broadcast: 2 vs 3
export const b = add(zeros([2]), zeros([3]))
export const c = sum(b)
//- only the compiler knows
export const d = add(zeros([2]), zeros([3]))
//> sum: dim 1 is out of range for [2]: use 0 | -1
//! 1 : Argument of type '1' is not assignable
export const e = sum(zeros([2]), 1)
const [f] = [zeros([1])]
export const g = (zeros: number) => zeros
`

/** @returns {Promise<string[]>} what the run failed to see */
export const selfTestOfRuns = async (root) => {
  const missed = []
  const { lines } = await runCases(root, { "wrong-to-run.ts": wrongToRun })
  const failed = lines.flatMap((line) => line.match(/^ +line (\d+):/)?.[1] ?? []).join()
  if (failed !== "2,4,6,8,10,12,14") missed.push(`the wrong file fails on lines ${failed}, not 2,4,6,8,10,12,14`)
  const good = await runCases(root, { "right-to-run.ts": rightToRun })
  if (good.failed > 0) missed.push(`the right file fails: ${good.lines.join("; ")}`)
  // const n, a, the shape of a, b, e, f, g; not c, which uses b, nor d
  if (good.passed !== 7) missed.push(`the right file holds ${good.passed} expectations, not 7`)
  return missed
}
