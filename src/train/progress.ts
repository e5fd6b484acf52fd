/** @file How far a run has come, in a terminal: the events of `fit` as the progress bar of tuplet/display. */
import type { EpochEvent, Figures, StepEvent } from "../../types/train.js"
import { progressBar } from "../display/progress.js"

export interface ProgressOptions {
  /** Where the bar is written: standard output, or the console where there is none, unless told. */
  readonly write?: (text: string) => void
  /** Whether a line can be written over: in a terminal. */
  readonly overwrites?: boolean
  /** Characters of a line. */
  readonly width?: number
}

/**
 * Listeners that show a progress bar: `fit({ …, ...terminalProgress() })`.
 *
 * In a terminal one line, written over at most ten times a second; elsewhere a line for an epoch, at most one a second,
 * and the last.
 * PyTorch: no counterpart: programs use `tqdm`.
 * @example
 * ```ts
 * import { terminalProgress } from "tuplet/train"
 * const lines: string[] = []
 * const { onEpoch } = terminalProgress({ write: (text) => lines.push(text), overwrites: false })
 * const figures = { loss: 0.25, metrics: {}, validation: undefined, improved: false }
 * onEpoch({ epoch: 2, epochs: 2, ...figures, ended: "finished", state: undefined })
 * lines.join("").includes("loss 0.25") // true
 * ```
 */
export const terminalProgress = (options: ProgressOptions = {}) => {
  const out = host().process?.stdout
  const overwrites = options.overwrites ?? out?.isTTY === true
  const width = options.width ?? out?.columns ?? 120
  const write = options.write ?? ((text) => (out === undefined ? console.log(text.trimEnd()) : out.write(text)))
  const begin = performance.now()
  let last = Number.NEGATIVE_INFINITY
  let validation: Figures | undefined
  const show = (done: number, { epoch, epochs, ...figures }: Shown, isEnd: boolean): void => {
    const now = performance.now()
    if (now - last < (overwrites ? 100 : 1000) && !isEnd) return
    last = now
    const held = validation === undefined ? {} : named("validation ", validation)
    const line = progressBar(
      {
        done: Math.round(done * 100) / 100,
        total: epochs,
        seconds: (now - begin) / 1000,
        label: "epoch",
        figures: { ...named("", figures), ...held },
      },
      { width },
    )
    write(overwrites ? `\r${line}\u001b[K${isEnd ? "\n" : ""}` : `${line}\n`)
  }
  return {
    onStep: ({ step, steps = step, ...event }: StepEvent<string, unknown>): void => {
      if (overwrites) show(event.epoch - 1 + step / steps, event, false)
    },
    onEpoch: (event: EpochEvent<string, unknown>): void => {
      validation = event.validation
      show(event.epoch, event, event.ended !== undefined)
    },
  }
}

// internal

interface Shown extends Figures {
  readonly epoch: number
  readonly epochs: number
}

/** Node's standard output, without its types: a page has none. */
const host = () =>
  globalThis as {
    process?: {
      stdout?: { readonly isTTY?: boolean; readonly columns?: number; readonly write: (text: string) => unknown }
    }
  }

const named = (before: string, { loss, metrics }: Figures): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries({ loss, ...metrics }).map(([name, value]) => [`${before}${name}`, value]))
