/** The smallest count whose cumulative probability is above a uniform, from wherever it is guessed: see `count-search.ts`. */
export declare function searchCount(n: f64, p: f64, mean: f64, uniform: f64, guess: f64): f64;
