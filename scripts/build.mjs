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

/** No module has an effect when it is loaded. Of a chunk of many modules a bundler believes that only of pure calls. */
const pureDeclarations = {
  name: "pure declarations",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/](src|fp-ts[\\/]es6)[\\/].*\.[jt]s$/ }, ({ path }) => ({
      contents: withPureDeclarations(path, readFileSync(path, "utf8")),
      loader: path.endsWith(".ts") ? "ts" : "js",
    })),
}

/** What a declaration computes, as the result of a pure call; minifiers take the call away where it is used. */
const withPureDeclarations = (path, text) => {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const computed = statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer !== undefined && computes(initializer) ? [initializer] : []))
  return computed.toReversed().reduce((rest, node) => {
    const [start, end] = [node.getStart(), node.end]
    return `${rest.slice(0, start)}/* @__PURE__ */ (() => (${rest.slice(start, end)}))()${rest.slice(end)}`
  }, text)
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
    plugins: [fpts, pureDeclarations, parserOfRows],
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
