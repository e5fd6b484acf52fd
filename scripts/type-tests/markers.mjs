/**
 * @file What a file in test-d expects, written beside the code:
 *
 *     //! zeros([4]) : add: [2, 3] and [4] do not broadcast        the next line has one error, on `zeros([4])`
 *     //? Tensor<[2, 3], "float32">                                what the editor says of the name declared above
 *     //| pipe(x, logSoftmax(§)) : 0 1 -1 -2                       what the editor offers at § in this code
 */

/** @typedef {{ kind: "error", line: number, on: string, says: string }} ExpectedError */
/** @typedef {{ kind: "hover", line: number, at: number, name: string, says: string }} ExpectedHover */
/** @typedef {{ kind: "completion", line: number, at: number, offers: string[] }} ExpectedCompletion */

/** @returns {{ errors: ExpectedError[], hovers: ExpectedHover[], completions: ExpectedCompletion[], completing: string }} */
export const readMarkers = (text) => {
  const lines = text.split("\n")
  const errors = []
  const hovers = []
  const completions = []
  // the same file with the code of completion markers in their place
  const completing = []
  let offset = 0
  let completingOffset = 0
  const starts = []
  lines.forEach((line, index) => {
    starts.push(offset)
    offset += line.length + 1
    const marker = line.match(/^\s*\/\/([!?|]) (.*)$/)
    let shown = line
    if (marker?.[1] === "!") {
      const [on, says] = splitOnce(marker[2], line)
      errors.push({ kind: "error", line: codeLine(lines, index, 1), on, says })
    } else if (marker?.[1] === "?") {
      const above = codeLine(lines, index, -1)
      const declared = lines[above]?.match(/^(.*?\b(?:const|let|function)\s+)(\w+)/)
      if (!declared) throw new Error(`no declaration above: ${line}`)
      const at = starts[above] + declared[1].length
      hovers.push({ kind: "hover", line: index, at, name: declared[2], says: marker[2].trim() })
    } else if (marker?.[1] === "|") {
      const [code, offers] = splitOnce(marker[2], line)
      const cursor = code.indexOf("§")
      if (cursor < 0) throw new Error(`no § in: ${line}`)
      shown = `;${code.replace("§", "")}`
      completions.push({ kind: "completion", line: index, at: completingOffset + 1 + cursor, offers: offers.split(" ") })
    }
    completing.push(shown)
    completingOffset += shown.length + 1
  })
  return { errors, hovers, completions, completing: completing.join("\n") }
}

// internal

const isMarker = (line) => /^\s*\/\/[!?|] /.test(line)

const codeLine = (lines, from, step) => {
  let line = from + step
  while (lines[line] !== undefined && isMarker(lines[line])) line += step
  return line
}

const splitOnce = (text, line) => {
  const at = text.indexOf(" : ")
  if (at < 0) throw new Error(`no " : " in: ${line}`)
  return [text.slice(0, at).trim(), text.slice(at + 3).trim()]
}
