/** @file The language model: at each place the logits of the next character, from that place and those before it. */
import { dropout, embedding, layerNorm, linear, repeat, sequential, transformerBlock } from "tuplet/nn"
import { characters } from "./data.js"

const block = transformerBlock({ width: 96, heads: 4, causal: true, rotary: true })

export const net = sequential(
  embedding(characters, 96),
  repeat(3, sequential(block, dropout(0.1))),
  layerNorm(96),
  linear(96, characters),
)
