import { expect, test } from 'vitest';
import { editedJson } from '../../../src/model/text/edit-json.ts';

const TEXT = '{\n  "channels": [\n    { "id": "ads",   "budget": 1e3 },\n    { "id": "mail" }\n  ]\n}\n';

test('only what is edited changes; blanks and line breaks stay as they are', () => {
  const edited = editedJson(TEXT, [{ path: ['channels', 0, 'budget'], value: 1234.5 }]);
  expect(edited).toBe(TEXT.replace('1e3', '1234.5'));
});

test('what is not there yet is added, and a list may take the place of a number', () => {
  const edits = [
    { path: ['channels', 0, 'budget'], value: [1, 2] },
    { path: ['channels', 1, 'budget'], value: 3 },
  ];
  expect(JSON.parse(editedJson(TEXT, edits))).toEqual({
    channels: [
      { id: 'ads', budget: [1, 2] },
      { id: 'mail', budget: 3 },
    ],
  });
});
