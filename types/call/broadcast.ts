/** @file The call form of bringing a list of tensors to one shape. */
import type { BroadcastAll, BroadcastAllFault } from "../broadcast-list.js"
import type { Tensor } from "../tensor.js"
import type { Checked, ShapesOf, Tensors } from "./list.js"

export type BroadcastTensorsOp = <const T extends Tensors>(
  tensors: Checked<T, BroadcastAllFault<"broadcastTensors", ShapesOf<T>>>,
) => { -readonly [I in keyof T]: Tensor<BroadcastAll<ShapesOf<T>>, T[I]["dtype"]> }
