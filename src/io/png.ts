import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../model/errors.ts';

/** The font of pictures, two above this file before and after bundling: a machine may have none of its own. */
const FONT = fileURLToPath(new URL('../../dist/fonts/Arimo-Regular.ttf', import.meta.url));

/** Pixels of the picture to one of the chart: sharp on a slide. */
const ZOOM = 2;

type Resvg = typeof import('@resvg/resvg-js');

/**
 * Draws an SVG as PNG with the font of ours, and with no other: the same bytes on every machine.
 * @throws InputError where the library has no build for this machine
 */
export async function renderPng(svg: string, load: () => Promise<Resvg> = native): Promise<Uint8Array> {
  readFileSync(FONT); // resvg would leave out every text and say nothing
  const { Resvg } = await load().catch(noLibrary);
  const font = { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM } }).render().asPng();
}

const native = (): Promise<Resvg> => import('@resvg/resvg-js');

function noLibrary(): never {
  throw InputError.of(
    'a .png needs the library @resvg/resvg-js, which is not installed or has no build for this machine: ' +
      'npm install @resvg/resvg-js, or write a .svg instead, which every browser and office program opens',
  );
}

/** Characters that the font has a shape for: Latin, Greek, Cyrillic, Hebrew, and the signs that charts use. */
const KNOWN =
  /^[\n\u0020-\u007e\u00a0-\u052f\u05d0-\u05ea\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20be\u2212]*$/;

/** What to know about texts that the picture cannot show. */
export function unknownCharacters(svg: string): string[] {
  const texts = [...svg.matchAll(/>([^<]+)</g)].map(([, text]) => text);
  if (texts.every((text) => KNOWN.test(text))) return [];
  return ['the font of .png pictures lacks some of these characters: a .svg takes those of the machine that shows it'];
}
