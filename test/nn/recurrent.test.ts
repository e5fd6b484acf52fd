/** @file Recurrent layers one above the other: their parameters, and what is dropped between them in training. */
import { describe, expect, it } from "vitest"
import { zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { normal } from "../../src/api/random.js"
import { namedTensors } from "../../src/io/names.js"
import { gru, lstm } from "../../src/nn/recurrent.js"
import { sequential } from "../../src/nn/sequential.js"
import { toArray } from "../../src/read.js"

const x = normal(key(3), [2, 5, 3])

describe.each([
  ["lstm", lstm],
  // the types differ in the number of gates
  ["gru", gru as unknown as typeof lstm],
] as const)("%s of several layers", (_, recurrent) => {
  it("is named as PyTorch's", () => {
    const names = Object.keys(namedTensors(recurrent(3, 4, { layers: 2 }).init(key(0))))
    const each = (i: number) => [`weight_ih_l${i}`, `weight_hh_l${i}`, `bias_ih_l${i}`, `bias_hh_l${i}`]
    expect(names).toEqual([...each(0), ...each(1)])
  })

  it("applies them one after another", () => {
    const both = recurrent(3, 4, { layers: 2, dropout: 0.5 })
    const { weightIhL1, weightHhL1, biasIhL1, biasHhL1, ...first } = both.init(key(0))
    const second = { weightIhL0: weightIhL1, weightHhL0: weightHhL1, biasIhL0: biasIhL1, biasHhL0: biasHhL1 }
    const apart = sequential(recurrent(3, 4), recurrent(4, 4)).apply([first, second], x)
    expect(toArray(both.apply(both.init(key(0)), x))).toEqual(toArray(apart))
  })

  it("drops what goes from one to the next, and no other", () => {
    const deaf = recurrent(3, 4, { layers: 2, dropout: 1 })
    const params = deaf.init(key(0))
    const { weightIhL1, weightHhL1, biasIhL1, biasHhL1 } = params
    const second = { weightIhL0: weightIhL1, weightHhL0: weightHhL1, biasIhL0: biasIhL1, biasHhL0: biasHhL1 }
    const unheard = recurrent(4, 4).apply(second, zeros([2, 5, 4]))
    expect(toArray(deaf.train(params, x, { key: key(1) }).output)).toEqual(toArray(unheard))

    const noisy = recurrent(3, 4, { layers: 2, dropout: 0.5 })
    const trained = (seed: number) => toArray(noisy.train(params, x, { key: key(seed) }).output)
    expect(trained(1)).toEqual(trained(1))
    expect(trained(1)).not.toEqual(trained(2))

    const single = recurrent(3, 4, { dropout: 0.5 })
    const own = single.init(key(0))
    expect(toArray(single.train(own, x, { key: key(1) }).output)).toEqual(toArray(single.apply(own, x)))
  })

  it("refuses counts and probabilities that are none", () => {
    expect(() => recurrent(3, 4, { layers: 0 })).toThrow("layers")
    expect(() => recurrent(3, 4, { dropout: 2 })).toThrow("a probability is between 0 and 1, got 2")
    expect(() => recurrent(3, 4, { depth: 2 } as never)).toThrow("unknown option depth: use layers | dropout")
  })
})
