/**
 * @file Places for boxes of a directed graph without circles: layers from top to bottom, operands above their users.
 * In a layer boxes stand in the order of their operands (Sugiyama, Tagawa and Toda, 1981), near the middle of them.
 */

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Layout extends Size {
  /** The upper left corner of each box. */
  readonly spots: readonly Spot[]
}

export interface Link {
  readonly from: number
  readonly to: number
}

export interface Gaps {
  readonly across: number
  readonly down: number
}

/** `links` lead from boxes to later ones. */
export const layered = (sizes: readonly Size[], links: readonly Link[], gaps: Gaps): Layout => {
  const above = sizes.map((): number[] => [])
  const below = sizes.map((): number[] => [])
  for (const { from, to } of links) {
    above[to]?.push(from)
    below[from]?.push(to)
  }
  const layers = layersOf(layerOf(above, below))
  const widthAt = (box: number): number => (sizes[box] as Size).width
  const centres = sizes.map(() => 0)
  for (const layer of layers) spread(layer, widthAt, centres, gaps.across)
  // down, up, and down again: what has operands goes below them, what has none above its users
  for (const [order, near] of [
    [layers, above],
    [layers.toReversed(), below],
    [layers, above],
  ] as const) {
    for (const layer of order) {
      const wish = new Map(
        layer.map((box) => [box, middleOf(near[box] as number[], centres) ?? (centres[box] as number)]),
      )
      for (const box of layer) centres[box] = wish.get(box) as number
      layer.sort((a, b) => (centres[a] as number) - (centres[b] as number) || a - b)
      spread(layer, widthAt, centres, gaps.across)
    }
  }
  const left = sizes.reduce(
    (least, { width }, box) => Math.min(least, (centres[box] as number) - width / 2),
    Number.POSITIVE_INFINITY,
  )
  const spots = sizes.map((): Spot => ({ x: 0, y: 0 }))
  let y = 0
  let width = 0
  for (const layer of layers) {
    for (const box of layer) {
      const x = (centres[box] as number) - widthAt(box) / 2 - left
      spots[box] = { x, y }
      width = Math.max(width, x + widthAt(box))
    }
    y += Math.max(0, ...layer.map((box) => (sizes[box] as Size).height)) + gaps.down
  }
  return { spots, width, height: Math.max(0, y - gaps.down) }
}

// internal

/** One below the lowest operand; what has no operands stands right above its first user. */
const layerOf = (above: readonly number[][], below: readonly number[][]): readonly number[] => {
  const layer: number[] = []
  above.forEach((operands, box) => {
    layer[box] = operands.reduce((most, from) => Math.max(most, (layer[from] as number) + 1), 0)
  })
  above.forEach((operands, box) => {
    const users = below[box] as number[]
    if (operands.length === 0 && users.length > 0) layer[box] = Math.min(...users.map((to) => layer[to] as number)) - 1
  })
  return layer
}

const layersOf = (layer: readonly number[]): number[][] => {
  const layers: number[][] = []
  layer.forEach((at, box) => {
    for (let i = layers.length; i <= at; i++) layers.push([])
    layers[at]?.push(box)
  })
  return layers
}

const middleOf = (boxes: readonly number[], centres: readonly number[]): number | undefined =>
  boxes.length === 0 ? undefined : boxes.reduce((sum, box) => sum + (centres[box] as number), 0) / boxes.length

/**
 * Moves boxes of a layer apart until none overlap, and the layer back so that they are, in the mean, where they wished
 * to be.
 */
const spread = (layer: readonly number[], widthAt: (box: number) => number, centres: number[], gap: number): void => {
  let [end, moved] = [Number.NEGATIVE_INFINITY, 0]
  for (const box of layer) {
    const wish = centres[box] as number
    const at = Math.max(wish, end + widthAt(box) / 2)
    moved += at - wish
    centres[box] = at
    end = at + widthAt(box) / 2 + gap
  }
  const back = layer.length === 0 ? 0 : moved / layer.length
  for (const box of layer) centres[box] = (centres[box] as number) - back
}
