/** @file The repository's own files, as the house tests read them. */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

export interface Source {
  /** relative to the repository, with forward slashes */
  readonly path: string
  readonly text: string
}

export const root = fileURLToPath(new URL("../..", import.meta.url))

export const readSource = (path: string): Source => ({ path, text: readFileSync(join(root, path), "utf8") })

/** The files below a folder whose names end in one of the endings; none if there is no such folder. */
export const sourcesOf = (folder: string, endings: readonly string[] = [".ts", ".mjs"]): readonly Source[] =>
  list(join(root, folder))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => ({ path: relative(root, file).replaceAll("\\", "/"), text: readFileSync(file, "utf8") }))

// internal

const list = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []
    throw error
  }
}
