/** @file Writing: one character after another, each drawn with the odds that the model gives it after the last 64. */
import { at, categorical, compile, div, foldIn, fromArray, item, type Key, keySpec, spec, tensor } from "tuplet"
import { codesOf, places } from "./data.js"
import { net } from "./model.js"

/** A lower temperature keeps to what is likely. */
export interface Writing {
  readonly prompt: string
  readonly length: number
  readonly temperature: number
  readonly key: Key
}

const nextOf = compile(
  { params: net.spec, context: spec([1, places], "int32"), temperature: spec([]), key: keySpec },
  ({ params, context, temperature, key }) => categorical(key, div(at(net.apply(params, context), 0, -1), temperature)),
)

/** The prompt and what follows it. */
export const write = (params: ReturnType<typeof net.init>, { prompt, length, temperature, key }: Writing): string => {
  let text = prompt
  for (let i = 0; i < length; i++) {
    // a short prompt stands behind empty lines
    const context = fromArray(codesOf(text.slice(-places).padStart(places, "\n")), [1, places])
    const next = nextOf({ params, context, temperature: tensor(temperature), key: foldIn(key, i) })
    text += String.fromCharCode(item(next))
  }
  return text
}
