import { ln } from './elementary';
import { NORMAL } from './memory';

/** Parts of an octave of probabilities, and how many octaves below 1/2 have a series: what lies beyond is drawn seldom. */
const OCTAVES: u32 = 12;
const PARTS: u32 = 16;

/** Half the smallest uniform above 0. */
const SMALLEST: f64 = 1.0 / 134217728 / 134217728;

/**
 * The standard normal quantiles of two uniforms, within 1e-11. The probability in the nearer tail is found in a table of
 * Taylor series, whose parts are as wide as it is small: a row has the centre, and seven coefficients.
 */
export function normalQuantiles(uniforms: v128): v128 {
  const half = f64x2.splat(0.5);
  // Half a step of 2^-53 away from the uniform, so that both tails are alike, and neither is empty.
  const tail = f64x2.sub(half, f64x2.abs(f64x2.sub(uniforms, f64x2.splat(0.5 - SMALLEST))));
  const a = rowOf(f64x2.extract_lane(tail, 0));
  const b = rowOf(f64x2.extract_lane(tail, 1));
  const t = f64x2.sub(tail, pair(a, b, 0));
  const tt = f64x2.mul(t, t);
  // Even and odd powers apart, which a processor sums at the same time.
  let even = f64x2.add(pair(a, b, 40), f64x2.mul(tt, pair(a, b, 56)));
  even = f64x2.add(pair(a, b, 24), f64x2.mul(tt, even));
  even = f64x2.add(pair(a, b, 8), f64x2.mul(tt, even));
  let odd = f64x2.add(pair(a, b, 32), f64x2.mul(tt, pair(a, b, 48)));
  odd = f64x2.add(pair(a, b, 16), f64x2.mul(tt, odd));
  const above = f64x2.add(even, f64x2.mul(t, odd));
  const quantiles = v128.xor(above, v128.and(f64x2.lt(uniforms, half), f64x2.splat(-0.0)));
  return a === NORMAL || b === NORMAL ? farInTail(uniforms, quantiles, a === NORMAL, b === NORMAL) : quantiles;
}

/** Where the series of a tail lies; at the very beginning, which is empty, where it has none. */
function rowOf(tail: f64): usize {
  const word = <u32>(<i64>(tail * 4294967296));
  const octave = clz<u32>(word);
  if (octave >= OCTAVES) return NORMAL;
  return NORMAL + ((<usize>(octave * PARTS + ((word << (octave + 1)) >> 28))) << 6);
}

function farInTail(uniforms: v128, quantiles: v128, isFirst: bool, isSecond: bool): v128 {
  let right = quantiles;
  if (isFirst) right = f64x2.replace_lane(right, 0, normalQuantile(f64x2.extract_lane(uniforms, 0)));
  if (isSecond) right = f64x2.replace_lane(right, 1, normalQuantile(f64x2.extract_lane(uniforms, 1)));
  return right;
}

/** The numbers of two rows. */
function pair(a: usize, b: usize, at: usize): v128 {
  return v128.load64_lane(b + at, v128.load64_zero(a + at), 1);
}

/**
 * The quantile of the standard normal law: PPND16 of Wichura, "Algorithm AS 241: the percentage points of the normal
 * distribution", Applied Statistics 37 (1988), with a relative error of about 1e-16.
 * @param u in 0..1, 1 excluded; 0 stands for half the smallest uniform above it, as its own quantile is infinite
 */
export function normalQuantile(u: f64): f64 {
  const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * centre(0.180625 - q * q);
  const tail = u === 0 ? SMALLEST : q < 0 ? u : 1 - u;
  const r = Math.sqrt(-ln(tail));
  const size = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5);
  return q < 0 ? -size : size;
}

// The coefficients of PPND16 as doubles, by falling powers.

function centre(x: f64): f64 {
  let above = polynomial(x, 2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987);
  above = ((above * x + 13731.69376550946) * x + 1971.5909503065513) * x + 133.14166789178438;
  let below = polynomial(x, 5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597);
  below = ((below * x + 5394.196021424751) * x + 687.1870074920579) * x + 42.31333070160091;
  return (above * x + 3.3871328727963665) / (below * x + 1);
}

function nearTail(x: f64): f64 {
  let above = polynomial(x, 0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684);
  above = ((above * x + 3.6478483247632045) * x + 5.769497221460691) * x + 4.630337846156546;
  let below = polynomial(x, 1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008);
  below = ((below * x + 0.6897673349851) * x + 1.6763848301838038) * x + 2.053191626637759;
  return (above * x + 1.4234371107496835) / (below * x + 1);
}

function farTail(x: f64): f64 {
  let above = polynomial(x, 2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124);
  above = ((above * x + 0.29656057182850487) * x + 1.7848265399172913) * x + 5.463784911164114;
  let below = polynomial(x, 2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133);
  below = ((below * x + 0.014875361290850615) * x + 0.1369298809227358) * x + 0.599832206555888;
  return (above * x + 6.657904643501103) / (below * x + 1);
}

function polynomial(x: f64, c3: f64, c2: f64, c1: f64, c0: f64): f64 {
  return ((c3 * x + c2) * x + c1) * x + c0;
}
