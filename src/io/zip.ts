/**
 * @file ZIP archives, as far as .npz needs them: stored and deflated entries, with sizes beyond 4 GiB where they are
 * read. What the archive says is checked before anything is allocated for it: entries lie one after another, inside
 * the file, and nothing is larger than deflate can make it.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { deflateSync, Inflate, inflateSync } from "fflate"
import { checksumOf } from "./checksum.js"
import { refuse, shown } from "./error.js"

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Throws where the first bytes of an entry say that it isn't of `size`; undefined while they are too few, unless they
 * are `all`.
 */
export type Check = (head: Uint8Array<ArrayBuffer>, all: boolean, size: number, name: string) => true | undefined

/**
 * The entries, in place where they are stored as they are. `limit` is of the bytes that all others become; a large one
 * is checked before there is room for more than its beginning.
 */
export const unzipped = (bytes: Uint8Array<ArrayBuffer>, limit: number, check: Check): readonly ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const records = directoryOf(bytes, view)
  const names = new Set<string>()
  let end = 0
  let total = 0
  for (const record of [...records].sort((a, b) => a.begin - b.begin)) {
    const name = shown(record.name)
    if (names.has(record.name)) refuse("name", `${name} comes twice in the archive`)
    names.add(record.name)
    if (record.begin < end) refuse("header", `${name}: begins inside of another entry`)
    end = record.begin + record.packed
    if (record.method === DEFLATED) total += record.size
    if (record.method === DEFLATED ? record.size > DEFLATE_MOST * record.packed : record.size !== record.packed) {
      refuse("oversized", `${name}: ${record.packed} bytes can't become the ${record.size} that it says`)
    }
  }
  if (total > limit) refuse("oversized", `the entries say that they become ${total} bytes: the limit is ${limit}`)
  return records.map((record) => ({ name: record.name, bytes: contentsOf(bytes, record, check) }))
}

/** An archive of entries, deflated or stored as they are. */
export const zipped = (entries: readonly ZipEntry[], isDeflated: boolean): Uint8Array<ArrayBuffer> => {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = isDeflated ? deflateSync(bytes) : bytes
    const text = new TextEncoder().encode(name)
    const method = isDeflated ? DEFLATED : STORED
    // version 2.0, names in UTF-8, the first day that the format knows
    const shared = [
      [2, 20],
      [2, 0x800],
      [2, method],
      [2, 0],
      [2, 0x21],
      [4, checksumOf(bytes)],
      [4, packed.length],
    ] as const
    const described = [...shared, [4, bytes.length], [2, text.length], [2, 0]] as const
    directory.push(fields([4, CENTRAL], [2, 20], ...described, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), text)
    const local = fields([4, LOCAL], ...described)
    parts.push(local, text, packed)
    offset += local.length + text.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  if (offset + size > NOT_HERE || entries.length > 0xffff) refuse("oversized", "an archive has at most 4 GiB")
  const count = entries.length
  const end = fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])
  return joined([...parts, ...directory, end])
}

// internal

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
/** In the place of a size that doesn't fit. */
const NOT_HERE = 0xffffffff
const STORED = 0
const DEFLATED = 8
/** A byte of deflated data becomes at most so many. */
const DEFLATE_MOST = 1032
/** Bytes inflated at once while there is no header: an honest one needs no more. */
const HEAD_STEP = 256
/** Of deflated data that become no header, no more is looked at. */
const HEAD_MOST = 2 ** 16
/** What inflating them takes. */
const WORTH_CHECKING = 2 ** 18

interface Record {
  readonly name: string
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly size: number
  /** Of its contents. */
  readonly begin: number
}

