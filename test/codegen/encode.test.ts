import { describe, expect, it } from "vitest"
import wabtModule from "wabt"
import { encodeModule, float32Bits, int32Bytes, signed, unsigned } from "../../src/codegen/encode.js"
import { defineFunction } from "../../src/codegen/function.js"
import { f32x4, i32, i32x4, v128 } from "../../src/codegen/instructions.js"

const wabt = await wabtModule()

const textOf = (bytes: Uint8Array): string => {
  const module = wabt.readWasm(bytes, { readDebugNames: false, simd: true, relaxed_simd: true })
  module.validate()
  return module.toText({ foldExprs: false, inlineExport: false })
}

const run = (bytes: Uint8Array, memory: WebAssembly.Memory, ...args: readonly number[]): void => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } })
  ;(exports.run as (...args: readonly number[]) => void)(...args)
}

describe("encodeModule", () => {
  it("runs the example of its header", () => {
    const double = defineFunction("run", ["i32", "i32"], ([from, n], f) => {
      f.repeat(n, () => {
        const x = f.let(v128.load(from.get))
        f.do(v128.store(from.get, f32x4.add(x, x)))
        f.set(from, i32.add(from.get, i32.const(16)))
      })
    })
    const memory = new WebAssembly.Memory({ initial: 1 })
    const floats = new Float32Array(memory.buffer)
    floats.set([1, 2, 3, 4, 5, 6, 7, 8, 9])
    const bytes = encodeModule([double])
    expect(WebAssembly.validate(bytes as BufferSource)).toBe(true)
    run(bytes, memory, 0, 2)
    expect([...floats.subarray(0, 9)]).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 9])
    run(bytes, memory, 0, 0)
    expect(floats[0]).toBe(2)
  })

  it("calls functions that are not exported, and branches", () => {
    const store = defineFunction(undefined, ["i32", "i32"], ([at, value], f) => f.do(i32.store(at.get, value.get)))
    const main = defineFunction("run", ["i32"], ([n], f) => {
      f.if(
        i32.ltS(n.get, i32.const(0)),
        () => f.call(0, [i32.const(0), i32.const(-1)]),
        () => f.call(0, [i32.const(0), i32.mul(n.get, i32.const(1000))]),
      )
    })
    const memory = new WebAssembly.Memory({ initial: 1 })
    const bytes = encodeModule([store, main])
    expect(
      Object.keys(new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } }).exports),
    ).toEqual(["run"])
    run(bytes, memory, -5)
    expect(new Int32Array(memory.buffer)[0]).toBe(-1)
    run(bytes, memory, 70)
    expect(new Int32Array(memory.buffer)[0]).toBe(70000)
  })

  it("fills slots that were left earlier", () => {
    const main = defineFunction("run", [], (_, f) => {
      const early = f.slot()
      const x = f.local("i32")
      f.do(i32.store(i32.const(0), x.get))
      f.at(early, () => f.set(x, i32.const(42)))
    })
    const memory = new WebAssembly.Memory({ initial: 1 })
    run(encodeModule([main]), memory)
    expect(new Int32Array(memory.buffer)[0]).toBe(42)
  })

  it("writes LEB128 numbers", () => {
    const flat = (bytes: unknown) => [bytes].flat(9)
    expect([0, 127, 128, 624485, 0xffffffff].map((n) => flat(unsigned(n)))).toEqual([
      [0],
      [127],
      [0x80, 1],
      [0xe5, 0x8e, 0x26],
      [255, 255, 255, 255, 15],
    ])
    expect([0, 63, 64, -64, -65, -123456, 0x7fffffff, -0x80000000].map((n) => flat(signed(n)))).toEqual([
      [0],
      [63],
      [0xc0, 0],
      [0x40],
      [0xbf, 0x7f],
      [0xc0, 0xbb, 0x78],
      [255, 255, 255, 255, 7],
      [128, 128, 128, 128, 0x78],
    ])
    expect([1, -0].map(float32Bits)).toEqual([0x3f800000, -0x80000000])
    expect(int32Bytes(-2)).toEqual([0xfe, 0xff, 0xff, 0xff])
  })
})

