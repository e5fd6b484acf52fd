/**
 * @file The sentences of trees, twice: each constant is what the compiler makes of two types, assigned where only that
 * literal fits, and compared with what is said at run time of the same two trees.
 */
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { isTensor } from "../../src/api/handle.js"
import { compile, spec } from "../../src/compile.js"
import { layer } from "../../src/nn/layer.js"
import { linear } from "../../src/nn/linear.js"
import { branches } from "../../src/nn/parallel.js"
import { sequential } from "../../src/nn/sequential.js"
import { accumulate, chain } from "../../src/optim/chain.js"
import { clipByNorm } from "../../src/optim/clip.js"
import { groups } from "../../src/optim/groups.js"
import { sgd } from "../../src/optim/sgd.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { apart, assertLeaf, placed, saidOfTree } from "../../src/shape/given.js"
import { checkpoint } from "../../src/transform/checkpoint.js"
import type { Given } from "../../types/given.js"
import type { Tensor } from "../../types/tensor.js"
import type { NoInputMessage } from "../../types/tree-messages.js"

/** The sentence itself: not `string`, so that a literal that differs does not compile. */
type Said<P, Q> =
  Given<P, Q, "params"> extends infer M ? (M extends string ? (string extends M ? never : M) : never) : never
interface P {
  readonly w: Tensor<[3, 4]>
}
const dims: Said<P, { w: Tensor<[3, 5]> }> = "params.w: [3, 5] is not [3, 4]: dim 1 is 5, not 4"
const ranks: Said<P, { w: Tensor<[3]> }> = "params.w: [3] is not [3, 4]: the rank is 1, not 2"
const dtype: Said<P, { w: Tensor<[3, 4], "int32"> }> = "params.w is int32, not float32"
const number: Said<P, { w: 5 }> = "params.w is not a tensor"
const none: Said<P, object> = "params.w is missing"
const nothing: Said<P, undefined> = "params is missing"
const more: Said<[P], [P, P]> = "params[1] is one too many"
const fewer: Said<[P, P], [P]> = "params[1] is missing"
const record: Said<[P], P> = "params[0] is missing"
const deep: Said<[object, { a: P }], [object, { a: object }]> = "params[1].a.w is missing"
const input: NoInputMessage<"y"> = "y is not an input of this function"

