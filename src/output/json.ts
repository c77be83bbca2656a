import { plainJson } from './plain.ts';

/** The version of the JSON documents that this program writes. */
const FORMAT = 1;

/** Draws a result as the JSON document of a command, at full precision. */
export function renderJson(command: string, result: object): string {
  return `${plainJson(JSON.stringify({ flywheel: FORMAT, command, ...result }, null, 2))}\n`;
}
