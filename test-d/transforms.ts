/** @file Transforms: derivatives in one direction, mapped functions, Jacobians, stated derivatives. */
import {
  type AnyTensor,
  add,
  at,
  checkpoint,
  compile,
  crossEntropy,
  customJvp,
  customVjp,
  embedding,
  exp,
  grad,
  hessian,
  jacobian,
  jvp,
  type Key,
  key,
  keys,
  logSoftmax,
  matmul,
  mul,
  normal,
  ones,
  pipe,
  spec,
  square,
  stopGradient,
  sum,
  type Tensor,
  vjp,
  vmap,
  zeros,
} from "tuplet"

interface Params {
  readonly weight: Tensor<[2, 3]>
  readonly bias: Tensor<[2]>
}
const params: Params = { weight: ones([2, 3]), bias: zeros([2]) }
const apply = (p: Params, x: Tensor<[3]>) => add(matmul(p.weight, x), p.bias)
const lossOf = (p: Params, x: Tensor<[3]>, y: Tensor<[], "int32">) => crossEntropy(apply(p, x), y)
const dotted = (x: Tensor<[3]>, y: Tensor<[3]>) => sum(mul(x, y))
const rows = zeros([5, 3])
const n: number = 5

// vmap: the axis in front, or where it is put
const front = vmap(dotted)(rows, rows)
//? Tensor<[5], "float32">
const scores = vmap((x: Tensor<[3]>) => logSoftmax(x))(rows)
//? Tensor<[5, 3], "float32">
const columns = vmap((x: Tensor<[3]>) => exp(x), { in: 1 })(zeros([3, 7]))
//? Tensor<[7, 3], "float32">
const last = vmap((x: Tensor<[3]>) => exp(x), { out: -1 })(rows)
//? Tensor<[3, 5], "float32">
const middle = vmap((x: Tensor<[3, 4]>) => exp(x), { in: -1, out: 1 })(zeros([3, 4, 6]))
//? Tensor<[3, 6, 4], "float32">
const weighted = vmap((w: Tensor<[2, 3]>, x: Tensor<[3]>) => matmul(w, x), { in: [null, 0] })(ones([2, 3]), rows)
//? Tensor<[5, 2], "float32">
const mixed = vmap(dotted, { in: [0, 1] })(rows, zeros([3, 5]))
//? Tensor<[5], "float32">
const unknown = vmap(dotted)(zeros([n, 3]), zeros([n, 3]))
//? Tensor<[number], "float32">
const half = vmap(dotted)(rows, zeros([n, 3]))
//? Tensor<[5], "float32">
const batch = zeros([4, 3]) as AnyTensor as Tensor<["batch", 3]>
const named = vmap(dotted)(batch, batch)
//? Tensor<["batch"], "float32">
const indices = vmap((i: Tensor<[], "int32">) => embedding(i, ones([10, 4])))(zeros([6], "int32"))
//? Tensor<[6, 4], "float32">
const picked = vmap((x: Tensor<[3]>, i: Tensor<[], "int32">) => at(x, i))(rows, zeros([5], "int32"))
//? Tensor<[5], "float32">

const drawn = vmap((k: Key) => normal(k, [3]))(keys(key(0), 5))
//? Tensor<[5, 3], "float32">

// what is known only when it runs, and operations as they are
const anything = vmap((x: AnyTensor) => x)(rows)
//? Tensor<[5, ...number[]], DType>
const ofUnknownRank = vmap((x: Tensor<number[]>) => exp(x))(rows)
//? Tensor<[5, ...number[]], "float32">
const unknownRows = vmap(dotted)(rows as Tensor<number[]>, rows)
//? Tensor<[5], "float32">
const axis: number = 1
const ofUnknownAxis = vmap((x: Tensor<[3]>) => exp(x), { in: axis })(zeros([3, 5]))
//? Tensor<[number, 3], "float32">
const toUnknownAxis = vmap((x: Tensor<[3]>) => exp(x), { out: axis })(rows)
//? Tensor<number[], "float32">
const ofUnion = vmap((x: Tensor<[3]>) => exp(x))(rows as Tensor<[5, 3]> | Tensor<[6, 3]>)
//? Tensor<[5, 3], "float32"> | Tensor<[6, 3], "float32">
const operation = pipe(rows, vmap(exp))
//? Tensor<[5, ...number[]], DType>
const ownNames = vmap((x: Tensor<["n", 3]>) => sum(x, 1))(zeros([5, 4, 3]))
//? Tensor<[5, 4], "float32">
const withRest = vmap((x: Tensor<[3]>, ..._: readonly Tensor<[3]>[]) => exp(x))(rows, rows)
//? Tensor<[5, 3], "float32">

