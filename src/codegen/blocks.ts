/**
 * @file The last axis of a nest cut into blocks that stay in cache: one more variable, so that places and values follow
 * as they do for any. What is left over is a shorter block behind the others.
 */
import { mapStrides, type Nest } from "../schedule/nest.js"

export interface Blocks {
  /** The variable that counts whole blocks; the next one runs inside of them. */
  readonly variable: number
  readonly rest: number
}

export const inBlocks = (nest: Nest): { readonly nest: Nest; readonly blocks: Blocks | undefined } => {
  const { variables, block, lanes } = nest
  const variable = variables.length - 1
  const last = variables[variable]
  if (block === undefined || last === undefined || last.extent <= block) return { nest, blocks: undefined }
  const cut = [
    { ...last, extent: Math.floor(last.extent / block) },
    { ...last, extent: block },
  ]
  const mapped = mapStrides(nest, [...variables.slice(0, variable), ...cut], (strides) => {
    const stride = strides[variable] as number
    return [...strides.slice(0, variable), stride * block, stride]
  })
  return {
    nest: { ...mapped, lanes: lanes === variable ? lanes + 1 : lanes },
    blocks: { variable, rest: last.extent % block },
  }
}
