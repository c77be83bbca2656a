import { GENERATORS, UNIFORMS } from './memory';

/** The factor of Alea, 2^-32 and 2^-53. */
const FACTOR: f64 = 2091639;
const WORD: f64 = 1.0 / 4294967296;
const STEP: f64 = 1.0 / 9007199254740992;

/**
 * Random numbers for the first lanes: uniform on 0, 2^-53, 2 x 2^-53, ... below 1, each made of a word of 32 bits from one
 * generator and 21 bits of another. Alea's step is written out, to the bit as seedrandom makes it, for both at once.
 */
export function fillUniforms(lanes: i32): void {
  let carry = v128.load(GENERATORS);
  let s0 = v128.load(GENERATORS, 16);
  let s1 = v128.load(GENERATORS, 32);
  let s2 = v128.load(GENERATORS, 48);
  const end = UNIFORMS + ((<usize>lanes) << 3);
  for (let at = UNIFORMS; at < end; at += 8) {
    const next = f64x2.add(f64x2.mul(f64x2.splat(FACTOR), s0), f64x2.mul(carry, f64x2.splat(WORD)));
    carry = f64x2.floor(next);
    s0 = s1;
    s1 = s2;
    s2 = f64x2.sub(next, carry);
    store<f64>(at, f64x2.extract_lane(s2, 0) + Math.floor(f64x2.extract_lane(s2, 1) * 2097152) * STEP);
  }
  v128.store(GENERATORS, carry);
  v128.store(GENERATORS, s0, 16);
  v128.store(GENERATORS, s1, 32);
  v128.store(GENERATORS, s2, 48);
}
