/** @file The bytes of an ONNX model with one operator, by the field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */

/** `inputs` maps names to shapes; the output is called `out`; attributes are integers. */
export const model = (operator, inputs, outputShape, attributes) => {
  const node = [
    ...Object.keys(inputs).flatMap((input) => text(1, input)),
    ...text(2, "out"),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([key, value]) =>
      message(5, [...text(1, key), ...integer(3, value), ...integer(20, 2)]),
    ),
  ]
  const graph = [
    ...message(1, node),
    ...text(2, "bench"),
    ...Object.entries(inputs).flatMap(([input, shape]) => message(11, valueInfo(input, shape))),
    ...message(12, valueInfo("out", outputShape)),
  ]
  return Uint8Array.from([...integer(1, 8), ...message(7, graph), ...message(8, integer(2, 13))])
}

const FLOAT = 1

const valueInfo = (name, shape) => {
  const dims = shape.flatMap((dim) => message(1, integer(1, dim)))
  return [...text(1, name), ...message(2, message(1, [...integer(1, FLOAT), ...message(2, dims)]))]
}

const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))])
const integer = (field, value) => [...varint(field * 8), ...varint(value)]
const message = (field, bytes) => [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes]
const text = (field, value) => message(field, [...new TextEncoder().encode(value)])
