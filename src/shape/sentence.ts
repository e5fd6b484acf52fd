/**
 * @file How sentences about shapes are written. A function's return type is the sentence that the compiler shows: what
 * is thrown reads the same.
 */
import type { Shape } from "../../types/tensor.js"

export const show = (shape: Shape): string => `[${shape.join(", ")}]`

/** `Show<S>` is recursive over a tuple, which TypeScript can't see in a join. */
export const sentence = <M extends string>(text: string): M => text as M
