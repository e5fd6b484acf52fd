/**
 * @file Laws that hold for every operation, on all sample cases: views and aliases are as good as copies, a mapped
 * function is a loop, however many axes it gets and if it has no turns at all, and forward and reverse mode are
 * adjoint.
 */
import { describe, expect, it } from "vitest"
import { fromArray } from "../../src/api/create.js"
import { nodeOf } from "../../src/api/handle.js"
import { permute, reshape, slice } from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import { add, compile, data, jvp, mul, spec, stack, sum, vjp, vmap } from "../../src/index.js"
import type { DType, TypedArray } from "../../types/dtype.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"
import { type Case, casesOf, foreignDTypes, nameOf } from "./cases.js"
import { check } from "./check.js"
import { chooseRow, type Trace, traceOf } from "./trace.js"

type Law = (trace: Trace, sample: Case) => readonly string[]

const t = untyped({ add, compile, data, jvp, mul, spec, stack, sum, vjp, vmap })

/** Each case that agrees with PyTorch at all, under a law. */
const holds = (law: Law): void => {
  it.each([...groups()])("%s", (_, samples) => {
    const failures = samples.flatMap((sample) => {
      const chosen = chooseRow(sample)
      if ("reason" in chosen || check(sample, ["kernels"]).kind !== "passed") return []
      return law(traceOf(sample, chosen.row), sample).map((text) => `${sample.id}: ${text}`)
    })
    expect(failures).toEqual([])
  })
}

const groups = (): ReadonlyMap<string, Case[]> => {
  const found = new Map<string, Case[]>()
  for (const sample of casesOf(new URL("opinfo.jsonl.gz", import.meta.url))) {
    if (foreignDTypes(sample).length === 0) found.set(nameOf(sample), [...(found.get(nameOf(sample)) ?? []), sample])
  }
  return found
}

const numbers = (x: AnyTensor): readonly number[] => Array.from(t.data(x) as ArrayLike<number>)

/** A function of a case's tensors as one compiled program. */
const run = (trace: Trace, f: (floats: readonly AnyTensor[], others: readonly AnyTensor[]) => unknown): AnyTensor[] => {
  const specs = (tensors: readonly AnyTensor[]) => tensors.map(({ shape, dtype }) => t.spec(shape, dtype))
  const program = t.compile(
    { floats: specs(trace.floats), others: specs(trace.others) },
    ({ floats, others }: Pick<Trace, "floats" | "others">) => f(floats, others),
  )
  return program({ floats: trace.floats, others: trace.others }) as AnyTensor[]
}

/** Numbers that nothing should read. */
const arrays: { readonly [D in DType]: (length: number) => TypedArray } = {
  float32: (length) => new Float32Array(length).fill(Number.NaN),
  float64: (length) => new Float64Array(length).fill(Number.NaN),
  int32: (length) => new Int32Array(length).fill(-7),
  bool: (length) => new Uint8Array(length).fill(1),
}

const unlike = (actual: AnyTensor | undefined, expected: AnyTensor, i: number): readonly string[] => {
  const [got, wanted] = [numbers(actual as AnyTensor), numbers(expected)]
  const far = wanted.findIndex((value, at) => {
    const other = got[at] as number
    return !Object.is(other, value) && other !== value && !(Math.abs(other - value) <= 1e-5 * (1 + Math.abs(value)))
  })
  if (got.length !== wanted.length) return [`output ${i} has ${got.length} elements, not ${wanted.length}`]
  return far < 0 ? [] : [`output ${i}: element ${far} is ${got[far]}, not ${wanted[far]}`]
}

describe("inputs that are views: backwards, every second element, transposed", () => {
  /** What a view is taken of, and the view: the elements in reverse order, with others between them. */
  const hidden = (x: AnyTensor): { readonly source: AnyTensor; readonly view: (source: Node) => Node } => {
    const node = nodeOf(x)
    const size = sizeOf(node.shape)
    const values = arrays[node.dtype](2 * size)
    numbers(x).forEach((value, i) => {
      values[2 * (size - 1 - i)] = value
    })
    const source = fromArray(values as never, [2 * size]) as AnyTensor
    const order = node.shape.map((_, axis) => node.shape.length - 1 - axis)
    return {
      source,
      view: (from) => {
        const flat = slice(from, [Math.max(0, 2 * size - 2)], [-2], [size])
        // there and back: the axes stay, the transposes are the planner's to undo
        return permute(permute(reshape(flat, node.shape), order), order)
      },
    }
  }
  holds((trace) => {
    const plain = run(trace, (floats, others) => trace.apply(floats, others))
    const [floats, others] = [trace.floats.map(hidden), trace.others.map(hidden)]
    const sources = { ...trace, floats: floats.map(({ source }) => source), others: others.map(({ source }) => source) }
    const seen = run(sources, (givenFloats, givenOthers) =>
      trace.apply(
        givenFloats.map((x, i) => floats[i]?.view(nodeOf(x)) as unknown as AnyTensor),
        givenOthers.map((x, i) => others[i]?.view(nodeOf(x)) as unknown as AnyTensor),
      ),
    )
    return plain.flatMap((expected, i) => unlike(seen[i], expected, i))
  })
})

