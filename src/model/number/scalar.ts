import type { Scalar } from '../scenario/types.ts';

/** A single number as written, or what is wrong with it and how to write it. */
export type Reading = { readonly value: number } | { readonly fault: string };

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const PERCENT = new RegExp(`^(${NUMBER})\\s*%$`);
const FRACTION = new RegExp(`^(${NUMBER})\\s*/\\s*(${NUMBER})$`);
const PLAIN = new RegExp(`^${NUMBER}$`);
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const COMMA = /^([+-]?\d+),(\d+)\s*(%?)$/;
const LONGEST_SHOWN = 40;

/** No number that people write is longer; on thousands of digits the patterns above would take time squared. */
const LONGEST_NUMBER = 100;

/** Reads a plain number, or a text in percent (`"30%"`) or as a fraction (`"86/362"`). */
export function readScalar(raw: unknown): Reading {
  if (typeof raw === 'number') return finite(raw, 'got a number too large to compute with');
  if (typeof raw === 'string') return readText(raw.trim());
  return { fault: raw === null || raw === undefined ? 'got nothing' : `got ${show(raw)}` };
}

/** Reads a number where everything is text: on a command line, in a goal. */
export function readTyped(text: string): Reading {
  const plain = text.length <= LONGEST_NUMBER && PLAIN.test(text);
  return readScalar(plain ? Number(text) : text);
}

/** The value of a number that passed validation. */
export function scalarValue(raw: unknown): number {
  const reading = readScalar(raw);
  if ('fault' in reading) throw new Error(`a number passed validation but ${reading.fault}`);
  return reading.value;
}

function finite(value: number, fault: string): Reading {
  return Number.isFinite(value) ? { value } : { fault: Number.isNaN(value) ? 'got NaN' : fault };
}

function readText(text: string): Reading {
  if (text.length > LONGEST_NUMBER) return { fault: `got the text ${show(text)}, too long for a number` };
  const percent = PERCENT.exec(text);
  if (percent) return finite(Number(percent[1]) / 100, 'got a percentage too large to compute with');
  const fraction = FRACTION.exec(text);
  if (fraction) {
    const value = Number(fraction[1]) / Number(fraction[2]);
    return Number.isFinite(value) ? { value } : { fault: `got ${show(text)}, which has no value` };
  }
  return { fault: `got the text ${show(text)}${hint(text)}` };
}

function hint(text: string): string {
  if (PLAIN.test(text)) return Number.isFinite(Number(text)) ? ` (write ${text} without quotes)` : '';
  const comma = COMMA.exec(text);
  if (comma && (comma[2]?.length !== 3 || comma[1] === '0')) {
    return ` (did you mean ${comma[1]}.${comma[2]}${comma[3]}? decimals have a point, not a comma)`;
  }
  if (THOUSANDS.test(text)) return ` (did you mean ${text.replaceAll(',', '')}? no comma for thousands)`;
  return '';
}

/** A whole number as messages write it: "10,000". */
export const thousands = (whole: number | string): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** JSON has no integers of any size, which a program may give. */
const writable = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);
/** A number as it was written, as sentences show it: 4,000, 0.3, 30%. */
export function scalarText(raw: Scalar): string {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) ? thousands(raw) : show(raw);
  return raw.trim();
}

/** A value as a message shows it: short, and texts in quotes, also where they are cut. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value, writable) ?? String(value));
  if (text.length <= LONGEST_SHOWN) return text;
  return `${text.slice(0, LONGEST_SHOWN)}…${typeof value === 'string' ? '"' : ''}`;
}
