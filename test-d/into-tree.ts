/** @file Tensors from files in typed trees: names and shapes that the compiler knows, and those it can't. */
import { type AnyTensor, key, ones, relu, spec, type Tensor, tensor, zeros } from "tuplet"
import { formatSafetensors, intoModel, intoTree, namedTensors, parseSafetensors } from "tuplet/io"
import { batchNorm, linear, sequential } from "tuplet/nn"

const net = sequential(linear(4, 3), relu, linear(3, 2))

interface Model {
  readonly "0.weight": Tensor<[3, 4], "float32">
  readonly "0.bias": Tensor<[3], "float32">
  readonly "2.weight": Tensor<[2, 3], "float32">
  readonly "2.bias": Tensor<[2], "float32">
}
const file: Model = {
  "0.weight": ones([3, 4]),
  "0.bias": ones([3]),
  "2.weight": ones([2, 3]),
  "2.bias": ones([2]),
}

const params = intoTree(net.spec, file)
const weight = params[2].weight
//? Tensor<[2, 3], "float32">
const y = net.apply(params, ones([5, 4]))
//? Tensor<[5, 2], "float32">
const again = intoTree(net.init(key(0)), file)[0].bias
//? Tensor<[3], "float32">
const named = namedTensors(params)["2.bias"]
//? Tensor<[2], "float32">

// layers of another width, of another order, too few of them, too many
//! { ...file, "2.bias": ones([5]) } : 2.weight: [2, 3] is not [5, 3]: dim 0 is 2, not 5
intoTree(sequential(linear(4, 3), relu, linear(3, 5)).spec, { ...file, "2.bias": ones([5]) })
//! "0.weight" : 0.weight: [3, 4] is not [2, 3]: dim 0 is 3, not 2
intoTree([{ weight: spec([2, 3]) }], { "0.weight": ones([3, 4]) })
//! { weight: ones([2]) } : bias is not in the file
intoTree({ weight: spec([2]), bias: spec([2]) }, { weight: ones([2]) })
//! scale : scale is in the file, but not in the tree
intoTree({ weight: spec([2]) }, { weight: ones([2]), scale: ones([1]) })
//! weight : weight is float32, not int32
intoTree({ weight: spec([2], "int32") }, { weight: ones([2]) })

// names by the one rule, or by one's own; more than is wanted
const tree = { runningMean: spec([2]), deep: [{ w2D: spec([1]) }] } as const
const snake = intoTree(tree, { running_mean: ones([2]), "deep.0.w2_d": ones([1]) }).deep[0].w2D
//? Tensor<[1], "float32">
const own = intoTree(tree, { "m.runningMean": ones([2]), "m.deep.0.w2D": ones([1]) }, { names: (path) => `m.${path}` })
const ownMean = own.runningMean
//? Tensor<[2], "float32">
const some = intoTree({ a: spec([2]) }, { a: ones([2]), b: ones([3]) }, { strict: false }).a
//? Tensor<[2], "float32">

// a model with a state
const normed = sequential(linear(4, 3), batchNorm(3))
const stored = {
  "0.weight": ones([3, 4]),
  "0.bias": ones([3]),
  "1.weight": ones([3]),
  "1.bias": ones([3]),
  "1.running_mean": ones([3]),
  "1.running_var": ones([3]),
  "1.num_batches_tracked": tensor(3, "int32"),
}
const model = intoModel(normed, stored)
const modelWeight = model.params[0].weight
//? Tensor<[3, 4], "float32">
const mean = model.state[1].runningMean
//? Tensor<[3], "float32">
const out = normed.apply(model.params, ones([2, 4]), model.state)
//? Tensor<[2, 3], "float32">
const noState = intoModel(net, file).params[0].weight
//? Tensor<[3, 4], "float32">
//! "1.running_var" : 1.running_var: [4] is not [3]: dim 0 is 4, not 3
intoModel(normed, { ...stored, "1.running_var": zeros([4]) })

// what nobody has said anything of is checked when it runs
const unknown: Record<string, AnyTensor> = { weight: ones([2]) }
const checked = intoTree({ weight: spec([2]) }, unknown).weight
//? Tensor<[2], "float32">

// a file's type, once stated, is checked against
interface Stored {
  readonly weight: Tensor<[3], "float32">
}
const bytes = formatSafetensors({ weight: ones([3]) })
const parsed = parseSafetensors<Stored>(bytes)
const tensors = parsed._tag === "Right" ? parsed.right.tensors : { weight: ones([3]) }
const loaded = intoTree({ weight: spec([3]) }, tensors).weight
//? Tensor<[3], "float32">
//! tensors : weight: [3] is not [4]: dim 0 is 3, not 4
intoTree({ weight: spec([4]) }, tensors)
