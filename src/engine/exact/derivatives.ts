import type { Arithmetic, Bringing } from './arithmetic.ts';

/**
 * First and second derivative of a generating function at z = 1: the mean and E[X (X - 1)] of what it counts. Totals
 * hold the mean and the variance instead, which simply add up, so that no digits cancel where many people come.
 */
export function jets(size: number): Arithmetic {
  const store = new Float64Array(2 * size);
  return {
    store,
    width: 2,
    variable: (to) => set(store, to, 1, 0),
    clear: (to) => set(store, to, 0, 0),
    copy: (to, from) => set(store, to, store[from], store[from + 1]),
    shrink: (to, share) => set(store, to, share * store[to], share * store[to + 1]),
    mix: (to, share, from) => add(store, to, share * store[from], share * store[from + 1]),
    times: (to, from) => multiply(store, to, store[from], store[from + 1]),
    raise: (to, from, people) => {
      const first = people * store[from];
      multiply(store, to, first, people * store[from + 1] + first * (first - store[from]));
    },
    perhaps: (to, from, share) => multiply(store, to, share * store[from], share * store[from + 1]),
    poisson: (to, from, mean) => {
      const first = mean * store[from];
      multiply(store, to, first, mean * store[from + 1] + first * first);
    },
    geometric: (to, from, mean) => {
      const first = mean * store[from];
      multiply(store, to, first, mean * store[from + 1] + 2 * first * first);
    },
    totals: moments(store),
  };
}

const moments = (store: Float64Array): Bringing => ({
  raise: (to, from, people) => {
    const first = store[from];
    add(store, to, people * first, people * (store[from + 1] + first - first * first));
  },
  perhaps: (to, from, share) => {
    const first = share * store[from];
    add(store, to, first, share * store[from + 1] + first - first * first);
  },
  poisson: (to, from, mean) => add(store, to, mean * store[from], mean * (store[from + 1] + store[from])),
});

function set(store: Float64Array, to: number, first: number, second: number): void {
  store[to] = first;
  store[to + 1] = second;
}

function add(store: Float64Array, to: number, first: number, second: number): void {
  store[to] += first;
  store[to + 1] += second;
}

/** (h g)'' = h'' + 2 h' g' + g'', as both are 1 at z = 1. */
function multiply(store: Float64Array, to: number, first: number, second: number): void {
  store[to + 1] += 2 * store[to] * first + second;
  store[to] += first;
}
