/**
 * @file What the editor shows of a value against the value: shapes, dtypes, arrays of tensors, numbers.
 * Unknown dims and names are wildcards; a name that stands twice has one size.
 */

/** @returns {boolean | undefined} undefined for types that say nothing of shapes */
export const agrees = (value, shown) => {
  const type = parse(shown)
  return type === undefined ? undefined : type(value, new Map())
}

// internal

const parse = (text) => {
  const tensor = text.match(/^(?:torch\.)?Tensor<(.*?)(?:, ("\w+"|any|DType|FloatDType))?>$/)
  if (tensor && balanced(tensor[1])) {
    const dims = parseShape(tensor[1])
    const dtype = tensor[2] ?? '"float32"'
    return (value, names) =>
      isTensor(value) && (!dtype.startsWith('"') || JSON.stringify(value.dtype) === dtype) && dims(value.shape, names)
  }
  if (text.startsWith("readonly ")) return parse(text.slice("readonly ".length))
  if (text.endsWith("[]") && balanced(text.slice(0, -2))) {
    const element = parse(text.slice(0, -2))
    return element && ((value, names) => Array.isArray(value) && value.every((v) => element(v, names)))
  }
  if (text.startsWith("[") && text.endsWith("]")) {
    const elements = split(text.slice(1, -1)).map(parse)
    if (elements.includes(undefined)) return undefined
    return (value, names) =>
      Array.isArray(value) && value.length === elements.length && elements.every((e, i) => e(value[i], names))
  }
  if (["number", "boolean", "string"].includes(text)) return (value) => typeof value === text
  return undefined
}

const isTensor = (value) =>
  typeof value === "object" && value !== null && Array.isArray(value.shape) && typeof value.dtype === "string"

/** One shape, or a union of them. */
const parseShape = (text) => {
  const members = text.split(/(?<=\]) \| (?=\[)/)
  if (members.length > 1) {
    const shapes = members.map(parseShape)
    return (shape, names) => shapes.some((fits) => fits(shape, names))
  }
  if (!text.startsWith("[")) return () => true
  const dims = split(text.slice(1, -1))
  const spread = dims.findIndex((dim) => dim.startsWith("..."))
  return (shape, names) => {
    if (spread < 0) return shape.length === dims.length && dims.every((dim, i) => dimAgrees(dim, shape[i], names))
    const after = dims.length - spread - 1
    return (
      shape.length >= dims.length - 1 &&
      dims.slice(0, spread).every((dim, i) => dimAgrees(dim, shape[i], names)) &&
      dims.slice(spread + 1).every((dim, i) => dimAgrees(dim, shape[shape.length - after + i], names))
    )
  }
}

const dimAgrees = (dim, size, names) => {
  if (dim.startsWith('"')) {
    if (!names.has(dim)) names.set(dim, size)
    return names.get(dim) === size
  }
  const literals = dim.split(" | ")
  return literals.every((literal) => /^\d+$/.test(literal)) ? literals.includes(String(size)) : true
}

const depthAfter = (depth, character) =>
  "[<({".includes(character) ? depth + 1 : "]>)}".includes(character) ? depth - 1 : depth

const balanced = (text) => {
  let depth = 0
  for (const character of text) {
    depth = depthAfter(depth, character)
    if (depth < 0) return false
  }
  return depth === 0
}

/** The parts between the commas of the outermost level. */
const split = (text) => {
  const parts = []
  let depth = 0
  let part = ""
  for (const character of text) {
    depth = depthAfter(depth, character)
    if (character === "," && depth === 0) {
      parts.push(part.trim())
      part = ""
    } else part += character
  }
  return part.trim() === "" ? parts : [...parts, part.trim()]
}
