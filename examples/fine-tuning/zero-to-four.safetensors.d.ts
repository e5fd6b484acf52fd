// Written by `npx tuplet types`. The numbers are in the file; this is what the compiler knows of them.
import type { Tensor } from "tuplet"

export interface ZeroToFour {
  readonly "body.1.bias": Tensor<[16], "float32">
  readonly "body.1.weight": Tensor<[16, 1, 3, 3], "float32">
  readonly "body.10.bias": Tensor<[64], "float32">
  readonly "body.10.weight": Tensor<[64, 128], "float32">
  readonly "body.3.bias": Tensor<[32], "float32">
  readonly "body.3.weight": Tensor<[32, 16, 3, 3], "float32">
  readonly "body.6.bias": Tensor<[32], "float32">
  readonly "body.6.weight": Tensor<[32, 32, 3, 3], "float32">
  readonly "head.bias": Tensor<[5], "float32">
  readonly "head.weight": Tensor<[5, 64], "float32">
}
