/** The one generator of `seedrandom` that is used, without the others (and without Node's `crypto`, which they ask for). */
declare module 'seedrandom/lib/tychei.js' {
  import type seedrandom from 'seedrandom';

  const tychei: typeof seedrandom.tychei;
  export default tychei;
}
