/** @file Alice's Adventures in Wonderland as characters: ten chapters to learn from, the last two held out. */
import { readFileSync } from "node:fs"
import { fromArray, type Tensor } from "tuplet"

/** The characters that the model sees at once. */
export const places = 64

/** Those of ASCII: the text has no others. */
export const characters = 128

/** Rows of characters, and of those that follow each of them. */
export interface Windows {
  readonly x: Tensor<[number, 64], "int32">
  readonly y: Tensor<[number, 64], "int32">
}

export const readAlice = (): { readonly training: string; readonly heldOut: string } => {
  const text = proseOf(readFileSync(new URL("../data/alice.txt", import.meta.url), "utf8"))
  const cut = text.indexOf("CHAPTER XI\n")
  return { training: text.slice(0, cut), heldOut: text.slice(cut) }
}

/** A line for each paragraph, without the rows of stars. */
export const proseOf = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, " "))
    .filter((paragraph) => /[^* ]/.test(paragraph))
    .join("\n")

/** The rows one after another, the first of them from some character on; what is left at the end is dropped. */
export const windowsOf = (text: string, from = 0): Windows => {
  const codes = codesOf(text)
  const rows = Math.floor((codes.length - 1 - from) / places)
  const cut = (start: number) => fromArray(codes.slice(start, start + rows * places), [rows, places])
  return { x: cut(from), y: cut(from + 1) }
}

export const codesOf = (text: string): Int32Array => Int32Array.from(text, (character) => character.charCodeAt(0))
