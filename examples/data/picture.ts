/** @file Digits as text for terminals: shades for ink, and pictures side by side. */

/** The eight lines of an 8×8 image. Two characters a pixel, since one is about twice as high as it is wide. */
export const pictureOf = (ink: readonly number[]): readonly string[] =>
  Array.from({ length: 8 }, (_, row) =>
    ink
      .slice(row * 8, row * 8 + 8)
      .map((each) => shade(each).repeat(2))
      .join(""),
  )

/** Pictures in a row, each below its caption. */
export const sideBySide = (images: readonly (readonly number[])[], captions: readonly string[] = []): string => {
  const pictures = images.map(pictureOf)
  const lines = Array.from({ length: 8 }, (_, line) => pictures.map((picture) => picture[line] ?? ""))
  const titles = captions.length === 0 ? [] : [captions.map((caption) => caption.padEnd(16))]
  return [...titles, ...lines].map((parts) => `  ${parts.join("  ")}`.trimEnd()).join("\n")
}

// internal

const shade = (ink: number): string => " ░▒▓█"[Math.max(0, Math.min(4, Math.floor(ink * 5)))] ?? " "
