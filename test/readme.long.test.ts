import { afterAll, expect, test } from 'vitest';
import { isLong, ours, Reader } from './readme/commands.ts';

const reader = new Reader();
afterAll(() => reader.leave());

test.each(ours.filter(isLong))('every command of the README that takes longer works: %s', (command) => {
  expect(() => reader.type(command)).not.toThrow();
});
