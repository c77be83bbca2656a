/**
 * Decimals of a currency's minor unit, where they are not two (ISO 4217, list one, 2024). The engine's own `Intl`
 * would take them from a list that differs between machines, and a library brings names and countries of all.
 */
const DECIMALS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const decimalsByCode = new Map(
  Object.entries(DECIMALS).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)])),
);

/** Decimals of an amount: those of the currency, or two without one. */
export function decimalsOf(currency: string | undefined): number {
  return decimalsByCode.get(currency ?? '') ?? 2;
}
