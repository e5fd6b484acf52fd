/** @file What a cache keeps. */
import { expect, test } from "vitest"
import { Cache } from "../../src/exec/cache.js"
import { knownProgram } from "../../src/exec/programs.js"

test("makes a value once, and forgets what was not used for longest", () => {
  const cache = new Cache<string, object>(2)
  const [a, b] = [cache.get("a", () => ({})), cache.get("b", () => ({}))]
  expect(cache.get("a", () => ({}))).toBe(a)
  cache.get("c", () => ({}))
  expect(cache.size).toBe(2)
  expect(cache.get("a", () => ({}))).toBe(a)
  expect(cache.get("b", () => ({}))).not.toBe(b)
})

test("keeps nothing of a value that could not be made", () => {
  const cache = new Cache<string, number>(2)
  expect(() =>
    cache.get("a", () => {
      throw new Error("no")
    }),
  ).toThrow("no")
  expect(cache.get("a", () => 1)).toBe(1)
})

test("forgets the oldest when the newest was used again and again", () => {
  const cache = new Cache<string, object>(2)
  const a = cache.get("a", () => ({}))
  for (let i = 0; i < 3; i++) expect(cache.get("a", () => ({}))).toBe(a)
  const b = cache.get("b", () => ({}))
  expect(cache.get("a", () => ({}))).toBe(a)
  cache.get("c", () => ({}))
  expect(cache.get("a", () => ({}))).toBe(a)
  expect(cache.get("b", () => ({}))).not.toBe(b)
})

test("forgets programs, however small they are", () => {
  const first = knownProgram("0", () => ({}))
  expect(knownProgram("0", () => ({}))).toBe(first)
  for (let i = 1; i < 2 ** 14; i++) knownProgram(`${i}`, () => ({}))
  expect(knownProgram("0", () => ({}))).not.toBe(first)
})
