/** @file A progress bar with loss and accuracy; where the output is no terminal, a line a second. */
import { Presets, SingleBar } from "cli-progress"
import type { EpochEvent } from "tuplet/train"
import { percent } from "../reached.js"

export interface Progress {
  readonly onEpoch: (event: EpochEvent<"accuracy", unknown>) => void
  readonly stop: () => void
}

export const progressOf = (epochs: number): Progress => {
  const bar = new SingleBar(
    {
      format: "  {bar} {percentage}% | epoch {value} | loss {loss} | accuracy {accuracy} | {duration_formatted}",
      stream: process.stdout,
      noTTYOutput: true,
      notTTYSchedule: 1000,
      barsize: 28,
      hideCursor: true,
      gracefulExit: true,
    },
    Presets.shades_classic,
  )
  bar.start(epochs, 0, { loss: "-", accuracy: "-" })
  return {
    onEpoch: ({ epoch, loss, metrics }) =>
      bar.update(epoch, { loss: loss.toFixed(4), accuracy: percent(metrics.accuracy) }),
    stop: () => bar.stop(),
  }
}
