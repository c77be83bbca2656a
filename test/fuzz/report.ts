/** What a process is told to try: `count` inputs of a seed, or one that stands in a file. */
export interface BatchOrder {
  readonly seed: number;
  readonly count: number;
  readonly only: string | null;
  /** Milliseconds for making the input of a fault smaller. */
  readonly patience: number;
  /** Where it writes the number of the input that it is at, and how it went. */
  readonly current: string;
  readonly result: string;
}

/** Something that must not be, and the packed input that brings it about. */
export interface Fault {
  readonly what: string;
  readonly input: string;
}

/** How a batch went. After a fault nothing is counted any more: what is tried then only makes its input smaller. */
export interface BatchReport {
  tried: number;
  codes: Record<string, number>;
  slowest: { ms: number; input: string };
  /** Bytes of memory. */
  peak: number;
  fault: Fault | null;
}

export const emptyReport = (): BatchReport => ({
  tried: 0,
  codes: {},
  slowest: { ms: 0, input: '' },
  peak: 0,
  fault: null,
});
