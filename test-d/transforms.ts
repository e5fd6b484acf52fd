/** @file Transforms: derivatives in one direction, mapped functions, Jacobians. */
import { tensor, mul, sum, exp, zeros, vmap, matmul, jacobian, hessian, jvp, vjp, pipe, type Tensor } from "tuplet"
const dotRows = vmap((x: Tensor<[2]>, y: Tensor<[2]>) => sum(mul(x, y)))
const r = dotRows(tensor([[1, 2], [3, 4]]), tensor([[1, 1], [1, 0]]))
//? Tensor<[2], "float32">
const mv = vmap((w: Tensor<[3, 2]>, x: Tensor<[2]>) => matmul(w, x), { in: [null, 0], out: 1 })
const q = mv(zeros([3, 2]), zeros([5, 2]))
//? Tensor<[3, 5], "float32">
const vv = vmap(vmap((x: Tensor<[2]>) => sum(x)))
const z = vv(zeros([5, 4, 2]))
//? Tensor<[5, 4], "float32">
const J = jacobian((x: Tensor<[3]>) => mul(x, x))(tensor([1, 2, 3]))
//? Tensor<[3, 3], "float32">
const H = hessian((x: Tensor<[3]>) => sum(mul(x, mul(x, x))))(tensor([1, 2, 3]))
//? Tensor<[3, 3], "float32">
const [v, tt] = jvp((x) => mul(x, x), [tensor([1, 2, 3])], [tensor([1, 2, 3])])
const w1 = v
//? Tensor<[3], "float32">
const [v2, pb] = vjp((x) => mul(x, x), tensor([1, 2, 3]))
const w2 = pb(v2)
//? Tensor<[3], "float32">
const [v3, pb3] = vjp(vmap((x: Tensor<[2]>) => sum(x)), zeros([5, 2]))
const w3 = v3
//? Tensor<[5], "float32">
const p = pipe(zeros([5, 2]), vmap((x: Tensor<[2]>) => sum(x)))
//? Tensor<[5], "float32">
//! zeros([6, 2]) : 'mapped axis' is 5 in argument 0 but 6 in argument 1
dotRows(zeros([5, 2]), zeros([6, 2]))
