import { expectError, expectType } from "tsd"
import { add, logSoftmax, matmul, pipe, sum, type Tensor, tensor } from "tuplet"

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
expectType<Tensor<[2, 3], "float32">>(x)
expectType<Tensor<[2, 3], "float32">>(logSoftmax(x, -1))
expectType<Tensor<[2], "float32">>(pipe(x, logSoftmax(-1), sum(-1)))
expectType<Tensor<[2, 3], "float32">>(add(x, tensor([1, 2, 3])))
expectType<Tensor<[2, 1], "float32">>(matmul(x, tensor([[1], [2], [3]])))

expectError(logSoftmax(x, 2))
expectError(pipe(x, logSoftmax(2)))
expectError(matmul(x, tensor([[1, 2]])))
expectError(add(x, tensor([1, 2])))
