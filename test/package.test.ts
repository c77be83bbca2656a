import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const packed: string[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], { cwd: ROOT, encoding: 'utf8' }),
)[0].files.map(({ path }: { path: string }) => path);

describe('the package', () => {
  test('has what it exports, every bundled scenario, and the documents of a user', () => {
    const exported = [exports['.'].types, exports['.'].default, exports['./schema.json'], exports['./package.json']];
    const files = exported.map((path: string) => path.replace('./', ''));
    const documents = ['README.md', 'CHANGELOG.md', 'LICENSE', 'scenarios/README.md', 'src/commands/README.md'];
    expect(packed).toEqual(expect.arrayContaining([...files, ...documents, 'scenarios/hundred-per-cycle.json']));
  });

  test('has no sources, tests or pictures', () => {
    const others = packed.filter((path) => !/^(bin|dist|scenarios)\/|^[^/]+$/.test(path));
    expect(others).toEqual(['src/commands/README.md']);
  });

  test('has no code that was compiled for the Node of this machine', () => {
    expect(packed.filter((path) => path.endsWith('.bin'))).toEqual([]);
  });

  test('leaves nothing of the library in a bundle that uses nothing of it', async () => {
    const stdin = { contents: "import { readScenario } from './dist/index.js'; console.log(1);", resolveDir: ROOT };
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', logLevel: 'silent' });
    expect(outputFiles[0].text.length).toBeLessThan(100);
  });
});

test('its schema is one that a checker takes as it is, by its own name', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'dist/schema.json'), 'utf8'));
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(schema);
  const check = ajv.getSchema(schema.$id);
  expect(schema.$id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(check?.(JSON.parse(readFileSync(join(ROOT, 'scenarios/value-journey.json'), 'utf8')))).toBe(true);
  expect(check?.({ rotations: 1, stages: [{ id: 'a' }] })).toBe(false);
});
