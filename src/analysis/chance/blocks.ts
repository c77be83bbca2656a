import type { CellGrid } from '../../engine/montecarlo/cells.ts';
import { GRID_BYTES, Tally, type TallyData } from '../../engine/montecarlo/tally.ts';
import { BLOCK } from './runs.ts';

/** What a sampler keeps to; tests make them small. */
export interface SamplerLimits {
  /** Runs in a block. */
  readonly block: number;
  /** Up to so many runs the values of every metric are kept; beyond, they stand in the cells of a grid. */
  readonly kept: number;
  /** What the tallies of one drawing may take, on grids for each thread: for more metrics the runs are drawn again. */
  readonly bytes: number;
}

const LIMITS: SamplerLimits = { block: BLOCK, kept: 100_000, bytes: 402_653_184 };

/** What is tallied at one place of a job, and the grid of each tally; null where all values are kept. */
interface Place {
  readonly place: number;
  readonly grids: readonly (CellGrid | null)[];
}

/** One drawing of all runs, as plain data for threads. */
export interface Pass {
  readonly places: readonly Place[];
  /** True for the first drawing, in which what needs no tally is counted. */
  readonly first: boolean;
  /** True where the grids are laid out from all runs: their cells are narrow enough. */
  readonly last: boolean;
}

const NOTHING: Pass = { places: [], first: false, last: false };

/** What is made by any sampler. */
export interface Tallied {
  readonly tallies: readonly TallyData[];
}

/**
 * Draws runs block by block and tallies metrics: in one drawing where memory allows it, else in several of the same runs.
 * Any split of a drawing's blocks among samplers gives the same to the last bit, once merged.
 */
export abstract class BlockSampler<Sample extends Tallied> {
  readonly blocks: number;
  protected readonly limits: SamplerLimits;
  private readonly runs: number;
  /** Places that fit into one drawing. */
  private readonly room: number;
  private readonly todo: Pass[];
  private readonly again: Place[] = [];
  private pass: Pass = NOTHING;
  private tallies: Tally[] = [];

  /**
   * @param places how many metrics are tallied
   * @param width tallies of each
   */
  constructor(runs: number, places: number, width: number, limits = LIMITS) {
    this.runs = runs;
    this.limits = limits;
    this.blocks = Math.ceil(runs / limits.block);
    const bytes = width * (runs > limits.kept ? GRID_BYTES : 8 * runs);
    this.room = Math.max(1, Math.floor(limits.bytes / bytes));
    const grids = Array.from({ length: width }, () => null);
    const all = Array.from({ length: places }, (_, place) => ({ place, grids }));
    const [first = NOTHING, ...others] = this.passesOf(all, false);
    this.todo = [{ ...first, first: true }, ...others];
  }

  /** What is to be drawn next; null when all is known. The blocks of the one before have been drawn, or merged. */
  nextPass(): Pass | null {
    this.settle();
    if (this.todo.length === 0) this.todo.push(...this.passesOf(this.again.splice(0), true));
    const next = this.todo.shift();
    if (!next) return null;
    this.begin(this.runs > this.limits.kept ? this.onGrids(next) : next);
    return this.pass;
  }

  /** Gets ready for a drawing, of which nothing is tallied yet. */
  begin(pass: Pass): void {
    this.pass = pass;
    this.tallies = pass.places.flatMap(({ grids }) =>
      grids.map((grid) => new Tally(grid, Math.min(this.runs, this.limits.kept))),
    );
    this.prepare(pass);
  }

  /** Draws a block of the runs. */
  drawBlock(block: number): void {
    this.draw(block, Math.min(this.limits.block, this.runs - block * this.limits.block));
  }

  toSample(): Sample {
    return this.sampleOf(this.tallies.map((tally) => tally.toData()));
  }

  merge(sample: Sample): void {
    for (const [i, data] of sample.tallies.entries()) this.tallies[i].merge(data);
    this.addCounts(sample);
  }

  /** Tally j of the n-th place of the drawing. */
  protected tally(n: number, j: number): Tally {
    return this.tallies[n * this.pass.places[n].grids.length + j];
  }

  /** Gets ready to draw the metrics of some places, with nothing counted there. */
  protected abstract prepare(pass: Pass): void;

  /** Draws the first runs of a block, and tallies and counts what they come to. */
  protected abstract draw(block: number, runs: number): void;

  protected abstract sampleOf(tallies: readonly TallyData[]): Sample;

  /** Adds what another sampler counted in the same drawing. */
  protected abstract addCounts(sample: Sample): void;

  /** Takes from the tallies of a place what is to be known of it. */
  protected abstract keep(place: number, tallies: readonly Tally[]): void;

  /** Keeps what the last drawing told; places whose grids were too coarse are drawn again on finer ones. */
  private settle(): void {
    for (const [n, { place, grids }] of this.pass.places.entries()) {
      const tallies = grids.map((_, j) => this.tally(n, j));
      const finer = tallies.map((tally) => (this.pass.last ? null : tally.secondGrid()));
      if (finer.every((grid) => grid === null)) this.keep(place, tallies);
      else this.again.push({ place, grids: finer.map((grid, j) => grid ?? grids[j]) });
    }
    this.pass = NOTHING;
    this.tallies = [];
  }

  private passesOf(places: readonly Place[], last: boolean): Pass[] {
    const passes = Math.ceil(places.length / this.room);
    return Array.from({ length: passes }, (_, i) => ({
      places: places.slice(i * this.room, (i + 1) * this.room),
      first: false,
      last,
    }));
  }

  /** Draws the first block of a pass and lays out the grids of the pass by it. */
  private onGrids(pass: Pass): Pass {
    if (pass.last) return pass;
    this.begin(pass);
    this.drawBlock(0);
    const places = pass.places.map(({ place, grids }, n) => ({
      place,
      grids: grids.map((_, j) => this.tally(n, j).firstGrid()),
    }));
    return { ...pass, places };
  }
}

/** Draws all that a sampler has to, a block at a step. */
export function* blocksOf(sampler: BlockSampler<Tallied>): Generator<void> {
  while (sampler.nextPass()) {
    for (let block = 0; block < sampler.blocks; block++) {
      sampler.drawBlock(block);
      yield;
    }
  }
}