describe("instructions", () => {
  const at = i32.const(0)
  const x = f32x4.const(1)

  it("are what the disassembler calls them", () => {
    const unary = {
      "f32x4.abs": f32x4.abs,
      "f32x4.neg": f32x4.neg,
      "f32x4.sqrt": f32x4.sqrt,
      "f32x4.convert_i32x4_s": f32x4.convertS,
      "i32x4.abs": i32x4.abs,
      "i32x4.neg": i32x4.neg,
      "i32x4.trunc_sat_f32x4_s": i32x4.truncSatS,
      "i32x4.extend_low_i16x8_u": i32x4.extendLowI16U,
      "i16x8.extend_low_i8x16_u": v128.extendLowI8U,
      "v128.not": v128.not,
    }
    const binary = {
      "f32x4.add": f32x4.add,
      "f32x4.sub": f32x4.sub,
      "f32x4.mul": f32x4.mul,
      "f32x4.div": f32x4.div,
      "f32x4.min": f32x4.min,
      "f32x4.max": f32x4.max,
      "f32x4.pmin": f32x4.pmin,
      "f32x4.pmax": f32x4.pmax,
      "f32x4.eq": f32x4.eq,
      "f32x4.ne": f32x4.ne,
      "f32x4.lt": f32x4.lt,
      "f32x4.gt": f32x4.gt,
      "f32x4.le": f32x4.le,
      "f32x4.ge": f32x4.ge,
      "i32x4.add": i32x4.add,
      "i32x4.sub": i32x4.sub,
      "i32x4.mul": i32x4.mul,
      "i32x4.min_s": i32x4.minS,
      "i32x4.max_s": i32x4.maxS,
      "i32x4.eq": i32x4.eq,
      "i32x4.ne": i32x4.ne,
      "i32x4.lt_s": i32x4.ltS,
      "i32x4.lt_u": i32x4.ltU,
      "i32x4.gt_s": i32x4.gtS,
      "i32x4.gt_u": i32x4.gtU,
      "i32x4.le_s": i32x4.leS,
      "i32x4.le_u": i32x4.leU,
      "i32x4.ge_s": i32x4.geS,
      "i32x4.ge_u": i32x4.geU,
      "v128.and": v128.and,
      "v128.andnot": v128.andnot,
      "v128.or": v128.or,
      "v128.xor": v128.xor,
      "i8x16.ne": v128.i8x16Ne,
    }
    const ternary = {
      "f32x4.relaxed_madd": f32x4.relaxedMadd,
      "f32x4.relaxed_nmadd": f32x4.relaxedNmadd,
      "v128.bitselect": v128.bitselect,
    }
    const scalar = {
      "i32.add": i32.add,
      "i32.sub": i32.sub,
      "i32.mul": i32.mul,
      "i32.and": i32.and,
      "i32.shl": i32.shl,
      "i32.shr_u": i32.shrU,
      "i32.eq": i32.eq,
      "i32.lt_s": i32.ltS,
      "i32.lt_u": i32.ltU,
      "i32.ge_u": i32.geU,
    }
    const named = [
      ...Object.entries(unary).map(([name, make]) => [name, make(x)] as const),
      ...Object.entries(binary).map(([name, make]) => [name, make(x, x)] as const),
      ...Object.entries(ternary).map(([name, make]) => [name, make(x, x, x)] as const),
      ...Object.entries(scalar).map(([name, make]) => [name, make(at, at)] as const),
      ["i32x4.shl", i32x4.shl(x, 3)],
      ["i32x4.shr_s", i32x4.shrS(x, 3)],
      ["select", i32.select(at, at, at)],
      ["i32x4.splat", i32x4.splat(at)],
      ["i32.load offset=4", i32.load(at, 4)],
      ["v128.load offset=20 align=4", v128.load(at, 20)],
      ["v128.load32_splat offset=4", v128.load32Splat(at, 4)],
      ["v128.load8_splat offset=3", v128.load8Splat(at, 3)],
      ["v128.load32_zero align=1", v128.load32Zero(at)],
      ["v128.load64_zero align=4", v128.load64Zero(at)],
      ["v128.load8_lane offset=1 12", v128.load8Lane(at, x, 12, 1)],
      ["v128.load32_lane offset=8 2", v128.load32Lane(at, x, 2, 8)],
    ] as const
    for (const [name, value] of named) {
      const text = textOf(encodeModule([defineFunction("run", [], (_, f) => void f.let(value))]))
      expect(text).toContain(`${name}\n`)
    }
    const constant = textOf(encodeModule([defineFunction("run", [], (_, f) => void f.let(i32x4.lanes([0, 1, 2, -3])))]))
    expect(constant).toContain("v128.const i32x4 0x00000000 0x00000001 0x00000002 0xfffffffd")
  })

  it("store", () => {
    const named = {
      "i32.store offset=4": i32.store(at, at, 4),
      "v128.store offset=16 align=4": v128.store(at, x, 16),
      "v128.store8_lane offset=2 8": v128.store8Lane(at, x, 8, 2),
      "v128.store32_lane offset=8 align=1 2": v128.store32Lane(at, x, 2, 8),
      "v128.store64_lane align=1 0": v128.store64Lane(at, x, 0),
    }
    for (const [name, code] of Object.entries(named)) {
      expect(textOf(encodeModule([defineFunction("run", [], (_, f) => f.do(code))]))).toContain(`${name})`)
    }
  })
})