describe("one tensor in several places is as good as copies of it", () => {
  const sameType = (x: AnyTensor) => (y: AnyTensor) => x.dtype === y.dtype && `${x.shape}` === `${y.shape}`
  holds((trace) => {
    const once = trace.floats.filter((x, i) => trace.floats.findIndex(sameType(x)) === i)
    if (once.length === trace.floats.length) return []
    const sources = trace.floats.map((x) => once.findIndex(sameType(x)))
    const copies = { ...trace, floats: sources.map((at) => once[at] as AnyTensor) }
    const apart = run(copies, (floats, others) => trace.apply(floats, others))
    const shared = run({ ...trace, floats: once }, (floats, others) =>
      trace.apply(
        sources.map((at) => floats[at] as AnyTensor),
        others,
      ),
    )
    return apart.flatMap((expected, i) => unlike(shared[i], expected, i))
  })
})

describe("a mapped function is a loop", () => {
  /** The same numbers in other places. */
  const turned = (x: AnyTensor): AnyTensor => {
    const values = t.data(x).slice()
    return fromArray(values.reverse() as never, [...x.shape] as number[])
  }
  holds((trace) => {
    const { floats, others } = trace
    if (floats.length === 0) return []
    const second = floats.map(turned)
    const mapped = t.vmap((given: readonly AnyTensor[]) => trace.apply(given, others))(
      floats.map((x, i) => t.stack([x, second[i]], 0)),
    ) as AnyTensor[]
    const [one, two] = [trace.apply(floats, others), trace.apply(second, others)]
    return one.flatMap((first, i) => unlike(mapped[i], t.stack([first, two[i]], 0), i))
  })
})

describe("a function mapped until a tensor has eight axes gives what it gives once", () => {
  holds((trace) => {
    const { floats, others } = trace
    if (floats.length === 0) return []
    const outputs = trace.apply(floats, others)
    const most = Math.max(...[...floats, ...outputs].map(({ shape }) => shape.length))
    let f = (given: readonly AnyTensor[]) => trace.apply(given, others)
    let inputs: readonly AnyTensor[] = floats
    for (let rank = most; rank < 8; rank++) {
      f = t.vmap(f) as typeof f
      inputs = inputs.map((x) => reshape(nodeOf(x), [1, ...(x.shape as number[])]) as unknown as AnyTensor)
    }
    return f(inputs).flatMap((x, i) => [...unlike(x, outputs[i] as AnyTensor, i)])
  })
})

describe("a function mapped over no examples gives none", () => {
  holds((trace) => {
    const { floats, others } = trace
    if (floats.length === 0) return []
    const outputs = trace.apply(floats, others)
    const none = floats.map((x) => fromArray(arrays[x.dtype](0) as never, [0, ...(x.shape as number[])]))
    const mapped = t.vmap((given: readonly AnyTensor[]) => trace.apply(given, others))(none) as AnyTensor[]
    return mapped.flatMap((x, i) => {
      const expected = [0, ...(outputs[i] as AnyTensor).shape].join(" ")
      const got = x.shape.join(" ")
      if (got !== expected) return [`output ${i} has shape ${got}, not ${expected}`]
      return numbers(x).length === 0 ? [] : [`output ${i} has elements`]
    })
  })
})

describe("forward and reverse mode are adjoint", () => {
  const wave = (x: AnyTensor, phase: number): AnyTensor => {
    const values = Float64Array.from({ length: sizeOf(x.shape as number[]) }, (_, i) => Math.sin(i + phase) + 0.3)
    return fromArray((x.dtype === "float64" ? values : Float32Array.from(values)) as never, [...x.shape] as number[])
  }
  const inner = (xs: readonly AnyTensor[], ys: readonly AnyTensor[]) => {
    let [total, scale] = [0, 0]
    xs.forEach((x, i) => {
      const other = numbers(ys[i] as AnyTensor)
      numbers(x).forEach((value, at) => {
        total += value * (other[at] as number)
        scale += Math.abs(value * (other[at] as number))
      })
    })
    return { total, scale }
  }
  holds((trace) => {
    const { floats, others, total } = trace
    if (total === undefined || floats.length === 0) return []
    const isFloat = (x: AnyTensor) => x.dtype === "float32" || x.dtype === "float64"
    const f = (given: readonly AnyTensor[]) => trace.apply(given, others).filter(isFloat)
    const tangents = floats.map((x) => wave(x, 1))
    const [outputs, moves] = t.jvp(f, [floats], [tangents]) as [AnyTensor[], AnyTensor[]]
    const cotangents = outputs.map((x) => wave(x, 2))
    const [, pull] = t.vjp(f, floats) as [unknown, (c: readonly AnyTensor[]) => AnyTensor[]]
    const [ahead, back] = [inner(moves, cotangents), inner(tangents, pull(cotangents))]
    const isClose = Math.abs(ahead.total - back.total) <= 2e-5 * (1 + ahead.scale + back.scale)
    return isClose || Object.is(ahead.total, back.total) || !Number.isFinite(ahead.scale + back.scale)
      ? []
      : [`⟨forward, cotangent⟩ is ${ahead.total}, ⟨tangent, reverse⟩ ${back.total}`]
  })
})
