/** @file Shapes: what moves elements and computes none. */
import { show } from "../../../src/shape/sentence.js"
import { row, type Table, t } from "./row.js"

export const movement: Table = {
  reshape: row("input, *shape", ({ input, shape }) => t.reshape(input, shape)),
  permute: row("input, *dims", ({ input, dims }) => t.permute(input, dims)),
  transpose: row("input, dim0, dim1", ({ input, dim0, dim1 }) => t.swapaxes(input, dim0, dim1)),
  swapaxes: row("input, axis0, axis1", ({ input, axis0, axis1 }) => t.swapaxes(input, axis0, axis1)),
  t: row("input", ({ input }) => (input.shape.length < 2 ? input : t.transpose(input))),
  unsqueeze: row("input, dim", ({ input, dim }) => t.unsqueeze(input, dim)),
  squeeze: row(
    "input, dim=None",
    ({ input, dim }) => t.squeeze(input, dim),
    // an axis that isn't 1 is a mistake here, and left alone there
    ({ input, dim }) => {
      const size = (dim === undefined ? undefined : input.shape.at(dim)) ?? 1
      return size === 1 ? undefined : `squeeze: dim ${dim} of ${show(input.shape)} is ${size}, not 1`
    },
  ),
  expand: row("input, *sizes", ({ input, sizes }) => t.expand(input, sizes)),
  broadcast_to: row("input, size", ({ input, size }) => t.broadcastTo(input, size)),
  flatten: row("input, start_dim=0, end_dim=-1", ({ input, start_dim, end_dim }) =>
    t.flatten(input, start_dim, end_dim),
  ),
  unflatten: row("input, dim, sizes", ({ input, dim, sizes }) => t.unflatten(input, dim, sizes)),
  chunk: row("input, chunks, dim=0", ({ input, chunks, dim }) => t.chunk(input, chunks, dim)),
  // Tensor.split calls its sizes split_size
  split: [
    row("tensor, split_size_or_sections, dim=0", ({ tensor, split_size_or_sections, dim }) =>
      t.split(tensor, split_size_or_sections, dim),
    ),
    row("input, split_size, dim=0", ({ input, split_size, dim }) => t.split(input, split_size, dim)),
  ],
  unbind: row("input, dim=0", ({ input, dim }) => t.unbind(input, dim)),
  stack: row("tensors, dim=0", ({ tensors, dim }) => t.stack(tensors, dim)),
  cat: row("tensors, dim=0", ({ tensors, dim }) => t.concat(tensors, dim)),
  movedim: row("input, source, destination", ({ input, source, destination }) => t.movedim(input, source, destination)),
  tile: row("input, *dims", ({ input, dims }) => t.tile(input, dims)),
  repeat: row("input, *repeats", ({ input, repeats }) => t.tile(input, repeats)),
  flip: row("input, *dims", ({ input, dims }) => t.flip(input, dims)),
  // without dims PyTorch rolls the flattened tensor
  roll: row("input, shifts, dims=None", ({ input, shifts, dims }) =>
    dims === undefined || dims.length === 0
      ? t.reshape(t.roll(t.flatten(input), shifts, 0), input.shape)
      : t.roll(input, shifts, dims),
  ),
  tril: row("input, diagonal=0", ({ input, diagonal }) => t.tril(input, diagonal)),
  triu: row("input, diagonal=0", ({ input, diagonal }) => t.triu(input, diagonal)),
  diag: row("input, diagonal=0", ({ input, diagonal }) => t.diag(input, diagonal)),
  diagonal: row("input, offset=0, dim1=0, dim2=1", ({ input, offset, dim1, dim2 }) =>
    t.diagonal(input, offset, dim1, dim2),
  ),
}
