/**
 * A quantity that is equally likely anywhere from `low` to `high`, by inversion: a uniform on 0..1 goes in.
 * @param high at least `low`
 */
export const uniform =
  (low: number, high: number) =>
  (u: number): number =>
    low * (1 - u) + high * u;
