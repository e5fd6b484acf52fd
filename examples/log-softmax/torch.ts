/** @file Log-softmax through PyTorch's names: `node scripts/run-example.mjs examples/log-softmax/torch.ts`. */
import { item, toArray } from "tuplet"
import * as torch from "tuplet/torch"

/** Four measurements of a flower to the log-probabilities of three species. */
class FlowerNet extends torch.nn.Module {
  private scores: torch.nn.Linear
  private normalise: torch.nn.LogSoftmax

  constructor() {
    super()
    this.scores = new torch.nn.Linear(4, 3)
    this.normalise = new torch.nn.LogSoftmax(-1)
  }

  forward(flowers: torch.Tensor): torch.Tensor {
    flowers = this.scores.forward(flowers)
    return this.normalise.forward(flowers)
  }
}

/** A classifier whose last layer is log-softmax, with the loss that belongs to it. */
export const classify = () => {
  torch.manualSeed(11)
  const net = new FlowerNet()
  const logProbabilities = net.forward(torch.randn([6, 4]))
  const loss = new torch.nn.NLLLoss().forward(logProbabilities, torch.randint(0, 3, [6]))
  return { rows: toArray(logProbabilities) as number[][], loss: item(loss) }
}

/** The same loss by two ways: from the scores at once, and from their log-softmax. */
export const lossTwice = () => {
  torch.manualSeed(12)
  const scores = torch.randn([32, 10])
  const species = torch.randint(0, 10, [32])
  const atOnce = new torch.nn.CrossEntropyLoss().forward(scores, species)
  const logSoftmax = new torch.nn.LogSoftmax(-1)
  const inTwoSteps = new torch.nn.NLLLoss().forward(logSoftmax.forward(scores), species)
  return { atOnce: item(atOnce), inTwoSteps: item(inTwoSteps) }
}

/** Log-probabilities, and what the probabilities of each row add up to. */
export const inspect = () => {
  torch.manualSeed(13)
  const logProbabilities = new torch.nn.LogSoftmax({ dim: 1 }).forward(torch.randn([5, 3]))
  const totals = toArray(torch.exp(logProbabilities)).map((row) => row.reduce((total, p) => total + p, 0))
  return { rows: toArray(logProbabilities), totals }
}

if (process.argv[1]?.endsWith("log-softmax/torch.ts") === true) {
  console.log(classify())
  console.log(lossTwice())
  console.log(inspect())
}
