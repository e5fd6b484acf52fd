/** @file CRC-32, the checksum of ZIP archives. */

export const checksumOf = (bytes: Uint8Array): number => {
  table ??= tableOf()
  let sum = -1
  for (let i = 0; i < bytes.length; i++) sum = (table[(sum ^ (bytes[i] as number)) & 255] as number) ^ (sum >>> 8)
  return ~sum >>> 0
}

// internal

let table: Int32Array | undefined

/** Of each byte: its remainder by the polynomial, bits reversed. */
const tableOf = (): Int32Array =>
  Int32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0)
    return remainder
  })
