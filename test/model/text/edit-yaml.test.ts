import { expect, test } from 'vitest';
import { editedYaml, newYaml } from '../../../src/model/text/edit-yaml.ts';
import { parseYaml } from '../../../src/model/text/yaml.ts';

const TEXT = `# A shop
channels:
  - {id: ads,   budget: 1_000}   # what we pay
  - id: mail
    budget:
      # month by month
      - 10
      - 20
    cost: "2"
loops: [ ]
`;

test('only what is edited changes; comments, blanks and order stay as they are', () => {
  const edits = [
    { path: ['channels', 0, 'budget'], value: 1234.5 },
    { path: ['channels', 1, 'cost'], value: 3 },
  ];
  const wanted = TEXT.replace('1_000', '1234.5').replace('"2"', '3');
  expect(editedYaml(TEXT, edits)).toBe(wanted);
});

test('a list takes the place of a number, and a number that of a list', () => {
  const edits = [
    { path: ['channels', 0, 'budget'], value: [1, 2.5] },
    { path: ['channels', 1, 'budget'], value: 15 },
  ];
  const { root } = parseYaml(editedYaml(TEXT, edits), 'x.yaml');
  expect(root).toMatchObject({
    channels: [
      { id: 'ads', budget: [1, 2.5] },
      { id: 'mail', budget: 15, cost: '2' },
    ],
  });
});

test('what is not there yet is added, with all comments kept', () => {
  const edited = editedYaml(TEXT, [{ path: ['channels', 1, 'response', 'half'], value: 5 }]);
  expect(edited).toContain('# A shop');
  expect(edited).toContain('# what we pay');
  expect(parseYaml(edited, 'x.yaml').root).toMatchObject({ channels: [{}, { response: { half: 5 } }] });
});

test('what stands behind an alias changes in its own place only', () => {
  const text = 'a: &one { budget: 5, cost: &price 1 }\nb: *one\nc: *price\n';
  const { root } = parseYaml(editedYaml(text, [{ path: ['b', 'budget'], value: 7 }]), 'x.yaml');
  expect(root).toEqual({ a: { budget: 5, cost: 1 }, b: { budget: 7, cost: 1 }, c: 1 });
  const other = editedYaml('a: &n 5 # five\nb: *n\n', [{ path: ['b'], value: 6 }]);
  expect(parseYaml(other, 'x.yaml').root).toEqual({ a: 5, b: 6 });
});

test('a value that never had a text gets one', () => {
  expect(parseYaml(newYaml({ a: [1, { b: 'x' }] }), 'x.yaml').root).toEqual({ a: [1, { b: 'x' }] });
});