// trees, in and out
const tree = vmap((p: { readonly a: Tensor<[3]>; readonly b: readonly [Tensor<[]>] }) => ({ sum: sum(p.a), rest: p.b }))
const summed = tree({ a: rows, b: [zeros([5])] }).sum
//? Tensor<[5], "float32">
const rest = tree({ a: rows, b: [zeros([5])] }).rest[0]
//? Tensor<[5], "float32">
const constant = vmap((x: Tensor<[3]>, scale: number) => mul(x, scale), { in: [0, null] })(rows, 2)
//? Tensor<[5, 3], "float32">

// nested
const twice = vmap(vmap((x: Tensor<[3]>) => sum(x)))(zeros([5, 4, 3]))
//? Tensor<[5, 4], "float32">
const thrice = vmap(vmap(vmap((x: Tensor<[]>) => exp(x))), { out: 2 })(zeros([5, 4, 3]))
//? Tensor<[4, 3, 5], "float32">
const outer = vmap((x: Tensor<[3]>) => vmap((y: Tensor<[3]>) => sum(mul(x, y)))(ones([4, 3])))(rows)
//? Tensor<[5, 4], "float32">
const perExample = vmap(grad(lossOf), { in: [null, 0, 0] })(params, rows, zeros([5], "int32")).weight
//? Tensor<[5, 2, 3], "float32">
const ofMapped = grad((w: Tensor<[3]>) => sum(vmap((x: Tensor<[3]>) => sum(mul(w, x)))(rows)))(ones([3]))
//? Tensor<[3], "float32">
const piped = pipe(
  rows,
  vmap((x: Tensor<[3]>) => sum(x)),
  exp,
)
//? Tensor<[5], "float32">
const compiled = compile({ x: spec(["batch", 3]) }, ({ x }) => vmap((row: Tensor<[3]>) => sum(row))(x))
const ran = compiled({ x: rows })
//? Tensor<[5], "float32">

// vjp and jvp
const [value, pullback] = vjp(apply, params, zeros([3]))
const kept = value
//? Tensor<[2], "float32">
const pulled = pullback(value)
//? Params
const [forward, tangent] = jvp(dotted, [zeros([3]), ones([3])], [ones([3]), null])
const moved = add(forward, tangent)
//? Tensor<[], "float32">
const [, inferred] = jvp((x) => square(x), [zeros([2, 2])], [ones([2, 2])])
const along = inferred
//? Tensor<[2, 2], "float32">
const [mappedValue, mappedBack] = vjp(
  vmap((x: Tensor<[3]>) => sum(x)),
  rows,
)
const mappedSum = mappedValue
//? Tensor<[5], "float32">
const mappedSlope = mappedBack(mappedValue)
//? Tensor<[5, 3], "float32">

// matrices of derivatives
const matrix = jacobian((x: Tensor<[3]>) => matmul(ones([2, 3]), x))(zeros([3]))
//? Tensor<[2, 3], "float32">
const forwards = jacobian((x: Tensor<[2, 3]>) => sum(x, 1), { mode: "forward" })(zeros([2, 3]))
//? Tensor<[2, 2, 3], "float32">
const gradient = jacobian((x: Tensor<[3]>) => sum(square(x)))(zeros([3]))
//? Tensor<[3], "float32">
const blocks = jacobian(apply)(params, zeros([3]))
const byWeight = blocks.weight
//? Tensor<[2, 2, 3], "float32">
const ofTree = jacobian((x: Tensor<[3]>) => ({ a: square(x), b: [sum(x)] as const }))(zeros([3]))
const inner = ofTree.b[0]
//? Tensor<[3], "float32">
const second = hessian((x: Tensor<[3], "float64">) => sum(square(x)))(zeros([3], "float64"))
//? Tensor<[3, 3], "float64">
const crossed = hessian((p: Params) => sum(apply(p, ones([3]))))(params).weight.bias
//? Tensor<[2, 3, 2], "float32">
const each = vmap(jacobian((x: Tensor<[3]>) => square(x)))(rows)
//? Tensor<[5, 3, 3], "float32">
const ofVmap = jacobian(vmap((x: Tensor<[3]>) => sum(x)))
const wide = ofVmap(rows as AnyTensor as Tensor<["mapped axis", 3]>)
//? Tensor<["mapped axis", "mapped axis", 3], "float32">

// the same function, another derivative
const again = checkpoint(apply)
//? (p: Params, x: Tensor<[3]>) => Tensor<[2], "float32">
const stopped = stopGradient({ a: rows }).a
//? Tensor<[5, 3], "float32">
const clip = customVjp((x: Tensor<[3]>, by: number) => mul(x, by), { backward: ([, by], _, g) => [mul(g, by), null] })
const clipped = grad((x: Tensor<[3]>) => sum(clip(x, 2)))(ones([3]))
//? Tensor<[3], "float32">
const steep = customJvp((x: Tensor<[3]>) => exp(x), { forward: (_, y, [t]) => mul(t, y) })(ones([3]))
//? Tensor<[3], "float32">

