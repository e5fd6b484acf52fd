/** @file What TypeScript 7 says of files: diagnostics, hovers and completions, from `tsc --lsp --stdio`. */
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import path from "node:path"
import { pathToFileURL } from "node:url"

const require = createRequire(import.meta.url)

/** @param texts the files' contents by path; they need not exist on disk */
export const languageServer = async (packageName, project, texts) => {
  const manifest = require.resolve(`${packageName}/package.json`)
  const { version } = require(manifest)
  const connection = connect(process.execPath, [path.join(path.dirname(manifest), "bin/tsc"), "--lsp", "--stdio"])
  const root = path.dirname(project)
  await connection.request("initialize", {
    processId: process.pid,
    rootUri: uriOf(root),
    capabilities: {
      textDocument: { hover: { contentFormat: ["plaintext"] }, completion: { completionItem: {} }, diagnostic: {} },
      workspace: {},
    },
  })
  connection.notify("initialized", {})
  const current = new Map(Object.entries(texts))
  for (const [file, text] of current) {
    connection.notify("textDocument/didOpen", {
      textDocument: { uri: uriOf(file), languageId: "typescript", version: 1, text },
    })
  }
  const at = (file, offset) => ({ textDocument: { uri: uriOf(file) }, position: positionOf(current.get(file), offset) })
  let edition = 1
  return {
    version,
    diagnostics: async (file) => {
      const result = await connection.request("textDocument/diagnostic", { textDocument: { uri: uriOf(file) } })
      const text = current.get(file)
      return result.items
        .filter((d) => (d.severity ?? 1) === 1)
        .map((d) => ({
          start: offsetOf(text, d.range.start),
          end: offsetOf(text, d.range.end),
          message: d.message,
        }))
    },
    hover: async (file, offset) => {
      const contents = (await connection.request("textDocument/hover", at(file, offset)))?.contents
      const text = typeof contents === "string" ? contents : (contents?.value ?? "")
      return text.replace(/```\w*\n?/g, "").trim()
    },
    completions: async (file, offset) => {
      const result = await connection.request("textDocument/completion", at(file, offset))
      return (Array.isArray(result) ? result : (result?.items ?? [])).map((item) => item.label)
    },
    replace: async (file, text) => {
      current.set(file, text)
      edition += 1
      const textDocument = { uri: uriOf(file), version: edition }
      connection.notify("textDocument/didChange", { textDocument, contentChanges: [{ text }] })
    },
    close: () => connection.close(),
  }
}

// internal

const uriOf = (file) => pathToFileURL(file).href

const positionOf = (text, offset) => {
  const before = text.slice(0, offset).split("\n")
  return { line: before.length - 1, character: before[before.length - 1].length }
}

const offsetOf = (text, { line, character }) =>
  text.split("\n", line).reduce((sum, l) => sum + l.length + 1, 0) + character

/** JSON-RPC with LSP's framing. Requests of the server are answered with nothing. */
const connect = (command, args) => {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] })
  const pending = new Map()
  let received = Buffer.alloc(0)
  let lastId = 0
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const settle = (message) => {
    if (message.method !== undefined) {
      const nothing = message.method === "workspace/configuration" ? message.params.items.map(() => null) : null
      if (message.id !== undefined) send({ id: message.id, result: nothing })
      return
    }
    const { resolve, reject } = pending.get(message.id)
    pending.delete(message.id)
    if (message.error) reject(new Error(message.error.message))
    else resolve(message.result)
  }
  child.stdout.on("data", (chunk) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const end = received.indexOf("\r\n\r\n")
      if (end < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString("utf8", 0, end))[1])
      if (received.length < end + 4 + length) return
      const body = received.toString("utf8", end + 4, end + 4 + length)
      received = received.subarray(end + 4 + length)
      settle(JSON.parse(body))
    }
  })
  child.on("exit", (code) => {
    for (const { reject } of pending.values()) reject(new Error(`the language server exited with ${code}`))
  })
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      lastId += 1
      pending.set(lastId, { resolve, reject })
      send({ id: lastId, method, params })
    })
  return {
    request,
    notify: (method, params) => send({ method, params }),
    close: async () => {
      await request("shutdown")
      send({ method: "exit" })
      child.stdin.end()
    },
  }
}
