/**
 * @file Workers that help with the steps of a run. The protocol:
 *
 * - *Opening*: the job is written into the control block, then `sequence` becomes odd. Workers that spin see it; those
 *   that are parked are notified if enough work has come together. Then this thread takes chunks like everyone else.
 * - *Helping*: a worker enters by adding to `entered`, and looks at `sequence` again: if it has changed meanwhile, it
 *   leaves without having touched anything. Inside, it takes chunks from `next` until there are none.
 * - *Closing*: this thread finds no chunk left, makes `sequence` even, and spins while somebody is inside. All of
 *   this is sequentially consistent, so a worker either is seen in `entered`, or sees that the job is closed. One that
 *   sleeps, starts or compiles delays nobody.
 * - *Kernels* are bytes in a ring, each written before a job is opened that needs it, and only while none is open. A
 *   worker that has copied bytes and finds `sequence` unchanged has read what was meant; else it tries at the next job.
 * - *Growth* of memory happens between jobs. Kernels see it, and the control block, a buffer of its own, stays.
 */
import { worth } from "../schedule/worth.js"
import type { Kernel } from "./kernels.js"
import { threads } from "./threads.js"
import { control, mostArguments, startWorker } from "./worker.js"

/** A step that may be shared: a kernel that runs any range of positions. */
export interface Job {
  readonly kernel: Kernel
  /** Where in `addresses` the arguments are; the range comes behind them. */
  readonly used: readonly number[]
  readonly extent: number
  /** Positions taken at once. */
  readonly chunk: number
  /** Which argument, or -1, is a workspace: every thread has one, they lie one after another, and their size. */
  readonly own: number
  readonly workspace: number
  readonly nanoseconds: number
}

export class Pool {
  readonly #memory: WebAssembly.Memory
  #words: Int32Array | undefined
  /** Workers that were asked to start, ready or not. */
  #started = 0
  #sequence = 0
  /** Where the next kernel goes. */
  #end = 0
  /** Nanoseconds of work since a worker was asked for while others are wanted, and since parked ones were woken. */
  #sinceStart = 0
  #sinceWaking = 0

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
  }

  /** How often a worker has taken part in a job. */
  get helped(): number {
    return this.#words === undefined ? 0 : Atomics.load(this.#words, control.helped)
  }

  /** Runs the job, if there is somebody to share it with: whether it has. */
  run(job: Job, addresses: readonly number[]): boolean {
    if (this.#started < threads() - 1) {
      this.#sinceStart += job.nanoseconds
      if (this.#sinceStart >= worth.starting) this.#start()
    }
    return this.#words !== undefined && this.#share(this.#words, job, addresses)
  }

  #share(words: Int32Array, job: Job, addresses: readonly number[]): boolean {
    const parked = Atomics.load(words, control.parked)
    let notifies = false
    if (parked > 0 || Atomics.load(words, control.ready) === 0) {
      this.#sinceWaking += job.nanoseconds
      notifies = this.#sinceWaking >= worth.waking
      if (notifies) this.#sinceWaking = 0
      else if (parked >= Atomics.load(words, control.ready)) return false
    }
    const { kernel, used, extent, chunk, own, workspace } = job
    words[control.kernel] = this.#place(words, kernel)
    words[control.bytes] = kernel.bytes.length
    words[control.helpers] = threads() - 1
    words[control.extent] = extent
    words[control.chunk] = chunk
    words[control.own] = own
    words[control.ownBytes] = workspace
    words[control.count] = used.length
    const given = used.map((buffer) => addresses[buffer] as number)
    words.set(given, control.arguments)
    Atomics.store(words, control.failed, 0)
    Atomics.store(words, control.next, 0)
    this.#turn(words)
    if (notifies) Atomics.notify(words, control.sequence)
    try {
      for (;;) {
        const from = chunk * Atomics.add(words, control.next, 1)
        if (from >= extent) break
        kernel.run(...given, from, Math.min(from + chunk, extent))
      }
    } finally {
      this.#turn(words)
      this.#join(words)
    }
    if (Atomics.load(words, control.failed) !== 0) throw new Error("a kernel failed on another thread")
    return true
  }

  /** Waits until nobody is inside. Whoever is, but was put aside by a busy system, gets this thread's core. */
  #join(words: Int32Array): void {
    for (let spins = 0; ; spins++) {
      const inside = Atomics.load(words, control.entered)
      if (inside === 0) return
      try {
        if (spins > mostSpins) Atomics.wait(words, control.entered, inside, 0.1)
      } catch {
        // a page's main thread must not wait
      }
    }
  }

  #turn(words: Int32Array): void {
    this.#sequence = (this.#sequence + 1) | 0
    Atomics.store(words, control.sequence, this.#sequence)
  }

  /** Where the bytes of a kernel are, counted on without end; no two kernels are in one place. */
  #place(words: Int32Array, kernel: Kernel): number {
    const { bytes } = kernel
    if (kernel.place === undefined || ((this.#end - kernel.place) | 0) > control.room) {
      const left = control.room - (this.#end & (control.room - 1))
      if (left < bytes.length) this.#end = (this.#end + left) | 0
      kernel.place = this.#end
      this.#end = (this.#end + bytes.length) | 0
      new Uint8Array(words.buffer, 4 * control.kernels).set(bytes, kernel.place & (control.room - 1))
    }
    return kernel.place
  }

  /** One worker more; some hosts refuse, on others it never gets ready. */
  #start(): void {
    this.#sinceStart = 0
    const words = this.#words ?? new Int32Array(new SharedArrayBuffer(4 * control.kernels + control.room))
    try {
      startWorker({ control, memory: this.#memory, block: words.buffer as SharedArrayBuffer, index: this.#started++ })
      this.#words = words
    } catch {
      this.#started = Number.POSITIVE_INFINITY
    }
  }
}

/** Whether workers can be handed a job at all. */
export const canShare = ({ bytes }: Kernel, used: readonly number[]): boolean =>
  used.length <= mostArguments && bytes.length <= control.room

// internal

/** Before a core is given up: as long as a chunk takes. */
const mostSpins = 20_000
