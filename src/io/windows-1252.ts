/** What stands at 0x80 to 0x9f; five of these are no signs, and stay controls. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * A text in Windows-1252, which is Latin-1 but for 32 signs. Node's own decoder took these for controls in some versions
 * (nodejs/node#56542).
 */
export const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => SIGNS[control.charCodeAt(0) - 0x80]);
