/** How many values there are, their mean, and their squared deviations from it added up. */
export interface Moments {
  readonly runs: number;
  readonly mean: number;
  readonly squares: number;
}

/** The moments of 2^level blocks, from block 2^level x index on. */
interface Node extends Moments {
  readonly level: number;
  readonly index: number;
}

/**
 * Mean and deviation of values that come block by block, in any order and from any number of threads, always the same to
 * the last bit: neighbours are added up in pairs, these in pairs again, so that what is added to what depends on the
 * numbers of the blocks alone. Of n blocks that are made one after the other, up to log2 n nodes are kept.
 */
export class MomentTree {
  private readonly nodes = new Map<number, Node>();

  add(block: number, moments: Moments): void {
    this.place({ level: 0, index: block, ...moments });
  }

  merge(data: Float64Array): void {
    for (let i = 0; i < data.length; i += 5) {
      const [level, index, runs, mean, squares] = data.subarray(i, i + 5);
      this.place({ level, index, runs, mean, squares });
    }
  }

  toData(): Float64Array {
    return Float64Array.from(
      [...this.nodes.values()].flatMap(({ level, index, runs, mean, squares }) => [level, index, runs, mean, squares]),
    );
  }

  /** Moments of all blocks together. */
  total(): Moments {
    const inOrder = [...this.nodes.values()].sort((a, b) => firstBlock(a) - firstBlock(b));
    return inOrder.reduce<Moments>(together, { runs: 0, mean: 0, squares: 0 });
  }

  private place(node: Node): void {
    const sibling = keyOf(node.level, node.index ^ 1);
    const other = this.nodes.get(sibling);
    if (!other) {
      this.nodes.set(keyOf(node.level, node.index), node);
      return;
    }
    this.nodes.delete(sibling);
    const [left, right] = node.index < other.index ? [node, other] : [other, node];
    this.place({ level: node.level + 1, index: node.index >>> 1, ...together(left, right) });
  }
}

/** Levels are fewer than 31: 2^30 blocks are more than any run has. */
const firstBlock = ({ level, index }: Node): number => index * (1 << level);

/** Levels are fewer than 64. */
const keyOf = (level: number, index: number): number => index * 64 + level;

/**
 * The moments of values whose deviations from a number were added up, and the squares of these. Digits are lost only where
 * that number is far from all of them: one of the values is near enough.
 */
export function momentsAbout(from: number, runs: number, sum: number, squares: number): Moments {
  if (runs === 0) return { runs, mean: 0, squares: 0 };
  const apart = sum / runs;
  return { runs, mean: from + apart, squares: Math.max(0, squares - sum * apart) };
}

/** The value that deviations are taken from. */
export const anyOf = (values: Float64Array): number => values.find((value) => !Number.isNaN(value)) ?? 0;

/** Chan, Golub & LeVeque 1979, equations 2.1. */
function together(a: Moments, b: Moments): Moments {
  if (a.runs === 0 || b.runs === 0) return a.runs === 0 ? b : a;
  const runs = a.runs + b.runs;
  const apart = b.mean - a.mean;
  const share = b.runs / runs;
  return {
    runs,
    mean: a.mean + apart * share,
    squares: a.squares + b.squares + apart * apart * a.runs * share,
  };
}
