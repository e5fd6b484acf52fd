/** @file A chart that is drawn anew in its place while training goes on, by the messages that notebooks understand. */
import { type LineChartOptions, lineChart, type Series } from "./chart.js"
import { display } from "./picture.js"

/** Sends one message to the notebook's page: `Deno.jupyter.broadcast`, or one of another host. */
export type Broadcast = (type: string, content: Readonly<Record<string, unknown>>) => Promise<void>

/**
 * A function that shows a history as a line chart, and each further one in its place.
 *
 * The messages are Jupyter's `display_data` and `update_display_data`; they go to `Deno.jupyter.broadcast` unless
 * `broadcast` is given. Outside of a notebook nothing is shown.
 * PyTorch: no counterpart: programs use `torch.utils.tensorboard`.
 * @example
 * ```ts
 * import { liveChart } from "tuplet/display"
 * const sent: string[] = []
 * const show = liveChart({ broadcast: async (type) => void sent.push(type) })
 * await show({ loss: [1] })
 * await show({ loss: [1, 0.5] })
 * sent // ["display_data", "update_display_data"]
 * ```
 */
export const liveChart = (
  options: LineChartOptions & { readonly broadcast?: Broadcast } = {},
): ((series: Series) => Promise<void>) => {
  const { broadcast = hostBroadcast(), ...chart } = options
  const id = `tuplet-${crypto.randomUUID()}`
  let isShown = false
  return async (series) => {
    const data = lineChart(series, chart)[display]()
    const type = isShown ? "update_display_data" : "display_data"
    isShown = true
    await broadcast?.(type, { data, metadata: {}, transient: { display_id: id } })
  }
}

// internal

interface Host {
  readonly Deno?: { readonly jupyter?: { readonly broadcast?: Broadcast } }
}

/** Deno refuses even to look at `jupyter` outside of a notebook, or leaves it out. */
const hostBroadcast = (): Broadcast | undefined => {
  try {
    const jupyter = (globalThis as Host).Deno?.jupyter
    const broadcast = jupyter?.broadcast?.bind(jupyter)
    return broadcast && ((type, content) => whileAwake(broadcast(type, content)))
  } catch {
    return undefined
  }
}

/** A message alone doesn't keep Deno's cell from ending: what the cell prints or gives later would be lost. */
const whileAwake = async (sending: Promise<void>): Promise<void> => {
  const timer = setInterval(() => {}, 1000)
  try {
    await sending
  } finally {
    clearInterval(timer)
  }
}
