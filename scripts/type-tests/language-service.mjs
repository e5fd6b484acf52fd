/** @file What TypeScript 5.9 and 6.0 say of files: diagnostics, hovers and completions, from their language service. */
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

const require = createRequire(import.meta.url)

/** @param texts the files' contents by path; they need not exist on disk */
export const languageService = async (packageName, project, texts) => {
  const ts = require(packageName)
  const config = ts.getParsedCommandLineOfConfigFile(
    project,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  )
  const current = new Map(Object.entries(texts))
  let version = 0
  const service = ts.createLanguageService({
    getScriptFileNames: () => [...current.keys()],
    getScriptVersion: (file) => (current.has(file) ? String(version) : "0"),
    getScriptSnapshot: (file) => {
      const text = current.get(file) ?? (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => path.dirname(project),
    getCompilationSettings: () => config.options,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (file) => current.has(file) || ts.sys.fileExists(file),
    readFile: (file) => current.get(file) ?? ts.sys.readFile(file),
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  })
  return {
    version: ts.version,
    diagnostics: async (file) =>
      [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map((d) => ({
        start: d.start,
        end: d.start + d.length,
        message: ts.flattenDiagnosticMessageText(d.messageText, "\n"),
      })),
    hover: async (file, at) => {
      const info = service.getQuickInfoAtPosition(file, at, 10_000)
      return info ? ts.displayPartsToString(info.displayParts) : ""
    },
    completions: async (file, at) => (service.getCompletionsAtPosition(file, at, {})?.entries ?? []).map((e) => e.name),
    replace: async (file, text) => {
      current.set(file, text)
      version += 1
    },
    close: async () => service.dispose(),
  }
}

// internal

const fail = (diagnostic) => {
  throw new Error(String(diagnostic.messageText))
}
