/**
 * @file The sentences of tensors from files that don't fit a tree. Shapes and dtypes that differ have those of
 * `compile`.
 */

export type MissingTensorMessage<Name extends string> = `${Name} is not in the file`

export type ExtraTensorMessage<Name extends string> = `${Name} is in the file, but not in the tree`
