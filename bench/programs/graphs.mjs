/**
 * @file What graphs of many nodes cost: building, planning, compiling and running them, in microseconds a node.
 * Planning is the first call of a compiled function less the three others: simplification, scheduling, writing kernels.
 * Compiling is what the host does with those. Each size is measured on several graphs that differ.
 */

import {
  add,
  compile,
  data,
  fromArray,
  item,
  matmul,
  mul,
  relu,
  setThreads,
  spec,
  square,
  sub,
  sum,
  tanh,
} from "../dist/index.js"

setThreads(1)
const [kind, size] = process.argv.slice(2)
const GRAPHS = 5

/** Chains that part and join again, every tenth node a use of one that came before; float64 beside it. */
const branching = (count, variant) => {
  const value = (x) => {
    let [y, z] = [x, 0.5 * x]
    for (let i = 2; i < count; i++) {
      const kind = (i + variant) % 5
      if (i % 10 === 0) [y, z] = [0.5 * (y + z), y]
      else
        y =
          kind === 0
            ? Math.tanh(y)
            : kind === 1
              ? y + 0.25
              : kind === 2
                ? y * 0.75
                : kind === 3
                  ? y - z * 0.125
                  : y * y * 0.5
    }
    return y
  }
  const of = (x) => {
    let [y, z] = [x, mul(x, 0.5)]
    for (let i = 2; i < count; i++) {
      const kind = (i + variant) % 5
      if (i % 10 === 0) [y, z] = [mul(add(y, z), 0.5), y]
      else if (kind === 0) y = tanh(y)
      else if (kind === 1) y = add(y, 0.25)
      else if (kind === 2) y = mul(y, 0.75)
      else if (kind === 3) y = sub(y, mul(z, 0.125))
      else y = mul(square(y), 0.5)
    }
    return y
  }
  const numbers = Float32Array.from({ length: 64 }, (_, i) => i / 64 - 0.5)
  const expected = Float64Array.from(numbers, value)
  return { of, input: fromArray(numbers, [64]), shape: [64], isRight: (y) => near(data(y), expected) }
}

/** Layers of width 16, three nodes each, whose weights are one matrix. */
const layers = (count, variant) => {
  const width = 16
  const weight = Float32Array.from({ length: width * width }, (_, i) => (((i * 7 + variant) % 11) - 5) / 16)
  const [w, numbers] = [fromArray(weight, [width, width]), Float32Array.from({ length: width }, (_, i) => i / width)]
  const bias = 0.01 * (variant + 1)
  let expected = Float64Array.from(numbers)
  for (let layer = 0; layer < count / 3; layer++) {
    const before = expected
    expected = Float64Array.from(numbers, (_, j) => {
      const total = before.reduce((sum, value, i) => sum + value * weight[i * width + j], bias)
      return Math.max(total, 0)
    })
  }
  const of = (x) => {
    let y = x
    for (let layer = 0; layer < count / 3; layer++) y = relu(add(matmul(y, w), bias))
    return sum(y, 0)
  }
  const total = [expected.reduce((a, b) => a + b, 0)]
  return { of, input: fromArray(numbers, [1, width]), shape: [1, width], isRight: (y) => near([item(sum(y))], total) }
}

const near = (actual, expected) =>
  expected.every((value, i) => Math.abs(actual[i] - value) <= 1e-3 * (Math.abs(value) + 1e-3))

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
const timed = (f) => {
  const start = performance.now()
  const result = f()
  return [performance.now() - start, result]
}

/** Milliseconds that the host has spent in making modules and instances. */
let compiling = 0
for (const name of ["Module", "Instance"]) {
  WebAssembly[name] = new Proxy(WebAssembly[name], {
    construct: (target, args) => {
      const [milliseconds, made] = timed(() => Reflect.construct(target, args))
      compiling += milliseconds
      return made
    },
  })
}

const measure = (variant) => {
  const { of, input, shape, isRight } = { branching, layers }[kind](Number(size), variant)
  const [build] = timed(() => of(input))
  const f = compile({ x: spec(shape) }, ({ x }) => of(x))
  compiling = 0
  const [first, result] = timed(() => f({ x: input }))
  const compiled = compiling
  if (!isRight(result)) throw new Error(`a graph of ${size} nodes is wrong`)
  const run = median(Array.from({ length: 21 }, () => timed(() => f({ x: input }))[0]))
  return { build, plan: first - build - compiled - run, compile: compiled, run }
}

measure(GRAPHS)
const all = Array.from({ length: GRAPHS }, (_, variant) => measure(variant))
const perNode = (part) => (median(all.map((one) => one[part])) * 1000) / size
const parts = ["build", "plan", "compile", "run"]
console.log(JSON.stringify(Object.fromEntries(parts.map((part) => [part, perNode(part)]))))
