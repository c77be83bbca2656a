import { expect, test } from 'vitest';
import type { Session } from '../cli/session.ts';
import { faultOf } from './verdict.ts';

const fine: Session = { code: 0, out: 'Rotation\n', err: '', files: {} };
const refusal: Session = { code: 2, out: '', err: 'plan.json:1:1 nothing\n', files: {} };

const verdict = (session: Session, ...args: string[]): string | null =>
  faultOf({ args: args.length > 0 ? args : ['simulate', 'x'], files: {}, stdin: new Uint8Array() }, session);

test.each<[string, Session, RegExp]>([
  ['a fault of the program', { ...fine, code: 70, err: 'a fault' }, /exit code 70/],
  ['an answer where none was asked for', { ...fine, code: 1 }, /exit code 1/],
  ['a stack', { ...refusal, err: 'x\n    at run (main.ts:1:1)\n' }, /stack/],
  ['NaN', { ...fine, out: 'gain NaN' }, /NaN is printed/],
  ['Infinity', { ...fine, err: 'note: Infinity' }, /Infinity is printed/],
  ['undefined', { ...refusal, err: 'x:1:1 undefined' }, /undefined is printed/],
  ['an object', { ...fine, out: '[object Object]' }, /\[object/],
  ['null in a table', { ...fine, out: 'cac null' }, /null is printed/],
  ['a control character', { ...fine, out: 'a\u001b[31m' }, /character 27/],
  ['a refusal without a word', { ...refusal, err: '' }, /without a message/],
  ['a refusal without a place', { ...refusal, err: 'that cannot be\n' }, /names no place/],
  ['a refusal with a result', { ...refusal, out: 'half' }, /yet stdout says/],
  ['a refusal that writes a file', { ...refusal, files: { 'r.txt': '' } }, /r\.txt was written/],
  ['a draft that is left', { ...fine, files: { '.r.txt.1-0.tmp': '' } }, /draft/],
])('%s is a fault', (_what, session, message) => {
  expect(verdict(session)).toMatch(message);
});

test('JSON that is none is a fault', () => {
  expect(verdict({ ...fine, out: '{ "flywheel": 1' }, 'simulate', '--format', 'json')).toMatch(/no JSON/);
});

test.each<[string, Session, string[]]>([
  ['a result', fine, []],
  ['a refusal with a place', refusal, []],
  ['a refusal with a flag', { ...refusal, err: '--volume x: a number is needed' }, []],
  ['what a person wrote, quoted', { ...refusal, err: '--volume NaN: got "NaN"' }, ['simulate', '--volume', 'NaN']],
  ['no as an answer of solve', { ...fine, code: 1 }, ['solve', 'x']],
  ['what check says of the other files', { ...refusal, out: 'a.json passed' }, ['check', '.']],
])('%s is none', (_what, session, args) => {
  expect(verdict(session, ...args)).toBe(null);
});
