/** @file Convolutions, pooling, and the windows and borders of both. */
import type { AnyTensor } from "../../../types/tensor.js"
import { type Arguments, given, lacking, type Row, row, type Table, t } from "./row.js"

const forward = (f: (x: AnyTensor, weight: AnyTensor, options: Arguments) => AnyTensor): Row =>
  row(
    "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1",
    ({ input, weight, bias, stride, padding, dilation, groups }) =>
      f(input, weight, given({ bias, stride, padding, dilation, groups })),
  )

const transposed = (f: (x: AnyTensor, weight: AnyTensor, options: Arguments) => AnyTensor): Row =>
  row(
    "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1",
    ({ input, weight, bias, stride, padding, output_padding, groups, dilation }) =>
      f(input, weight, given({ bias, stride, padding, outputPadding: output_padding, groups, dilation })),
  )

/** PyTorch takes an empty list of strides for the kernel's. */
const strideOf = (stride: unknown): unknown => (Array.isArray(stride) && stride.length === 0 ? undefined : stride)

const averages = (f: (x: AnyTensor, options: Arguments) => AnyTensor): Row =>
  row(
    "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None",
    ({ input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override }) =>
      f(
        input,
        given({
          kernel: kernel_size,
          stride: strideOf(stride),
          padding,
          ceilMode: ceil_mode,
          countIncludePad: count_include_pad,
          divisorOverride: divisor_override,
        }),
      ),
  )

const maxima = (
  f: (x: AnyTensor, options: Arguments) => AnyTensor,
  located: (x: AnyTensor, options: Arguments) => { readonly values: AnyTensor; readonly indices: AnyTensor },
): Row =>
  row(
    "input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False",
    ({ input, kernel_size, stride, padding, dilation, ceil_mode, return_indices }) => {
      const options = given({
        kernel: kernel_size,
        stride: strideOf(stride),
        padding,
        dilation,
        ceilMode: ceil_mode,
      })
      if (!return_indices) return f(input, options)
      const { values, indices } = located(input, options)
      return [values, indices]
    },
  )

const adaptive = (f: (x: AnyTensor, size: unknown) => AnyTensor): Row =>
  row("input, output_size", ({ input, output_size }) => f(input, sizeOf(output_size)))

const adaptiveMaxima = (f: (x: AnyTensor, size: unknown) => AnyTensor): Row =>
  lacking(
    row("input, output_size, return_indices=False", ({ input, output_size }) => f(input, sizeOf(output_size))),
    ({ return_indices }) => (return_indices ? "positions of the largest elements" : undefined),
  )

/** None, which keeps a size, arrives as undefined; here it is null. */
const sizeOf = (size: unknown): unknown => (Array.isArray(size) ? size.map((one) => one ?? null) : (size ?? null))

/** PyTorch's flat list begins with the last dim. */
const pairsOf = (flat: readonly number[], rank: number): readonly (readonly number[])[] =>
  Array.from({ length: rank }, (_, axis) => {
    const at = 2 * (rank - 1 - axis)
    return [flat[at] ?? 0, flat[at + 1] ?? 0]
  })

export const convolution: Table = {
  "nn.functional.pad": row("input, pad, mode='constant', value=None", ({ input, pad, mode, value }) =>
    t.pad(input, pairsOf(pad, input.shape.length), given({ mode, value })),
  ),
  "nn.functional.conv1d": forward(t.conv1d),
  "nn.functional.conv2d": forward(t.conv2d),
  "nn.functional.conv_transpose1d": transposed(t.convTranspose1d),
  "nn.functional.conv_transpose2d": transposed(t.convTranspose2d),
  "nn.functional.max_pool1d": maxima(t.maxPool1d, t.maxPool1dWithIndices),
  "nn.functional.max_pool2d": maxima(t.maxPool2d, t.maxPool2dWithIndices),
  "nn.functional.avg_pool1d": averages(t.avgPool1d),
  "nn.functional.avg_pool2d": averages(t.avgPool2d),
  "nn.functional.adaptive_avg_pool1d": adaptive(t.adaptiveAvgPool1d),
  "nn.functional.adaptive_avg_pool2d": adaptive(t.adaptiveAvgPool2d),
  "nn.functional.adaptive_max_pool1d": adaptiveMaxima(t.adaptiveMaxPool1d),
  "nn.functional.adaptive_max_pool2d": adaptiveMaxima(t.adaptiveMaxPool2d),
  "nn.functional.unfold": row(
    "input, kernel_size, dilation=1, padding=0, stride=1",
    ({ input, kernel_size, dilation, padding, stride }) =>
      t.unfold(input, { kernel: kernel_size, dilation, padding, stride }),
  ),
}
