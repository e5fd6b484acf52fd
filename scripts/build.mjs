/** @file Builds `dist`: one JavaScript file for each package entry with shared chunks, and the declarations. */
import { spawnSync } from "node:child_process"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import ts from "typescript"

const root = fileURLToPath(new URL("..", import.meta.url))

/** What is imported under `tuplet`, and the command of that name. */
export const entries = {
  index: "src/index.ts",
  nn: "src/nn/index.ts",
  optim: "src/optim/index.ts",
  io: "src/io/index.ts",
  display: "src/display/index.ts",
  train: "src/train/index.ts",
  torch: "src/torch/index.ts",
  cli: "src/cli.ts",
}

/** fp-ts names its CommonJS files; its ES modules, which Node can't resolve but a bundler can, shake better. */
export const fpts = {
  name: "fp-ts as ES modules",
  setup: ({ onResolve, resolve }) =>
    onResolve({ filter: /^fp-ts\/lib\// }, ({ path, ...options }) =>
      resolve(path.replace("/lib/", "/es6/"), {
        resolveDir: options.resolveDir,
        kind: options.kind,
        importer: options.importer,
      }),
    ),
}

/**
 * The text of a module as it is loaded fast, and shaken well:
 *
 * - No module has an effect when it is loaded. Of a chunk of many modules a bundler believes that only of pure calls.
 * - V8 passes over the body of a `function` until it is called, but reads that of an arrow function at once.
 * - Many files take longer to load than a few large ones: what the main entry needs is in one chunk, which all load.
 */
const sources = {
  name: "sources",
  setup: ({ onLoad, onResolve }) => {
    const { index, ...others } = entries
    const loadsMain = new Set(Object.values(others).map((file) => join(root, file)))
    onLoad({ filter: /[\\/](src|fp-ts[\\/]es6)[\\/].*\.[jt]s$/ }, ({ path }) => {
      const text = rewritten(path, readFileSync(path, "utf8"))
      const contents = loadsMain.has(path) ? `${text}\nimport "main entry"` : text
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js" }
    })
    onResolve({ filter: /^main entry$/ }, ({ path }) => ({ path, namespace: "main entry" }))
    onLoad({ filter: /.*/, namespace: "main entry" }, () => ({
      contents: `export * from "./${index}"`,
      resolveDir: root,
    }))
  },
}

const rewritten = (path, text) => {
  const edits = ts
    .createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer === undefined ? [] : [...pure(initializer), ...functions(initializer)]))
  return edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((rest, { at, end = at, insert }) => `${rest.slice(0, at)}${insert}${rest.slice(end)}`, text)
}

/** What a declaration computes, as a pure call; minifiers take away one that was put around it where it is used. */
const pure = (node) => {
  if (!computes(node)) return []
  const at = node.getStart()
  const isCall = ts.isCallOrNewExpression(node) && ts.isIdentifier(node.expression) && !node.arguments?.some(computes)
  if (isCall) return [{ at, insert: "/* @__PURE__ */ " }]
  return [
    { at, insert: "/* @__PURE__ */ (() => (" },
    { at: node.end, insert: "))()" },
  ]
}

const computes = (node) =>
  !ts.isFunctionLike(node) &&
  (ts.isCallOrNewExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isBinaryExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    ts.forEachChild(node, (child) => computes(child) || undefined) === true)

/**
 * Arrow functions outside of others as `function`, unless they are short; there is no `this` there that could change.
 */
const functions = (node) => {
  if (!ts.isArrowFunction(node) || node.end - node.getStart() < 200) {
    const inner = []
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, (child) => void inner.push(...functions(child)))
    return inner
  }
  const { modifiers = [], equalsGreaterThanToken: arrow, body } = node
  const at = modifiers.at(-1)?.end ?? node.getStart()
  return [
    { at, insert: " function" },
    { at: arrow.getStart(), end: arrow.end, insert: "" },
    ...(ts.isBlock(body)
      ? []
      : [
          { at: body.getStart(), insert: "{ return " },
          { at: body.end, insert: " }" },
        ]),
  ]
}

/** A script for pages and CommonJS as a module of which nothing runs that nobody calls. */
const parserOfRows = {
  name: "papaparse as an ES module",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^papaparse$/ }, () => ({ path: join(root, "node_modules/papaparse/papaparse.js") }))
    onLoad({ filter: /[\\/]papaparse\.js$/ }, ({ path }) => ({
      contents: `export default /* @__PURE__ */ (() => {
const define = undefined, require = undefined, module = { exports: {} }, exports = module.exports;
${readFileSync(path, "utf8")}
return module.exports
})()`,
      loader: "js",
    }))
  },
}

/** Of what is bundled. */
const licences = () =>
  ["fflate", "fp-ts", "papaparse"]
    .map((name) => `${name}\n\n${readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8")}`)
    .join("\n\n")

/** The JavaScript of the package, below the repository's root. */
export const bundle = (outdir) =>
  build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: file, out })),
    outdir,
    bundle: true,
    // shared chunks keep one identity of nodes across the entries
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    sourcemap: true,
    logLevel: "warning",
    plugins: [fpts, sources, parserOfRows],
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true })
  await bundle("dist")
  writeFileSync(new URL("../dist/LICENCES.txt", import.meta.url), licences())
  const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  })
  process.exitCode = status ?? 1
}
