import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MODULES = at('../../node_modules');

/** Where Linux distributions and people keep a Chromium. */
const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The one that is asked for, the one that is installed, or the one of the development dependency. */
export async function executable(): Promise<string> {
  const named = process.env.FLYWHEEL_CHROMIUM ?? KNOWN.find((path) => existsSync(path));
  return named ?? unpacked();
}

/** Unpacks the Chromium of the development dependency, once for each clone: what others leave in /tmp is not for us. */
async function unpacked(): Promise<string> {
  const place = join(MODULES, '.chromium');
  if (!existsSync(place)) {
    const draft = mkdtempSync(`${place}-`);
    const { TMPDIR } = process.env;
    process.env.TMPDIR = draft;
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    try {
      renameSync(draft, place);
    } catch {
      // Another process was faster.
      rmSync(draft, { recursive: true });
    }
  }
  return join(place, 'chromium');
}

/** Arimo, which the command draws with, and a font for the Japanese of the tests. */
const FONTS = [join(MODULES, '@expo-google-fonts/arimo'), at('fonts')];

/**
 * Has a browser on Linux see no fonts but those of the tests, so that what is installed decides nothing.
 * @param folder where to put the settings
 */
export function fontsOnly(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'fonts.conf');
  const places = FONTS.map((font) => `<dir>${font}</dir>`).join('');
  const first = '<edit name="family" mode="prepend" binding="strong"><string>Arimo</string></edit>';
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${places}<cachedir>${folder}</cachedir><match target="pattern">${first}</match></fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
