/**
 * @file Indexing's sentences, twice: each constant is a sentence as the compiler makes it, assigned where only that
 * literal type fits, and compared with what the same mistake says when it is made at run time.
 */
import { describe, expect, it } from "vitest"
import { at } from "../../src/api/at.js"
import { tensor, zeros } from "../../src/api/create.js"
import { embedding, oneHot } from "../../src/api/embedding.js"
import { gather, indexSelect } from "../../src/api/gather.js"
import type { AtFault, AtMessage } from "../../types/at.js"
import type { EmbeddingFault, OneHotFault } from "../../types/embedding.js"
import type { GatherFault, IndexSelectFault } from "../../types/gather.js"
import type { IndicesFault } from "../../types/indices.js"
import type { Tensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"

const any = untyped({ at, embedding, gather, indexSelect, oneHot })

/** The sentence a relation of types comes to: not `string`, so that a literal that differs does not compile. */
type Said<M> = [M] extends [string] ? (string extends M ? never : M) : never
type AtSays<X extends readonly unknown[], S extends readonly number[]> = Said<AtMessage<AtFault<X, S>>>

const range: AtSays<[5], [3, 4]> = "at: index 5 is out of range for dim 0 of size 3 in [3, 4]"
const behind: AtSays<["...", -5], [3, 4]> = "at: index -5 is out of range for dim 1 of size 4 in [3, 4]"
const listed: AtSays<[":", [0, 4]], [3, 4]> = "at: index 4 is out of range for dim 1 of size 4 in [3, 4]"
const fraction: AtSays<[1.5], [3, 4]> = "at: index 1.5 is not an integer"
const many: AtSays<[0, 0, 0], [3, 4]> = "at: too many indices for [3, 4]: got 3"
const ellipses: AtSays<["...", "..."], [3, 4]> = 'at: only one "..." is allowed'
const slice: AtSays<["2:x"], [3, 4]> = 'at: "2:x" is not a slice'
const step: AtSays<["::0"], [3, 4]> = "at: slice step cannot be 0"
const floats: AtSays<[Tensor<[2]>], [3, 4]> = 'at needs int32 indices, got float32: use cast(x, "int32") first'
const mask: AtSays<[Tensor<[3], "bool">], [3, 4]> =
  "at: the shape of a selection by bool depends on its values: use where or maskedFill instead"
const apart: AtSays<[[0, 1], [0, 1, 2]], [3, 4]> = "at: [2] and [3] do not broadcast: 2 vs 3"
const rank: Said<GatherFault<[2, 3], [4], 1>> = "gather: the index needs as many dims as [2, 3], got [4]"
const larger: Said<GatherFault<[2, 3], [3, 2], 1>> = "gather: index [3, 2] is larger than [2, 3] at dim 0: 3 vs 2"
const vector: Said<IndexSelectFault<[2, 3], [2, 2]>> = "indexSelect needs a vector of indices, got [2, 2]"
const scalar: Said<IndexSelectFault<[], [2]>> = "indexSelect: needs rank >= 1, got []"
const dtype: Said<IndicesFault<"gather", "bool">> = 'gather needs int32 indices, got bool: use cast(x, "int32") first'
const table: Said<EmbeddingFault<[3]>> = "embedding needs a weight of rank 2, got [3]"
const classes: Said<OneHotFault<0>> = "oneHot: the number of classes is a positive integer, got 0"

describe("the compiler's sentence is the one that is thrown", () => {
  const x = zeros([3, 4])
  const pair = tensor([0, 1], "int32")
  it.each<readonly [string, () => unknown]>([
    [range, () => any.at(x, 5)],
    [behind, () => any.at("...", -5)(x)],
    [listed, () => any.at(x, ":", [0, 4])],
    [fraction, () => any.at(x, 1.5)],
    [many, () => any.at(x, 0, 0, 0)],
    [ellipses, () => any.at(x, "...", "...")],
    [slice, () => any.at(x, "2:x")],
    [step, () => any.at(x, "::0")],
    [floats, () => any.at(x, zeros([2]))],
    [mask, () => any.at(x, zeros([3], "bool"))],
    [apart, () => any.at(x, [0, 1], [0, 1, 2])],
    [rank, () => any.gather(zeros([2, 3]), 1, zeros([4], "int32"))],
    [larger, () => any.gather(zeros([2, 3]), 1, zeros([3, 2], "int32"))],
    [vector, () => any.indexSelect(x, 0, zeros([2, 2], "int32"))],
    [scalar, () => any.indexSelect(tensor(1), 0, pair)],
    [dtype, () => any.gather(x, 1, zeros([3, 4], "bool"))],
    [table, () => any.embedding(pair, zeros([3]))],
    [classes, () => any.oneHot(pair, 0)],
  ])("%s", (sentence, f) => {
    expect(() => f()).toThrow(expect.objectContaining({ message: sentence }) as Error)
  })
})
