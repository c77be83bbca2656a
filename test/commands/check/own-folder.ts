import { afterEach, beforeEach } from 'vitest';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel, newFolder, removeFolder, type SessionOptions } from '../../cli/session.ts';

/** An assertion that the worked example keeps, and one that it breaks. */
export const HOLDS = { metric: 'gain@5', is: 47, within: 0.5 };
export const FAILS = { metric: 'gain@5', above: 50 };

/** The worked example, in which every advocate brings so many. */
export const bringing = (perMember: number, changes: Record<string, unknown> = {}): string =>
  fileWith({ loops: worked.loops.map((loop) => ({ ...loop, perMember })), ...changes });

/** `flywheel check` in a folder that every test of a file has for itself. */
export function ownFolder() {
  const place = { folder: '' };
  beforeEach(() => {
    place.folder = newFolder();
  });
  afterEach(() => removeFolder(place.folder));

  const here = (args: string, options: SessionOptions = {}) =>
    flywheel(['check', ...args.split(' ').filter(Boolean)], { ...place, ...options });

  const put = (files: Record<string, string>) => flywheel(['--version'], { ...place, files });

  const json = async (args: string, options: SessionOptions = {}) => {
    const session = await here(`${args} --format json`, options);
    return { ...session, document: JSON.parse(session.out) };
  };

  const statuses = async (args: string, options: SessionOptions = {}) => {
    const { document, code } = await json(args, options);
    return {
      code,
      ...Object.fromEntries(document.files.map((file: Record<string, string>) => [file.path, file.status])),
    };
  };

  return { place, here, put, json, statuses };
}
