/**
 * @file What this machine's 128-bit vectors can do at most: multiply-adds between registers, nothing loaded or stored,
 * as many as a product of matrices needs. The number of independent chains, and whether they are fused, is what runs
 * fastest.
 */
import { defineFunction, encodeModule, f32x4, i32, v128 } from "../dist/encoder.js"

const CHAINS = [8, 10, 12, 14]
const UNROLLED = 4

export const load = async () => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const fastest = candidates(memory).reduce((best, next) => (rateOf(next) > rateOf(best) ? next : best))
  return {
    matmul: ({ a }) => {
      const turns = Math.round(a.shape[0] ** 3 / (4 * UNROLLED * fastest.chains))
      return { run: () => fastest.run(turns), read: () => [] }
    },
  }
}

// internal

const fused = (a, b, c) => f32x4.relaxedMadd(a, b, c)
const separate = (a, b, c) => f32x4.add(f32x4.mul(a, b), c)

const moduleOf = (chains, madd) =>
  encodeModule([
    defineFunction("run", ["i32"], ([turns], f) => {
      const [x, y] = [f.let(f32x4.const(0.999)), f.let(f32x4.const(1e-3))]
      const sums = Array.from({ length: chains }, (_, i) => {
        const sum = f.local("v128")
        f.set(sum, f32x4.const(i))
        return sum
      })
      f.repeat(turns, () => {
        for (let i = 0; i < UNROLLED; i++) for (const sum of sums) f.set(sum, madd(sum.get, x, y))
      })
      const total = sums.map(({ get }) => get).reduce((a, b) => f32x4.add(a, b))
      f.do(v128.store(i32.const(0), total))
    }),
  ])

/** Each chain's multiplication waits for its addition, so that nothing can be computed ahead. */
const candidates = (memory) =>
  [fused, separate].flatMap((madd) =>
    CHAINS.flatMap((chains) => {
      const bytes = moduleOf(chains, madd)
      if (!WebAssembly.validate(bytes)) return []
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
      return [{ chains, run: exports.run }]
    }),
  )

const TURNS = 200_000

const rateOf = ({ chains, run }) => {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 8; i++) {
    const start = performance.now()
    run(TURNS)
    best = Math.min(best, performance.now() - start)
  }
  return (TURNS * chains) / best
}
