/**
 * @file Nanoseconds an element of a compiled function for 10^3 to 10^8 elements. Each result is compared with float64
 * on rows spread over it. Arguments: the function's name, and the largest power of ten.
 */

import {
  add,
  compile,
  data,
  exp,
  fromArray,
  logSoftmax,
  mul,
  neg,
  setThreads,
  sigmoid,
  spec,
  square,
  tanh,
} from "../dist/index.js"

setThreads(1)
const [name, most] = process.argv.slice(2)
const WIDTH = 1000

const functions = {
  log_softmax: {
    of: (x) => logSoftmax(x, 1),
    row: (x) => {
      const largest = Math.max(...x)
      const lse = largest + Math.log(x.reduce((sum, value) => sum + Math.exp(value - largest), 0))
      return x.map((value) => value - lse)
    },
  },
  elementwise: {
    of: (x) => add(mul(tanh(add(mul(x, 0.8), 0.1)), sigmoid(x)), exp(neg(square(x)))),
    row: (x) => x.map((v) => Math.tanh(0.8 * v + 0.1) / (1 + Math.exp(-v)) + Math.exp(-v * v)),
  },
}

const check = (x, y, row) => {
  const rows = x.length / WIDTH
  for (let k = 0; k < 16; k++) {
    const at = Math.floor((k * (rows - 1)) / 15) * WIDTH
    const expected = row(Float64Array.from(x.subarray(at, at + WIDTH)))
    if (!expected.every((value, i) => Math.abs(value - y[at + i]) <= 1e-5 * (1 + Math.abs(value)))) {
      throw new Error(`${name} of ${x.length} elements is wrong in the row at ${at}`)
    }
  }
}

const measure = (size) => {
  const { of, row } = functions[name]
  const shape = [size / WIDTH, WIDTH]
  const numbers = new Float32Array(size)
  for (let i = 0; i < size; i++) numbers[i] = ((i * 2654435761) % 1009) / 126 - 4
  const f = compile({ x: spec(shape) }, ({ x }) => of(x))
  const input = { x: fromArray(numbers, shape) }
  check(numbers, data(f(input)), row)
  const times = []
  const until = performance.now() + 600
  while (times.length < 9 || (performance.now() < until && times.length < 4000)) {
    const start = performance.now()
    f(input)
    times.push(performance.now() - start)
  }
  // what ran before the optimising compiler was done, or on memory that the host had yet to grant, counts little
  return (times.sort((a, b) => a - b)[times.length >> 1] * 1e6) / size
}

const nanoseconds = {}
for (let power = 3; power <= Number(most); power++) nanoseconds[power] = measure(10 ** power)
console.log(JSON.stringify(nanoseconds))
