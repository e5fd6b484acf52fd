/**
 * @file A file of test-d as a module that runs: types off, each top-level statement on its own, so that one may throw
 * and the next go on, after it where it awaits something. Names declared by a statement are hoisted, and assigned when
 * it runs.
 *
 *     const x = zeros([2])      let x; run(0, () => { (x = zeros([2])); seen(0, x) })
 */
import ts from "typescript"
import { readMarkers } from "./markers.mjs"

/**
 * @typedef {object} Statement
 * @property {number} line counted from 0
 * @property {boolean} runs whether it does anything at run time
 * @property {string[]} declares
 * @property {string[]} uses every name that occurs in it
 * @property {string} [wrong] what the compiler says of it
 * @property {string} [throws] what is thrown, where it isn't what the compiler says
 * @property {string} [only] why it is for the compiler only
 */

/** @returns {{ code: string, statements: Statement[], hovers: { says: string, line: number, statement: number }[] }} */
export const caseModule = (file, text) => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line
  const markers = readMarkers(text)
  const hoverAt = new Map(markers.hovers.map((hover, index) => [hover.at, index]))
  const statementOf = new Map()
  const kept = []
  const hoisted = []
  const bodies = []

  const statements = source.statements.map((node, index) => {
    const line = lineOf(node.getStart())
    const seen = (inner) => {
      if (ts.isVariableDeclaration(inner) && hoverAt.has(inner.name.getStart())) {
        statementOf.set(hoverAt.get(inner.name.getStart()), index)
      }
      ts.forEachChild(inner, seen)
    }
    seen(node)
    const { as, code } = formOf(node, (name) => hoverAt.get(name.getStart()))
    const declares = namesOf(node)
    if (as === "kept") kept.push(code)
    if (as === "run") {
      hoisted.push(...declares)
      const waits = /\bawait\b/.test(code)
      bodies.push(`${waits ? "await " : ""}run(${index}, ${waits ? "async " : ""}() => { ${code} })`)
    }
    const error = markers.errors.find(({ from, to }) => from <= line && line < to)
    const above = commentsAbove(text, node)
    return {
      line,
      runs: as === "run",
      declares,
      uses: usesOf(node),
      ...(error && { wrong: error.says }),
      ...(above.throws && { throws: above.throws }),
      ...(above.only && { only: above.only }),
    }
  })

  const names = hoisted.length > 0 ? `let ${hoisted.join(", ")}` : ""
  const code = [...kept, "export default async (run, seen) => {", names, ...bodies, "}"].join("\n")
  const hovers = markers.hovers.map(({ says, line }, index) => ({ says, line, statement: statementOf.get(index) }))
  return { code, statements, hovers }
}

// internal

const isDeclared = (node) => node.modifiers?.some((m) => m.kind === ts.SyntaxKind.DeclareKeyword) ?? false

/** How a statement becomes code: kept outside, run, or dropped, since only the compiler reads it. */
const formOf = (node, hoverOf) => {
  if (isDeclared(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return { as: "dropped" }
  if (ts.isImportDeclaration(node)) return { as: "kept", code: node.getText() }
  if (ts.isFunctionDeclaration(node)) return { as: "run", code: `${node.name.text} = ${plainText(node, hoverOf)}` }
  if (ts.isClassDeclaration(node)) return { as: "run", code: `${node.name.text} = ${plainText(node, hoverOf)}` }
  if (ts.isVariableStatement(node)) {
    const code = node.declarationList.declarations
      .filter(({ initializer }) => initializer !== undefined)
      .map((declaration) => {
        const hover = hoverOf(declaration.name)
        const value = `;(${declaration.name.getText()} = ${plainText(declaration.initializer, hoverOf)});`
        return hover === undefined ? value : `${value} seen(${hover}, ${declaration.name.getText()})`
      })
    return { as: "run", code: code.join("\n") }
  }
  return { as: "run", code: plainText(node, hoverOf) }
}

/** The code of a node without `export`, reporting the names inside it that have a hover. */
const plainText = (node, hoverOf) => {
  const insertions = []
  const walk = (inner) => {
    if (ts.isVariableStatement(inner) && inner !== node) {
      for (const { name } of inner.declarationList.declarations) {
        const hover = hoverOf(name)
        if (hover !== undefined) insertions.push([inner.end - node.getStart(), `;seen(${hover}, ${name.getText()});`])
      }
    }
    ts.forEachChild(inner, walk)
  }
  walk(node)
  let text = node.getText()
  for (const [at, code] of insertions.reverse()) text = `${text.slice(0, at)}${code}${text.slice(at)}`
  return text.replace(/^export /, "")
}

const namesOf = (node) => {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  }
  return node.name && ts.isIdentifier(node.name) ? [node.name.text] : []
}

const boundNames = (name) =>
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((e) => (e.name ? boundNames(e.name) : []))

/** The names a statement takes from others: not the keys of objects, nor what its own functions declare. */
const usesOf = (node) => {
  const found = new Set()
  const own = new Set()
  const walk = (inner) => {
    if (ts.isTypeNode(inner) && !ts.isExpressionWithTypeArguments(inner)) return
    if (ts.isParameter(inner) || (ts.isVariableDeclaration(inner) && inner.parent.parent !== node)) {
      for (const name of boundNames(inner.name)) own.add(name)
    }
    const { parent } = inner
    const isKey = (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === inner
    if (ts.isIdentifier(inner) && !isKey) found.add(inner.text)
    ts.forEachChild(inner, walk)
  }
  ts.forEachChild(node, walk)
  return [...found].filter((name) => !own.has(name))
}

/** `//> sentence`: what is thrown at run time. `//- reason`: why the statement is for the compiler only. */
const commentsAbove = (text, node) => {
  const lines = text.slice(node.getFullStart(), node.getStart()).split("\n")
  const [throws] = lines.flatMap((line) => line.match(/^\s*\/\/> (.*)$/)?.[1] ?? [])
  const [only] = lines.flatMap((line) => line.match(/^\s*\/\/- (.*)$/)?.[1] ?? [])
  return { throws, only }
}
