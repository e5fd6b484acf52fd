/** @file A progress bar with loss and accuracy; where the output is no terminal, a line a second. */
import { Presets, SingleBar } from "cli-progress"

export interface Progress {
  /** The means over the epoch that ended with this step. */
  readonly update: (at: { step: number; epoch: number; loss: number; accuracy: number }) => void
  readonly stop: () => void
}

export const progressOf = (steps: number): Progress => {
  const bar = new SingleBar(
    {
      format: "  {bar} {percentage}% | epoch {epoch} | loss {loss} | accuracy {accuracy} | {duration_formatted}",
      stream: process.stdout,
      noTTYOutput: true,
      notTTYSchedule: 1000,
      barsize: 28,
      hideCursor: true,
      gracefulExit: true,
    },
    Presets.shades_classic,
  )
  bar.start(steps, 0, { epoch: 0, loss: "-", accuracy: "-" })
  return {
    update: ({ step, epoch, loss, accuracy }) =>
      bar.update(step, { epoch, loss: loss.toFixed(4), accuracy: percent(accuracy) }),
    stop: () => bar.stop(),
  }
}

export const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`
