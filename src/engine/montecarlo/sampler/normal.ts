import { ln } from './logarithm.ts';

/** Half the smallest uniform above 0, which stands for 0: the quantile of 0 itself is infinite. */
export const SMALLEST = 1 / 134217728 / 134217728; // 2^-54

// The coefficients of PPND16 as doubles, numerator and denominator by rising powers.
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const FAR_TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

type Fraction = readonly [readonly number[], readonly number[]];

/**
 * The quantile of the standard normal law: PPND16 of Wichura, "Algorithm AS 241: the percentage points of the normal
 * distribution", Applied Statistics 37 (1988), with a relative error of about 1e-16.
 * @param u in 0..1, 1 excluded
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * at(CENTRE, 0.180625 - q * q);
  const tail = u === 0 ? SMALLEST : q < 0 ? u : 1 - u;
  const r = Math.sqrt(-ln(tail));
  const size = r <= 5 ? at(TAIL, r - 1.6) : at(FAR_TAIL, r - 5);
  return q < 0 ? -size : size;
}

function at([numerator, denominator]: Fraction, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  const c = coefficients;
  return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
}

/**
 * A normal quantity, by inversion: a uniform on 0..1 goes in.
 * @param deviation at least 0
 */
export const normal =
  (mean: number, deviation: number) =>
  (u: number): number =>
    mean + deviation * normalQuantile(u);
