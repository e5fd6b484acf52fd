/**
 * @file What a file in test-d expects, written beside the code:
 *
 *     //! zeros([4]) : add: [2, 3] and [4] do not broadcast        the next statement has one error, on `zeros([4])`
 *     //? Tensor<[2, 3], "float32">                                what the editor says of the name declared above
 *     //| pipe(x, logSoftmax(§)) : 0 1 -1 -2                       what the editor offers at § in this code
 */

/**
 * @typedef {{ line: number, from: number, to: number, on: string, says: string }} ExpectedError lines from, but not to
 */
/** @typedef {{ line: number, at: number, name: string, says: string }} ExpectedHover */
/** @typedef {{ line: number, at: number, offers: string[] }} ExpectedCompletion */

/**
 * @typedef {object} Markers
 * @property {ExpectedError[]} errors
 * @property {ExpectedHover[]} hovers
 * @property {ExpectedCompletion[]} completions
 * @property {string} completing
 */

/** @returns {Markers} */
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
      errors.push({ line: index, ...statementAfter(lines, index), on, says })
    } else if (marker?.[1] === "?") {
      const above = lines.findLastIndex((l, i) => i < index && DECLARATION.test(l))
      const declared = lines[above]?.match(DECLARATION)
      if (!declared) throw new Error(`no declaration above: ${line}`)
      const at = starts[above] + declared[1].length
      hovers.push({ line: index, at, name: declared[2], says: marker[2].trim() })
    } else if (marker?.[1] === "|") {
      const [code, offers] = splitOnce(marker[2], line)
      const cursor = code.indexOf("§")
      if (cursor < 0) throw new Error(`no § in: ${line}`)
      shown = `;${code.replace("§", "")}`
      completions.push({
        line: index,
        at: completingOffset + 1 + cursor,
        offers: offers.split(" "),
      })
    }
    completing.push(shown)
    completingOffset += shown.length + 1
  })
  return { errors, hovers, completions, completing: completing.join("\n") }
}

// internal

const DECLARATION = /^(\s*(?:export )?(?:declare )?(?:const|let|function)\s+)(\w+)/

/** A statement goes on with indented lines and closing brackets. */
const statementAfter = (lines, index) => {
  const from = index + 1
  let to = from + 1
  while (/^(?:\s+\S|[)\]}])/.test(lines[to] ?? "")) to += 1
  return { from, to }
}

const splitOnce = (text, line) => {
  const at = text.indexOf(" : ")
  if (at < 0) throw new Error(`no " : " in: ${line}`)
  return [text.slice(0, at).trim(), text.slice(at + 3).trim()]
}
