/** @file The model: an LSTM over the places, of which the last one's state tells the sum. */
import { select } from "tuplet"
import { linear, lstm, sequential } from "tuplet/nn"

export const net = sequential(lstm(2, 64), select(-2, -1), linear(64, 1))
