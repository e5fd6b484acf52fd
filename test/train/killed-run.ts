/**
 * @file A program that is killed in the middle of its second epoch: `killed-run.ts FILE` leaves its state of each step
 * there.
 */
import { renameSync, writeFileSync } from "node:fs"
import { formatSafetensors } from "../../src/io/safetensors.js"
import { fit } from "../../src/train/index.js"
import { options } from "./small-run.js"

const [, , file = ""] = process.argv

await fit({
  ...options,
  onStep: ({ epoch, step, state }) => {
    writeFileSync(`${file}.next`, formatSafetensors(state))
    renameSync(`${file}.next`, file)
    if (epoch === 2 && step === 2) process.kill(process.pid, "SIGKILL")
  },
})
