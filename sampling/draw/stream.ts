import { SamplingError } from '../errors.ts';
import { emptyFrame, notCanonical } from '../frame/canonical.ts';
import { FrameLines } from '../frame/frame-lines.ts';
import { Sha256, toHex } from '../randomness/sha256.ts';
import { TicketSource } from '../randomness/ticket.ts';
import type { PlanRow } from './plan.ts';
import { parsePlan, planHash } from './plan.ts';
import type { DrawSeed } from './seed.ts';
import { drawKey, keyHex, parseSeed } from './seed.ts';
import { SmallestTickets } from './smallest-tickets.ts';
import { StratumIndex } from './stratum-index.ts';

/** One drawn unit: `order` counts from 1 inside its stratum, reserves follow the sample. */
export interface Selected {
  readonly stratum: string;
  readonly order: number;
  readonly role: 'sample' | 'reserve';
  readonly unitId: string;
  /** Ticket number, 64 lower-case hex digits. */
  readonly ticket: string;
}

/** A completed draw. */
export interface Drawn {
  /** Draw key, 64 lower-case hex digits. */
  readonly key: string;
  /** Units of the frame. */
  readonly units: number;
  readonly selected: Selected[];
}

/**
 * A draw whose frame arrives in pieces, so that ten million units need no more memory than their
 * sample. Stratified simple random sampling without replacement by ticket numbers: in stratum h
 * the n_h smallest tickets are the sample, the next reserves_h the reserves.
 * Source: SIPAS-DRAW/1; Ohlsson (1995), Rivest (2018).
 */
export class DrawStream {
  private readonly seed: Required<DrawSeed>;
  private readonly key: Uint8Array;
  private readonly rows: PlanRow[];
  private readonly hash = new Sha256();
  private readonly counts: Int32Array;
  private readonly smallest: SmallestTickets;
  private readonly lines: FrameLines;
  private unplanned: string | undefined;

  /** Throws what `parseSeed` and `parsePlan` throw, and PlanHashMismatch. */
  constructor(seed: string, plan: string) {
    this.seed = parseSeed(seed);
    this.key = drawKey(seed);
    requireHash('PlanHashMismatch', 'plan', this.seed.planHash, planHash(plan));
    this.rows = parsePlan(plan);
    this.counts = new Int32Array(this.rows.length);
    this.smallest = new SmallestTickets(this.rows.map(taken));
    this.lines = this.openLines();
  }

  /** Takes the next bytes of frame.tsv. */
  write(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.lines.write(bytes);
  }

  /** Throws FrameHashMismatch, EmptyFrame, FrameNotCanonical, PlanDoesNotFit. */
  finish(): Drawn {
    this.lines.end();
    const found = toHex(this.hash.digest());
    requireHash('FrameHashMismatch', 'frame', this.seed.frameHash, found);
    const { fault, count } = this.lines;
    if (fault !== undefined) throw notCanonical(fault.line, fault.reason);
    if (count === 0) throw emptyFrame();
    this.requireFit();
    return { key: keyHex(this.key), units: count, selected: this.rows.flatMap(this.selectedIn) };
  }

  private openLines(): FrameLines {
    const { counts, smallest } = this;
    const strata = new StratumIndex(this.rows.map((row) => row.stratum));
    const tickets = new TicketSource(this.key);
    return new FrameLines((bytes, from, tab, end) => {
      const h = strata.find(bytes, tab + 1, end);
      if (h < 0) {
        this.unplanned ??= new TextDecoder().decode(bytes.subarray(tab + 1, end));
        return;
      }
      counts[h] = counts[h]! + 1;
      smallest.offer(h, tickets.words(bytes, from, tab), bytes, from, tab);
    });
  }

  private requireFit(): void {
    if (this.unplanned !== undefined)
      throw doesNotFit(this.unplanned, 'the frame has this stratum, the plan has not');
    this.rows.forEach(({ stratum, population }, h) => {
      if (this.counts[h] !== population)
        throw doesNotFit(stratum, `the plan says ${population} units, the frame ${this.counts[h]}`);
    });
  }

  private readonly selectedIn = ({ stratum, sample }: PlanRow, h: number): Selected[] =>
    this.smallest.inOrder(h).map(({ unitId, ticket }, i) => ({
      stratum,
      order: i + 1,
      role: i < sample ? 'sample' : 'reserve',
      unitId,
      ticket,
    }));
}

const taken = ({ population, sample, reserves }: PlanRow) =>
  Math.min(population, sample + reserves);

function requireHash(name: string, document: string, committed: string, found: string): void {
  if (committed !== found)
    throw new SamplingError(name, `The ${document} is not the one the seed commits to.`, {
      committed,
      found,
    });
}

const doesNotFit = (stratum: string, reason: string) =>
  new SamplingError('PlanDoesNotFit', `The plan does not fit the frame in ${stratum}: ${reason}.`, {
    stratum,
    reason,
  });
