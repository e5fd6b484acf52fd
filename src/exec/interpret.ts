/**
 * @file The reference interpreter: every primitive as plain loops over float64.
 * It is the oracle of the tests, and evaluates where kernels can't: float64 graphs, hosts without WebAssembly.
 * Integers wrap at 32 bits; float32 values are not rounded until they are stored.
 */
import { type Node, sizeOf } from "../graph/node.js"
import type { Primitive, ReduceFn, Storage } from "../graph/op.js"
import { applyBinary, applyCompare, applyUnary, convert } from "../graph/scalar.js"
import { countUses, topological } from "../graph/walk.js"
import { assertIndices } from "./check.js"
import { viewStorage } from "./read.js"
import { arrayOf, storageOf } from "./storage.js"

export type Numbers = Float64Array

/** What the leaves of a graph stand for. */
export interface Bindings {
  readonly constant: (storage: Storage) => ArrayLike<number>
  readonly parameter: (node: Node<"parameter">) => ArrayLike<number>
}

/** The values of the roots, row-major. */
export const interpret = (roots: readonly Node[], bindings: Bindings): readonly Numbers[] => {
  const values = new Map<Node, Numbers>()
  const order = topological(roots)
  const uses = new Map(countUses(roots, order))
  for (const node of order) {
    const inputs = node.inputs.map((input) => values.get(input) as Numbers)
    values.set(node, meaning(node)(node, inputs, bindings))
    for (const input of node.inputs) {
      const left = (uses.get(input) as number) - 1
      uses.set(input, left)
      if (left === 0) values.delete(input)
    }
  }
  return roots.map((root) => values.get(root) as Numbers)
}

/**
 * The storages of roots whose parameters "0", "1", … stand for `inputs`: what `run` does, without kernels.
 * Throws IndexError where a check fails.
 */
export const interpretRoots = (roots: readonly Node[], inputs: readonly Storage[]): readonly Storage[] => {
  const inputOf = (node: Node<"parameter">) => inputs[Number(node.op.name)] as Storage
  const values = interpret(roots, {
    constant: viewStorage,
    parameter: (node) => viewStorage(inputOf(node)),
  })
  const results = new Map<Node, Storage>()
  return roots.map((root, i) => {
    if (root.op.kind === "parameter") return inputOf(root as Node<"parameter">)
    if (root.op.kind === "constant") return root.op.storage
    const storage = results.get(root) ?? storageOf(arrayOf(values[i] as Numbers, root.dtype))
    results.set(root, storage)
    return storage
  })
}

// internal

type Meaning<P extends Primitive> = (node: Node<P>, inputs: readonly Numbers[], bindings: Bindings) => Numbers

const meaning = (node: Node): Meaning<Primitive> => meanings[node.op.kind] as Meaning<Primitive>

const meanings: { readonly [P in Primitive]: Meaning<P> } = {
  constant: (node, _, bindings) => new Float64Array(bindings.constant(node.op.storage)),
  parameter: (node, _, bindings) => new Float64Array(bindings.parameter(node)),
  fill: (node) => new Float64Array(sizeOf(node.shape)).fill(convert(node.op.value, node.dtype)),
  iota: (node) => {
    const inner = sizeOf(node.shape.slice(node.op.axis + 1))
    const extent = node.shape[node.op.axis] as number
    return tabulate(node, (i) => Math.floor(i / inner) % extent)
  },
  unary: (node, [x]) => {
    const f = applyUnary(node.op.fn, node.dtype)
    return tabulate(node, (i) => f(at(x, i)))
  },
  binary: (node, [a, b]) => {
    const f = applyBinary(node.op.fn, node.dtype)
    return tabulate(node, (i) => f(at(a, i), at(b, i)))
  },
  compare: (node, [a, b]) => {
    const f = applyCompare(node.op.fn)
    return tabulate(node, (i) => Number(f(at(a, i), at(b, i))))
  },
  select: (node, [condition, whenTrue, whenFalse]) =>
    tabulate(node, (i) => (at(condition, i) !== 0 ? at(whenTrue, i) : at(whenFalse, i))),
  cast: (node, [x]) => tabulate(node, (i) => convert(at(x, i), node.dtype)),
  reduce: (node, [x]) => {
    const source = node.inputs[0] as Node
    const kept = source.shape.map((_, axis) => axis).filter((axis) => !node.op.axes.includes(axis))
    const strides = stridesOf(source.shape)
    const starts = offsets(
      kept.map((a) => source.shape[a] as number),
      kept.map((a) => strides[a] as number),
    )
    const { axes } = node.op
    const steps = offsets(
      axes.map((a) => source.shape[a] as number),
      axes.map((a) => strides[a] as number),
    )
    const f = node.dtype === "int32" && node.op.fn === "sum" ? wrappingSum : reductions[node.op.fn]
    return tabulate(node, (i) => {
      const start = starts[i] as number
      return f(steps, (step) => at(x, start + step))
    })
  },
  dot: (node, [a, b]) => {
    const [m, n] = node.shape.slice(-2) as [number, number]
    const k = (node.inputs[0] as Node).shape.at(-1) as number
    const values = new Float64Array(sizeOf(node.shape))
    const add = node.dtype === "int32" ? addProductsWrapping : addProducts
    for (let start = 0, row = 0; start < values.length; start += n, row++) {
      const right = Math.floor(row / m) * k * n
      for (let j = 0; j < k; j++) add(values, start, n, at(a, row * k + j), b as Numbers, right + j * n)
    }
    return values
  },
  reshape: (_, [x]) => x as Numbers,
  permute: (node, [x]) => {
    const strides = stridesOf((node.inputs[0] as Node).shape)
    return gather(
      x as Numbers,
      offsets(
        node.shape,
        node.op.order.map((axis) => strides[axis] as number),
      ),
    )
  },
  expand: (node, [x]) => {
    const source = (node.inputs[0] as Node).shape
    const strides = stridesOf(source).map((stride, axis) => (source[axis] === 1 ? 0 : stride))
    return gather(x as Numbers, offsets(node.shape, strides))
  },
  slice: (node, [x]) => {
    const strides = stridesOf((node.inputs[0] as Node).shape)
    const { starts, steps } = node.op
    const from = strides.reduce((sum, stride, axis) => sum + stride * (starts[axis] as number), 0)
    const places = offsets(
      node.shape,
      strides.map((stride, axis) => stride * (steps[axis] as number)),
    )
    return gather(
      x as Numbers,
      places.map((place) => from + place),
    )
  },
  concat: (node, inputs) => {
    const { axis } = node.op
    const strides = stridesOf(node.shape)
    const values = new Float64Array(sizeOf(node.shape))
    let from = 0
    node.inputs.forEach((input, i) => {
      offsets(input.shape, strides).forEach((place, element) => {
        values[from + place] = at(inputs[i], element)
      })
      from += (input.shape[axis] as number) * (strides[axis] as number)
    })
    return values
  },
  gather: (node, [x, indices]) => {
    const source = (node.inputs[0] as Node).shape
    const places = indexedPlaces(source, node.op.axis, indices as Numbers)
    return gather(x as Numbers, places)
  },
  scatterAdd: (node, [indices, updates]) => {
    const values = new Float64Array(sizeOf(node.shape))
    indexedPlaces(node.shape, node.op.axis, indices as Numbers).forEach((place, i) => {
      values[place] = (values[place] as number) + at(updates, i)
    })
    return node.dtype === "int32" ? values.map((x) => x | 0) : values
  },
  variable: (_, [x]) => x as Numbers,
  checkIndex: (node, [x]) => {
    assertIndices(x as Numbers, node.op)
    return x as Numbers
  },
}