//! zeros([6, 3]) : 'mapped axis' is 5 in argument 0 but 6 in argument 1
vmap(dotted)(rows, zeros([6, 3]))
//! zeros([3, 6]) : 'mapped axis' is 5 in argument 0 but 6 in argument 1
vmap(dotted, { in: [0, 1] })(rows, zeros([3, 6]))
//! zeros([4]) : 'mapped axis' is 5 in argument 0.a but 4 in argument 0.b[0]
tree({ a: rows, b: [zeros([4])] })
//> mul: [3] and [4] do not broadcast
//! zeros([5, 4]) : argument 1: [5, 4] is not [mapped axis, 3]: dim 1 is 4, not 3
vmap(dotted)(rows, zeros([5, 4]))
//> 'mapped axis' is 5 in argument 0 but 3 in argument 1
//! zeros([5, 3]) : argument 1: [5, 3] is not [3, mapped axis]: dim 0 is 5, not 3
vmap(dotted, { in: [0, 1] })(rows, zeros([5, 3]))
//> 'mapped axis' is 3 in argument 0 but 5 in argument 1
//! zeros([3]) : argument 0: [3] is not [mapped axis, 3]: the rank is 1, not 2
vmap(dotted)(zeros([3]), rows)
//- a function of any dtype, when it runs
//! zeros([5, 3], "int32") : argument 1 is int32, not float32
vmap(dotted)(rows, zeros([5, 3], "int32"))
//> vmap: argument 0 is a scalar
//! zeros([]) : argument 0: [] is not [mapped axis]: the rank is 0, not 1
vmap((x: Tensor<[]>) => exp(x))(zeros([]))
//> vmap: dim 2 is out of range for [5, 3]: use 0 | 1 | -1 | -2
//! in : not assignable to type '0 | 1 | -1 | -2'
vmap((x: Tensor<[3]>) => exp(x), { in: 2 })(rows)
//> vmap: dim 2 is out of range for [5, 3]
//! 2 : not assignable to type '0 | 1 | -1 | -2 | null'
vmap(dotted, { in: [2, 0] })(rows, rows)
//> vmap: dim 2 is out of range for [3]: use 0 | 1 | -1 | -2
//! out : not assignable to type '0 | 1 | -1 | -2
vmap((x: Tensor<[3]>) => exp(x), { out: 2 })(rows)
//! zeros([4, 5, 3]) : 'mapped axis of vmap' is 5 in argument 0 but 4 in argument 1
vmap(vmap(dotted))(zeros([5, 5, 3]), zeros([4, 5, 3]))
//! zeros([5, 4, 3]) : 'mapped axis' is 5 in argument 0 but 4 in argument 1
vmap(vmap(dotted))(zeros([5, 5, 3]), zeros([5, 4, 3]))
//! words : 'mapped axis' is 5 in argument 0 but 4 in argument 1.words
vmap((x: Tensor<[3]>, k: Key) => add(x, normal(k, [3])))(rows, { words: zeros([4, 2], "int32") })
//> vmap: expected a function, got 3
//! 3 : not assignable to
vmap(3)
//> vjp: the cotangent is [3], but the value is [2]
//! zeros([3]) : not assignable to
pullback(zeros([3]))
//> jvp: the tangent of argument 0 is [4], but argument 0 is [3]
//! zeros([4]) : not assignable to
jvp(dotted, [zeros([3]), ones([3])], [zeros([4]), null])
//> matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4]
//! zeros([4]) : not assignable to
vjp(apply, params, zeros([4]))
//! (x: Tensor<[3]>) => exp(x) : hessian: the function must return a scalar, got [3]
hessian((x: Tensor<[3]>) => exp(x))(zeros([3]))
//- a function of any size, when it runs
//! zeros([4]) : not assignable to
jacobian((x: Tensor<[3]>) => exp(x))(zeros([4]))
//> jacobian: unknown mode "sideways": use forward | reverse
//! mode : not assignable to
jacobian((x: Tensor<[3]>) => exp(x), { mode: "sideways" })
//- the rule has not been asked yet
//! zeros([4]) : not assignable to
customVjp((x: Tensor<[3]>) => exp(x), { backward: () => [zeros([4])] })
//> matmul: inner dims differ: 3 vs 4 in [2, 3] @ [4]
//! zeros([4]) : not assignable to
checkpoint(apply)(params, zeros([4]))
