import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DOCUMENTS } from './markdown.ts';
import { isLong, ours, Reader, SAID } from './reader.ts';

describe.each(DOCUMENTS.filter((document) => ours(document).some(isLong)))('%s', (document) => {
  const reader = new Reader();
  afterAll(() => reader.leave());

  // What a document starts with is there for what comes later.
  beforeAll(() => {
    for (const command of ours(document).filter((line) => /flywheel init \S+ --from/.test(line))) reader.type(command);
  });

  test.each(ours(document).filter(isLong))('the command that takes longer works: %s', (command) => {
    expect(() => reader.type(command)).not.toThrow();
  });
});

test.each(SAID.filter(({ command }) => isLong(command)))('$document says of a result: $said', ({ command, said }) => {
  const reader = new Reader();
  expect(reader.type(command)).toContain(said);
  reader.leave();
});