describe("a tree that is given", () => {
  const take = layer({
    name: "take",
    takes: ["n", 4],
    gives: ["n", 4],
    apply: (_, x: Tensor) => x as never,
  })
  const w = zeros([3, 4])
  const x = zeros([1, 4])
  const own = linear(4, 3, { bias: false })
  type Loose = { apply: (...given: unknown[]) => unknown }
  const at = (model: unknown, params: unknown) => () => (model as Loose).apply(params, x)
  const said = (tree: unknown) => at(own, tree && typeof tree === "object" && "w" in tree ? { weight: tree.w } : tree)

  it("is refused in the compiler's words", () => {
    const words = (sentence: string) => sentence.replace("params.w", "params.weight")
    expect(said({ w: zeros([3, 5]) })).toThrow(new ShapeError(words(dims)))
    expect(said({ w: zeros([3]) })).toThrow(new ShapeError(words(ranks)))
    expect(said({ w: zeros([3, 4], "int32") })).toThrow(new DTypeError(words(dtype)))
    expect(said({ w: 5 })).toThrow(new TypeError(`${words(number)}: got 5`))
    expect(said({})).toThrow(new ShapeError(words(none)))
    expect(said(undefined)).toThrow(new ShapeError(nothing))
    expect(said(3)).toThrow(new ShapeError(words(none)))
    expect(at(sequential(own), [{ weight: w }, {}])).toThrow(new ShapeError(more))
    expect(at(sequential(own, linear(3, 3)), [{ weight: w }])).toThrow(new ShapeError(fewer))
    expect(at(sequential(own), { weight: w })).toThrow(new ShapeError(record))
    expect(at((sequential as (...layers: unknown[]) => unknown)(take, branches({ a: own })), [{}, { a: {} }])).toThrow(
      new ShapeError(words(deep).replace("a.w", "a.weight")),
    )
    const f = compile({ x: spec([1, 4]) }, (inputs) => inputs.x) as (inputs: unknown) => unknown
    expect(() => f({ x, y: x })).toThrow(new ShapeError(input))
  })

  it("may be of float64, and have more entries than a layer asks for", () => {
    const wide = zeros([3, 4], "float64")
    expect(at(own, { weight: wide, bias: 3 })).not.toThrow()
  })

  it("has its place in the path, whatever it is in", () => {
    const params = [{ w }] as const
    const loose = (optimizer: object) =>
      optimizer as { init: (p: unknown) => never; update: (...g: unknown[]) => unknown }
    const clipped = loose(chain(clipByNorm(1), sgd({ momentum: 0.9 })))
    const state = [{}, { step: tensor(0), velocity: [{}] }]
    expect(() => clipped.update(params, params, state)).toThrow(new ShapeError("state[1].velocity[0].w is missing"))
    expect(() => clipped.update(params, params, [{}])).toThrow(new ShapeError("state[1] is missing"))
    expect(() => clipped.update(params, [{ w: x }], clipped.init(params))).toThrow(
      new ShapeError("gradients[0].w: [1, 4] is not [3, 4]: dim 0 is 1, not 3"),
    )
    const waiting = loose(accumulate(2, sgd({ momentum: 0.9 })))
    const begun = waiting.init(params) as { readonly inner: object }
    expect(() => waiting.update(params, params, { ...begun, inner: {} })).toThrow(
      new ShapeError("state.inner.step is missing"),
    )
    expect(() => waiting.update(params, [{}], begun)).toThrow(new ShapeError("gradients[0].w is missing"))
    const divided = loose(groups({ "*.bias": sgd(), "*": sgd() }))
    const groupsOf = divided.init(params) as object
    expect(() => divided.update(params, params, { ...groupsOf, "*": undefined })).toThrow(
      new ShapeError("state.* is missing"),
    )
    expect(() => divided.update(params, [{ w, v: w }], groupsOf)).toThrow(
      new ShapeError("gradients[0].v is one too many"),
    )
  })

  it("is not that of a layer's own making", () => {
    const careless = layer({
      name: "careless",
      takes: ["n", 4],
      gives: ["n", 3],
      apply: (_, v) => at(own, { weight: v })() as never,
    })
    expect(at(sequential(careless), [{}])).toThrow(
      "layer 0: careless: params.weight: [1, 4] is not [3, 4]: dim 0 is 1, not 3",
    )
    expect(() => apart("who", () => JSON.parse("?"))).toThrow(SyntaxError)
  })

  it("leaves what its getters and proxies throw as it is", () => {
    const thrown = [Object.freeze(new Error("not now")), new RangeError("not now"), "not now"]
    for (const error of thrown) {
      const lazy = {
        get weight(): Tensor {
          throw error
        },
      }
      for (const f of [at(sequential(own), [lazy]), () => saidOfTree(() => lazy.weight)]) {
        try {
          f()
          expect.unreachable()
        } catch (caught) {
          expect(caught).toBe(error)
        }
      }
    }
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(at(sequential(own), [proxy])).toThrow("layer 0: Cannot perform 'has' on a proxy that has been revoked")
  })

  it("is no part of itself, nor is what a function returns", () => {
    const endless: Record<string, unknown> = { w }
    endless.self = endless
    expect(() => compile({ w: spec([3, 4]) }, () => endless as never)({ w })).toThrow(
      /^the result\.self\..* has no end/,
    )
    expect(() => checkpoint((tree: typeof endless) => tree)(endless as never)).toThrow(/^\[0\]\.self\..* has no end/)
  })

  it("is asked of errors only", () => {
    const caught = (f: () => unknown): unknown => {
      try {
        return f()
      } catch (error) {
        return error
      }
    }
    const error = caught(() => saidOfTree(() => assertLeaf("state.w", w, isTensor as never, x)))
    expect(placed(error, "[2]", "state")?.message).toBe("state[2].w: [1, 4] is not [3, 4]: dim 0 is 1, not 3")
    expect(placed(error, "[2]", "params")).toBe(undefined)
    expect(placed(undefined, "[2]")).toBe(undefined)
  })
})
