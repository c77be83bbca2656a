/** The first block that nobody has taken yet, and the block to end before. */
const [NEXT, END] = [0, 1];

/**
 * The blocks of a drawing, which several threads take piece by piece: whoever started late or is slow draws fewer. Pieces of
 * neighbours get shorter towards the end, so that all are done at the same time.
 */
export class SharedBlocks {
  /** What a thread is told, to take blocks as well. */
  readonly state: Int32Array;
  private readonly threads: number;

  /** @param threads how many take blocks */
  constructor(state: Int32Array, threads: number) {
    this.state = state;
    this.threads = threads;
  }

  /** None of so many blocks is taken yet. */
  static of(blocks: number, threads: number): SharedBlocks {
    const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    state[END] = blocks;
    return new SharedBlocks(state, threads);
  }

  /** The blocks for whoever asks, until there are no more for anybody. */
  *taken(): Generator<number> {
    for (let [from, to] = this.piece(); from < to; [from, to] = this.piece()) {
      for (let block = from; block < to && block < Atomics.load(this.state, END); block++) yield block;
    }
  }

  /** No block from this one on is of use any more; those before it still are. */
  endAt(block: number): void {
    for (;;) {
      const end = Atomics.load(this.state, END);
      if (end <= block || Atomics.compareExchange(this.state, END, end, block) === end) return;
    }
  }

  private piece(): readonly [from: number, to: number] {
    for (;;) {
      const from = Atomics.load(this.state, NEXT);
      const left = Math.max(0, Atomics.load(this.state, END) - from);
      const to = from + Math.ceil(left / (2 * this.threads));
      if (Atomics.compareExchange(this.state, NEXT, from, to) === from) return [from, to];
    }
  }
}
