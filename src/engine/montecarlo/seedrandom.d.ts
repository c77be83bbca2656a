/** The one generator of `seedrandom` that is used, without the others (and without Node's `crypto`, which they ask for). */
declare module 'seedrandom/lib/alea.js' {
  import type seedrandom from 'seedrandom';

  const alea: typeof seedrandom.alea;
  export default alea;
}
