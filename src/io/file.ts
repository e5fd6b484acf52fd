/** @file Files of Node, Deno and Bun. Nothing is imported, so that bundlers for browsers find nothing to miss. */
import { FormatError, refuse } from "./error.js"

export type Path = string | URL

/** All bytes of a regular file: what has no end, like a pipe or a device, is refused. */
export const readFile = (path: Path): Promise<Uint8Array<ArrayBuffer>> =>
  failing("read", path, async () => {
    const file = await fileSystem().open(path, "r")
    try {
      const { size, isFile } = await file.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }))
      if (!isFile) return refuse("file", `${path}: not a file`)
      const bytes = allocate(size, path)
      for (let at = 0; at < size; ) {
        const { bytesRead } = await file.read(bytes, at, Math.min(size - at, CHUNK), at)
        if (bytesRead === 0) return refuse("truncated", `${path}: became shorter while it was read`)
        at += bytesRead
      }
      return bytes
    } finally {
      await file.close()
    }
  })

/** Writes beside the file and then takes its place: whoever is stopped halfway leaves the old one as it was. */
export const writeFile = (path: Path, bytes: Uint8Array): Promise<void> =>
  failing("write", path, async () => {
    const files = fileSystem()
    const beside = path instanceof URL ? new URL(`${path.href}.partial`) : `${path}.partial`
    const file = await files.open(beside, "w")
    try {
      for (let at = 0; at < bytes.length; ) {
        at += (await file.write(bytes, at, Math.min(bytes.length - at, CHUNK), at)).bytesWritten
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await files.rename(beside, path)
  })

// internal

/** Some hosts read no more than 2 GiB at once. */
const CHUNK = 2 ** 30

interface FileHandle {
  readonly stat: () => Promise<{ readonly size: number; readonly isFile: () => boolean }>
  readonly read: (into: Uint8Array, at: number, length: number, from: number) => Promise<{ readonly bytesRead: number }>
  readonly write: (of: Uint8Array, at: number, length: number, to: number) => Promise<{ readonly bytesWritten: number }>
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

interface FileSystem {
  readonly open: (path: Path, flags: "r" | "w") => Promise<FileHandle>
  readonly rename: (from: Path, to: Path) => Promise<void>
}

const fileSystem = (): FileSystem => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  const fs = process?.getBuiltinModule?.("node:fs") as { readonly promises: FileSystem } | undefined
  return fs?.promises ?? refuse("file", "there are no files here: pass bytes, a Blob or a Response")
}

const allocate = (size: number, path: Path): Uint8Array<ArrayBuffer> => {
  try {
    return new Uint8Array(size)
  } catch {
    return refuse("oversized", `${path}: there is no memory for its ${size} bytes`)
  }
}

const failing = async <A>(verb: string, path: Path, f: () => Promise<A>): Promise<A> => {
  try {
    return await f()
  } catch (error) {
    // the host's own: ENOENT, EACCES and the like
    if (error instanceof FormatError || !(error instanceof Error) || !("code" in error)) throw error
    throw new FormatError("file", `${path}: can't ${verb} it: ${error.message}`)
  }
}
