/** @file The bytes of an ONNX model, by the field numbers of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */

/**
 * `inputs` maps names to shapes, `constants` names to tensors of the model itself; each node has an operator, the names
 * of its inputs and of its output, and attributes: integers, lists of them, or `{ float }`. The result is called `out`.
 */
export const model = ({ inputs, constants = {}, nodes, shape }) => {
  const graph = [
    ...nodes.map((node) => message(1, nodeOf(node))),
    text(2, "bench"),
    ...Object.entries(constants).map(([name, tensor]) => message(5, tensorOf(name, tensor))),
    ...Object.entries(inputs).map(([name, dims]) => message(11, valueInfo(name, dims))),
    message(12, valueInfo("out", shape)),
  ]
  return Buffer.concat([integer(1, 8), message(7, graph), message(8, [integer(2, OPERATOR_SET)])])
}

// internal

const OPERATOR_SET = 17
const FLOAT = 1

const nodeOf = ([operator, inputs, output, attributes = {}]) => [
  ...inputs.map((input) => text(1, input)),
  text(2, output),
  text(4, operator),
  ...Object.entries(attributes).map(([key, value]) => message(5, [text(1, key), ...attribute(value)])),
]

const attribute = (value) => {
  if (Array.isArray(value)) return [...value.map((item) => integer(8, item)), integer(20, 7)]
  return typeof value === "number" ? [integer(3, value), integer(20, 2)] : [float(2, value.float), integer(20, 1)]
}

const tensorOf = (name, { shape, data }) => [
  ...shape.map((dim) => integer(1, dim)),
  integer(2, FLOAT),
  text(8, name),
  bytes(9, Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
]

const valueInfo = (name, shape) => {
  const dims = shape.map((dim) => message(1, [integer(1, dim)]))
  return [text(1, name), message(2, [message(1, [integer(1, FLOAT), message(2, dims)])])]
}

const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))])
const integer = (field, value) => Buffer.from([...varint(field * 8), ...varint(value)])
const bytes = (field, content) =>
  Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(content.length)]), content])
const message = (field, parts) => bytes(field, Buffer.concat(parts))
const text = (field, value) => bytes(field, Buffer.from(value))
const float = (field, value) => {
  const content = Buffer.alloc(4)
  content.writeFloatLE(value)
  return Buffer.concat([Buffer.from(varint(field * 8 + 5)), content])
}