const directoryOf = (bytes: Uint8Array, view: DataView): readonly Record[] => {
  const end = endOf(view)
  let [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)]
  if (end >= 20 && view.getUint32(end - 20, true) === LOCATOR_64) {
    const wide = Number(view.getBigUint64(end - 12, true))
    if (wide > end - 56 || view.getUint32(wide, true) !== END_64) refuse("header", "the archive's end is damaged")
    count = Number(view.getBigUint64(wide + 32, true))
    at = Number(view.getBigUint64(wide + 48, true))
  }
  const start = at
  if (at + count * 46 > end) refuse("truncated", `the archive has no room for its ${count} entries`)
  const records: Record[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) refuse("header", `entry ${i} of the archive is damaged`)
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [number, number, number]
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2]
    if (next > end) refuse("header", `entry ${i} of the archive is damaged`)
    const name = textOf(bytes.subarray(at + 46, at + 46 + lengths[0]), i)
    const method = view.getUint16(at + 10, true)
    if (view.getUint16(at + 8, true) & 1) refuse("header", `${shown(name)}: is encrypted`)
    if (method !== STORED && method !== DEFLATED) refuse("header", `${shown(name)}: compression ${method} is not read`)
    const [size, packed, local] = widened(view, at, at + 46 + lengths[0], lengths[1])
    records.push({
      name,
      method,
      checksum: view.getUint32(at + 16, true),
      packed,
      size,
      begin: beginOf(view, local, packed, start, name),
    })
    at = next
  }
  return records
}

const endOf = (view: DataView): number => {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return refuse("header", "not a ZIP archive, or not all of it")
}

/**
 * Size, packed size and place of an entry: those that don't fit in 32 bits stand in the extra field 1, in this order.
 */
const widened = (view: DataView, at: number, extra: number, length: number): [number, number, number] => {
  const narrow = [24, 20, 42].map((field) => view.getUint32(at + field, true))
  if (!narrow.includes(NOT_HERE)) return narrow as [number, number, number]
  let field = extra
  const end = extra + length
  while (field + 4 <= end && view.getUint16(field, true) !== 1) field += 4 + view.getUint16(field + 2, true)
  field += 4
  const wide = narrow.map((value) => {
    if (value !== NOT_HERE) return value
    if (field + 8 > end) return refuse("header", "an entry of the archive has no size")
    field += 8
    return Number(view.getBigUint64(field - 8, true))
  })
  return wide as [number, number, number]
}

/** Where the contents of an entry begin, all of which lie in front of the directory. */
const beginOf = (view: DataView, local: number, packed: number, directory: number, name: string): number => {
  const fail = (): never => refuse("truncated", `${shown(name)}: lies outside of the archive`)
  if (local + 30 > directory || view.getUint32(local, true) !== LOCAL) return fail()
  const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  return begin + packed > directory ? fail() : begin
}

const contentsOf = (archive: Uint8Array<ArrayBuffer>, record: Record, check: Check): Uint8Array<ArrayBuffer> => {
  const name = shown(record.name)
  const packed = archive.subarray(record.begin, record.begin + record.packed)
  const bytes = record.method === STORED ? packed : inflated(packed, record.size, name, check)
  if (bytes.length !== record.size) refuse("truncated", `${name}: becomes ${bytes.length} bytes of ${record.size}`)
  if (checksumOf(bytes) !== record.checksum) refuse("checksum", `${name}: its checksum is another one`)
  return bytes
}

const inflated = (packed: Uint8Array, size: number, name: string, check: Check): Uint8Array<ArrayBuffer> => {
  let head = new Uint8Array(0)
  const stream = new Inflate((part) => {
    head = joined([head, part])
  })
  for (let at = 0, done: true | undefined; size > WORTH_CHECKING && !done; ) {
    const next = packed.subarray(at, at + HEAD_STEP)
    at += HEAD_STEP
    inflating(name, () => stream.push(next, at >= packed.length))
    done = check(head, at >= Math.min(packed.length, HEAD_MOST), size, name)
  }
  return inflating(name, () => inflateSync(packed, { out: new Uint8Array(size) }) as Uint8Array<ArrayBuffer>)
}

const inflating = <T>(name: string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    return refuse("checksum", `${name}: can't be inflated: ${error instanceof Error ? error.message : error}`)
  }
}

const textOf = (bytes: Uint8Array, entry: number): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return refuse("name", `the name of entry ${entry} is not UTF-8`)
  }
}

const fields = (...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap(([count, value]) => Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 255)),
  )

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
