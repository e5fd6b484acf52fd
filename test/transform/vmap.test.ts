/** @file `vmap` as users call it: axes, trees, closures, errors, and inside and around the other transforms. */
import { describe, expect, it } from "vitest"
import {
  add,
  at,
  compile,
  crossEntropy,
  embedding,
  grad,
  item,
  jacobian,
  jvp,
  type Key,
  key,
  keys,
  logSoftmax,
  matmul,
  mul,
  normal,
  relu,
  spec,
  square,
  stack,
  sum,
  type Tensor,
  tensor,
  toArray,
  transpose,
  unbind,
  vmap,
  zeros,
} from "../../src/index.js"

const rows = tensor([
  [1, 2, 3],
  [4, 5, 6],
])

describe("vmap", () => {
  it("maps over any axis, and puts it anywhere", () => {
    const double = (x: Tensor<[2]>) => mul(x, 2)
    const columns = vmap(double, { in: 1 })(rows)
    expect(toArray(columns)).toEqual(toArray(mul(transpose(rows), 2)))
    expect(toArray(vmap(double, { in: -1, out: -1 })(rows))).toEqual(toArray(mul(rows, 2)))
  })

  it("passes what is not mapped as it is, and repeats a result that does not vary", () => {
    const scale = vmap((x: Tensor<[3]>, by: number) => mul(x, by), { in: [0, null] })
    expect(toArray(scale(rows, 10))).toEqual([
      [10, 20, 30],
      [40, 50, 60],
    ])
    const same = vmap((_: Tensor<[3]>) => tensor([7, 8]))
    expect(toArray(same(rows))).toEqual([
      [7, 8],
      [7, 8],
    ])
  })

  it("maps every leaf of a tree, and gives trees", () => {
    const f = vmap((p: { readonly w: Tensor<[3]>; readonly b: readonly [Tensor<[]>] }) => ({
      y: add(sum(p.w), p.b[0]),
      w: p.w,
    }))
    const { y, w } = f({ w: rows, b: [tensor([10, 20])] })
    expect(toArray(y)).toEqual([16, 35])
    expect(toArray(w)).toEqual(toArray(rows))
  })

  it("closes over tensors, those that another vmap maps too", () => {
    const table = vmap((x: Tensor<[3]>) => vmap((y: Tensor<[3]>) => sum(mul(x, y)))(rows))(rows)
    expect(toArray(table)).toEqual(toArray(matmul(rows, transpose(rows))))
    const twice = vmap(vmap((x: Tensor<[]>) => mul(x, x)))(rows)
    expect(toArray(twice)).toEqual(toArray(square(rows)))
  })

  it("gives the gradient of each example", () => {
    const lossOf = (w: Tensor<[2, 3]>, x: Tensor<[3]>, y: Tensor<[], "int32">) => crossEntropy(matmul(w, relu(x)), y)
    const weight = tensor([
      [0.1, -0.2, 0.3],
      [0.5, 0.25, -1],
    ])
    const [first, second] = [tensor([1, -2, 3]), tensor([4, 5, -6])]
    const each = vmap(grad(lossOf), { in: [null, 0, 0] })(weight, stack([first, second]), tensor([1, 0], "int32"))
    const loop = [grad(lossOf)(weight, first, tensor(1, "int32")), grad(lossOf)(weight, second, tensor(0, "int32"))]
    expect(each.shape).toEqual([2, 2, 3])
    toArray(each)
      .flat(2)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(loop.map((g) => toArray(g)).flat(2)[i] as number, 6)
      })
  })

  it("is differentiated, with respect to what it maps and what it closes over", () => {
    const total = (w: Tensor<[3]>, x: Tensor<[2, 3]>) => sum(square(vmap((row: Tensor<[3]>) => sum(mul(w, row)))(x)))
    const plain = (w: Tensor<[3]>, x: Tensor<[2, 3]>) => sum(square(matmul(x, w)))
    const w = tensor([1, -1, 2])
    expect(toArray(grad(total)(w, rows))).toEqual(toArray(grad(plain)(w, rows)))
    const byRows = (x: Tensor<[2, 3]>) => total(w, x)
    expect(toArray(grad(byRows)(rows))).toEqual(toArray(grad((x: Tensor<[2, 3]>) => plain(w, x))(rows)))
    const [, tangent] = jvp(
      vmap((x: Tensor<[3]>) => sum(square(x))),
      [rows],
      [rows],
    )
    expect(toArray(tangent as Tensor<[2]>)).toEqual([28, 154])
    const blocks = vmap(jacobian((x: Tensor<[3]>) => square(x)))(rows)
    expect(toArray(blocks)).toEqual([
      [
        [2, 0, 0],
        [0, 4, 0],
        [0, 0, 6],
      ],
      [
        [8, 0, 0],
        [0, 10, 0],
        [0, 0, 12],
      ],
    ])
  })

  it("is compiled, and maps compiled functions", () => {
    const f = (x: Tensor<[3]>) => logSoftmax(x)
    const inside = compile({ x: spec(["batch", 3]) }, ({ x }) => vmap(f)(x))
    expect(toArray(inside({ x: rows }))).toEqual(toArray(logSoftmax(rows)))
    const compiled = compile({ x: spec([3]) }, ({ x }) => f(x))
    expect(toArray(vmap((x: Tensor<[3]>) => compiled({ x }))(rows))).toEqual(toArray(logSoftmax(rows)))
  })

  it("maps indices", () => {
    const weight = tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    const found = vmap((i: Tensor<[], "int32">) => embedding(i, weight))(tensor([2, 0], "int32"))
    expect(toArray(found)).toEqual([
      [5, 6],
      [1, 2],
    ])
    const picked = vmap((x: Tensor<[3]>, i: Tensor<[], "int32">) => at(x, i))(rows, tensor([2, 0], "int32"))
    expect(toArray(picked)).toEqual([3, 4])
    const pieces = vmap((x: Tensor<[3]>) => unbind(x)[1])(rows)
    expect(toArray(pieces)).toEqual([2, 5])
  })

  it("maps keys: each example has draws of its own, one key gives all the same", () => {
    const all = keys(key(7), 4)
    const draw = (k: Key) => normal(k, [3])
    const each = toArray(vmap(draw)(all))
    expect(each).toEqual([0, 1, 2, 3].map((i) => toArray(draw({ words: at(all.words, i) }))))
    expect(new Set(each.flat()).size).toBe(12)
    const shared = vmap((x: Tensor<[3]>) => add(x, normal(key(1), [3])))(zeros([2, 3]))
    expect(toArray(at(shared, 0))).toEqual(toArray(at(shared, 1)))
    const nested = vmap((k: Key) => vmap(draw)(keys(k, 2)))(all)
    expect(nested.shape).toEqual([4, 2, 3])
    expect(new Set(toArray(nested).flat(2)).size).toBe(24)
    const noisy = (x: Tensor<[3]>, k: Key) => sum(square(add(x, draw(k))))
    const slopes = vmap(grad(noisy))(rows, keys(key(0), 2))
    const first = keys(key(0), 2).words
    expect(toArray(at(slopes, 1))).toEqual(toArray(grad(noisy)(at(rows, 1), { words: at(first, 1) })))
  })

  it("names both arguments whose sizes differ, and leaves everything usable", () => {
    const f = vmap((x: Tensor<[3]>, p: { readonly y: Tensor<[3]> }) => add(x, p.y))
    const call = f as unknown as (x: unknown, p: unknown) => unknown
    expect(() => call(rows, { y: zeros([4, 3]) })).toThrow("'mapped axis' is 2 in argument 0 but 4 in argument 1.y")
    expect(toArray(f(rows, { y: zeros([2, 3]) }))).toEqual(toArray(rows))
  })

  it("refuses what it can't map, in a sentence", () => {
    const anything = vmap as unknown as (f: unknown, options?: unknown) => (...args: readonly unknown[]) => unknown
    const identity = (x: unknown) => x
    expect(() => anything(3)).toThrow("vmap: expected a function, got 3")
    expect(() => anything(identity)(tensor(1))).toThrow(
      "vmap: argument 0 is a scalar: it has no axis to be mapped over",
    )
    expect(() => anything(identity)(5)).toThrow("vmap: argument 0 is not a tensor: got 5")
    expect(() => anything(identity, { in: 2 })(rows)).toThrow(
      "vmap: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2",
    )
    expect(() => anything(identity, { out: 2 })(rows)).toThrow(
      "vmap: dim 2 is out of range for [3]: use 0 | 1 | -1 | -2",
    )
    expect(() => anything(identity, { in: [0, 0] })(rows)).toThrow(
      "vmap: 'in' names axes for 2 arguments, but there are 1",
    )
    expect(() => anything(identity, { in: [null] })(rows)).toThrow("vmap: no argument is mapped")
    expect(() => anything(identity, { into: 1 })).toThrow("vmap: unknown option into: use in | out")
    expect(() => anything(() => 4)(rows)).toThrow("vmap: the result is not a tensor: got 4")
  })

  it("refuses to read numbers of one example", () => {
    const read = vmap((x: Tensor<[3]>) => mul(x, item(sum(x))))
    expect(() => read(rows)).toThrow(
      "item: 'argument 0' has no numbers while its function is being traced: return the tensor and read it outside",
    )
  })
})

describe("a gradient of steps down gradients, mapped over tasks", () => {
  it("takes in how a step's gradient changes", () => {
    const [p, rate] = [0.7, 0.1]
    const tasks = [1, -2, 3]
    const after = (start: Tensor<[]>, task: Tensor<[]>) => {
      const loss = (q: Tensor<[]>) => mul(mul(square(square(q)), 0.25), task)
      return square(add(start, mul(grad(loss)(start), -rate)))
    }
    const total = (start: Tensor<[]>) => sum(vmap((task: Tensor<[]>) => after(start, task))(tensor(tasks)))
    const expected = tasks.map((task) => 2 * (p - rate * p ** 3 * task) * (1 - 3 * rate * p ** 2 * task))
    const compiled = compile({ start: spec([]) }, ({ start }) => grad(total)(start))
    const start = tensor(p)
    for (const slope of [grad(total)(start), compiled({ start })]) {
      expect(item(slope)).toBeCloseTo(
        expected.reduce((sum, x) => sum + x),
        5,
      )
    }
  })
})
