/**
 * @file A worker: what it does, and how one is started on this host. It waits for jobs that `pool.ts` opens in a
 * control block that both share, and takes chunks of them until none is left. `control` says where in the block what
 * stands.
 */

/** Places in the control block, in int32; what is written often has a cache line of its own. */
export const control = {
  /** odd while a job is open, one more for each opening and closing */
  sequence: 0,
  /** the next chunk that nobody has taken */
  next: 16,
  /** workers that are inside of a job */
  entered: 32,
  /** workers that have started; that wait without spinning; whether a kernel has failed; jobs with help, counted */
  ready: 48,
  parked: 49,
  failed: 50,
  helped: 51,
  /** of the job: how many workers may help, its kernel (where its bytes are, counted on without end), their number */
  helpers: 64,
  kernel: 65,
  bytes: 66,
  /** positions, and those of a chunk */
  extent: 67,
  chunk: 68,
  /** which argument differs from worker to worker, or -1, and by how much */
  own: 69,
  ownBytes: 70,
  count: 71,
  arguments: 72,
  /** where kernels begin, and the room for them: a power of two */
  kernels: 128,
  room: 2 ** 20,
} as const

export const mostArguments = control.kernels - control.arguments

export interface WorkerData {
  readonly memory: WebAssembly.Memory
  readonly block: SharedArrayBuffer
  readonly index: number
  readonly control: typeof control
}

/** Starts one that lets the process end; throws, or never gets ready, where there can't be any. */
export const startWorker = (data: WorkerData): void => {
  // some bundlers wrap functions to keep their names
  const source = `const __name=f=>f,work=${work};`
  const threads = nodeModule<{ Worker: NodeWorker }>("worker_threads")
  if (threads !== undefined) {
    const own = `${source}work(process.getBuiltinModule("node:worker_threads").workerData)`
    const worker = new threads.Worker(own, { eval: true, execArgv: [], workerData: data })
    worker.on("error", () => {})
    worker.unref()
    return
  }
  const url = URL.createObjectURL(new Blob([`${source}onmessage=({data})=>work(data)`], { type: "text/javascript" }))
  const worker = new Worker(url)
  worker.onerror = (event) => event.preventDefault()
  worker.postMessage(data)
}

/** How many threads run at once here, the program's own included; 1 where they can't share memory. */
export const hostThreads = (): number => {
  if (globalThis.SharedArrayBuffer === undefined) return 1
  const os = nodeModule<{ availableParallelism(): number }>("os")
  if (os !== undefined) return os.availableParallelism()
  return globalThis.crossOriginIsolated && globalThis.Worker !== undefined ? navigator.hardwareConcurrency : 1
}

// internal

type NodeWorker = new (
  source: string,
  options: object,
) => { readonly on: (event: "error", listener: () => void) => void; readonly unref: () => void }

const nodeModule = <T>(name: string): T | undefined => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  return process?.getBuiltinModule?.(`node:${name}`) as T | undefined
}

/** Sent as text: nothing outside of it is there. */
const work = ({ memory, block, index, control }: WorkerData): void => {
  const { sequence, next, entered, ready, parked, failed, room } = control
  const words = new Int32Array(block)
  const bytes = new Uint8Array(block, 4 * control.kernels)
  const kernels = new Map<number, CallableFunction>()
  /** Nothing, if the bytes may not be what was meant. */
  const kernelOf = (place: number, length: number): CallableFunction | undefined => {
    const known = kernels.get(place)
    if (known !== undefined) return known
    const at = place & (room - 1)
    const code = bytes.slice(at, at + length)
    // an addition, since processors with weak orders may read the bytes after a load
    if (Atomics.add(words, sequence, 0) !== seen) return undefined
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } })
    if (kernels.size > 1024) kernels.clear()
    kernels.set(place, exports.run as CallableFunction)
    return exports.run as CallableFunction
  }
  const help = (run: CallableFunction): void => {
    const read = (place: number) => words[place] as number
    const [extent, chunk, own] = [read(control.extent), read(control.chunk), read(control.own)]
    const addresses = [...words.subarray(control.arguments, control.arguments + read(control.count))]
    if (own >= 0) addresses[own] = (addresses[own] as number) + (index + 1) * read(control.ownBytes)
    let isFirst = true
    for (;;) {
      const from = chunk * Atomics.add(words, next, 1)
      if (from >= extent) return
      if (isFirst) Atomics.add(words, control.helped, 1)
      isFirst = false
      run(...addresses, from, Math.min(from + chunk, extent))
    }
  }
  let seen = 0
  Atomics.add(words, ready, 1)
  for (;;) {
    const end = performance.now() + 0.2
    let spins = 0
    while (Atomics.load(words, sequence) === seen) {
      if ((++spins & 255) !== 0 || performance.now() < end) continue
      Atomics.add(words, parked, 1)
      Atomics.wait(words, sequence, seen)
      Atomics.sub(words, parked, 1)
    }
    seen = Atomics.load(words, sequence)
    if ((seen & 1) === 0 || index >= (words[control.helpers] as number)) continue
    let run: CallableFunction | undefined
    try {
      run = kernelOf(words[control.kernel] as number, words[control.bytes] as number)
    } catch {}
    if (run === undefined) continue
    Atomics.add(words, entered, 1)
    try {
      if (Atomics.load(words, sequence) === seen) help(run)
    } catch {
      Atomics.store(words, failed, 1)
    }
    Atomics.sub(words, entered, 1)
  }
}
