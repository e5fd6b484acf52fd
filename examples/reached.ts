/**
 * @file The last line of an example: the figure that it states, what was asked of it, and whether this run got there.
 */

/** `--small` asks for a run of seconds, which has to reach a lower figure. */
export const small = process.argv.includes("--small")

export type Asked = { readonly atLeast: number } | { readonly atMost: number }

/** A run that misses its figure fails. */
export const report = (
  figure: string,
  value: number,
  asked: Asked,
  print: (value: number) => string = String,
): void => {
  const good = "atLeast" in asked ? value >= asked.atLeast : value <= asked.atMost
  const bound = "atLeast" in asked ? `at least ${print(asked.atLeast)}` : `at most ${print(asked.atMost)}`
  console.log(`\n${good ? "reached" : "missed"}: ${figure} ${print(value)}, ${bound} asked`)
  if (!good) process.exitCode = 1
}

export const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`