type Steps = Int32Array

const fold = (steps: Steps, from: number, f: (total: number, i: number) => number): number => {
  let total = from
  for (let i = 0; i < steps.length; i++) total = f(total, steps[i] as number)
  return total
}

const reductions: { readonly [F in ReduceFn]: (steps: Steps, get: (step: number) => number) => number } = {
  sum: (steps, get) => fold(steps, 0, (total, i) => total + get(i)),
  max: (steps, get) => fold(steps, Number.NEGATIVE_INFINITY, (best, i) => Math.max(best, get(i))),
  min: (steps, get) => fold(steps, Number.POSITIVE_INFINITY, (best, i) => Math.min(best, get(i))),
  lognormalizer: (steps, get) => {
    const peak = reductions.max(steps, get)
    return peak + Math.log(fold(steps, 0, (total, i) => total + Math.exp(get(i) - peak)))
  },
  logsumexp: (steps, get) => {
    const peak = reductions.max(steps, get)
    // an infinite peak is the result itself: subtracting it would give NaN
    if (!Number.isFinite(peak)) return peak
    return peak + Math.log(fold(steps, 0, (total, i) => total + Math.exp(get(i) - peak)))
  },
}

const addProducts = (sums: Numbers, start: number, n: number, x: number, y: Numbers, from: number): void => {
  for (let i = 0; i < n; i++) sums[start + i] = at(sums, start + i) + x * at(y, from + i)
}

const addProductsWrapping: typeof addProducts = (sums, start, n, x, y, from) => {
  for (let i = 0; i < n; i++) sums[start + i] = (at(sums, start + i) + Math.imul(x, at(y, from + i))) | 0
}

/** Exact however many terms there are: float64 alone would round beyond 2^53. */
const wrappingSum: (typeof reductions)["sum"] = (steps, get) => fold(steps, 0, (total, i) => (total + get(i)) | 0)

const at = (x: Numbers | undefined, i: number): number => (x as Numbers)[i] as number

const tabulate = (node: Node, f: (i: number) => number): Numbers => {
  const values = new Float64Array(sizeOf(node.shape))
  for (let i = 0; i < values.length; i++) values[i] = f(i)
  return values
}

const gather = (x: Numbers, indices: Steps): Numbers => {
  const values = new Float64Array(indices.length)
  for (let i = 0; i < values.length; i++) values[i] = at(x, indices[i] as number)
  return values
}

/** Where the elements lie that indices into one axis of a shape name. */
const indexedPlaces = (shape: readonly number[], axis: number, indices: Numbers): Steps => {
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))]
  const extent = shape[axis] as number
  const places = new Int32Array(outer * indices.length * inner)
  for (let i = 0; i < places.length; i++) {
    const row = Math.floor(i / inner)
    const index = indices[row % indices.length] as number
    places[i] = (Math.floor(row / indices.length) * extent + index) * inner + (i % inner)
  }
  return places
}

const stridesOf = (shape: readonly number[]): readonly number[] => {
  const strides = Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number)
  }
  return strides
}

/** The offset of every element of a strided view, in row-major order. */
const offsets = (shape: readonly number[], strides: readonly number[]): Steps => {
  let result = new Int32Array(1)
  shape.forEach((dim, axis) => {
    const stride = strides[axis] as number
    const next = new Int32Array(result.length * dim)
    for (let i = 0; i < next.length; i++) {
      next[i] = (result[Math.floor(i / dim)] as number) + (i % dim) * stride
    }
    result = next
  })
  return result
}
