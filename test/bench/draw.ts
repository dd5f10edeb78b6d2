import { createHash } from 'node:crypto';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { seedText } from '#sampling/draw/seed.ts';
import { SmallestTickets } from '#sampling/draw/smallest-tickets.ts';
import { DrawStream } from '#sampling/draw/stream.ts';
import type { BenchRow } from './row.ts';
import { repeatableNumbers, threadTime } from './row.ts';

const AGENCIES = 10_000_000;
const STRATA = 26_568;
/** 260 KB a piece, as the command line reads a file. */
const PIECE = 10_000;
const LINE = 26;

const stratumCode = (h: number) => `S${String(h).padStart(5, '0')}`;

/** Frame of ten million agencies in pieces: ids ascend, strata fall as they come. */
function* framePieces(): Generator<{ bytes: Uint8Array; strata: Int32Array }> {
  const next = repeatableNumbers(2026);
  const bytes = new Uint8Array(PIECE * LINE);
  const strata = new Int32Array(PIECE);
  for (let from = 0; from < AGENCIES; from += PIECE) {
    for (let i = 0; i < PIECE; i++) {
      const h = Math.floor(next() * STRATA);
      strata[i] = h;
      writeLine(bytes, i * LINE, from + i, h);
    }
    yield { bytes, strata };
  }
}

/** `U-000012345678.2026` would be a pseudonym in earnest; only its length matters here. */
function writeLine(bytes: Uint8Array, offset: number, unit: number, h: number): void {
  let rest = unit;
  bytes.fill(48, offset, offset + 18);
  bytes[offset] = 85;
  bytes[offset + 1] = 45;
  for (let i = offset + 17; rest > 0; i--, rest = Math.floor(rest / 10))
    bytes[i] = 48 + (rest % 10);
  bytes[offset + 18] = 9;
  bytes[offset + 19] = 83;
  rest = h;
  bytes.fill(48, offset + 20, offset + 25);
  for (let i = offset + 24; rest > 0; i--, rest = Math.floor(rest / 10))
    bytes[i] = 48 + (rest % 10);
  bytes[offset + 25] = 10;
}

/** Counts the strata and hashes the frame with the platform's hash, before the clock starts. */
function prepare(): { seed: string; plan: string } {
  const hash = createHash('sha256');
  const counts = new Int32Array(STRATA);
  for (const { bytes, strata } of framePieces()) {
    hash.update(bytes);
    for (const h of strata) counts[h]! += 1;
  }
  const plan = planText(
    Array.from(counts, (population, h) => {
      const sample = Math.ceil(population / 100);
      return { stratum: stratumCode(h), population, sample, reserves: sample };
    }),
  );
  const frameHash = hash.digest('hex');
  return {
    plan,
    seed: seedText({ drawId: 'BENCH', frameHash, planHash: planHash(plan), dice: '1'.repeat(20) }),
  };
}

/** Seconds of the whole draw: hashing the frame, reading it, tickets, selection, order. */
function drawTime({ seed, plan }: { seed: string; plan: string }): number {
  let spent = 0;
  const timed = <T>(work: () => T): T => {
    const start = threadTime();
    const result = work();
    spent += threadTime() - start;
    return result;
  };
  const draw = timed(() => new DrawStream(seed, plan));
  for (const { bytes } of framePieces()) timed(() => draw.write(bytes));
  timed(() => draw.finish());
  return spent / 1000;
}

/** Seconds of selecting 1 % of ten million agencies whose tickets are known. */
function selectionTime(): number {
  const next = repeatableNumbers(11);
  const strata = new Uint16Array(AGENCIES).map(() => Math.floor(next() * STRATA));
  const first = new Int32Array(AGENCIES).map(() => Math.floor(next() * 2 ** 32) | 0);
  const id = new TextEncoder().encode('U-0000000000000000');
  const words = new Int32Array(8);
  const start = threadTime();
  const smallest = new SmallestTickets(new Array<number>(STRATA).fill(4));
  for (let i = 0; i < AGENCIES; i++) {
    words[0] = first[i]!;
    words[1] = i;
    smallest.offer(strata[i]!, words, id, 0, id.length);
  }
  for (let h = 0; h < STRATA; h++) smallest.inOrder(h);
  return (threadTime() - start) / 1000;
}

export function measure(): BenchRow[] {
  const whole = drawTime(prepare());
  const memory = process.resourceUsage().maxRSS / 1024;
  return [
    {
      label: 'public draw, 10 million agencies, 26,568 strata',
      measured: whole,
      goal: '≤ 9',
      unit: 's',
    },
    {
      label: 'public draw, largest memory of the process',
      measured: memory,
      goal: '≤ 500',
      unit: 'MB',
    },
    {
      label: 'selection after hashing, 1 % of 10 million agencies',
      measured: selectionTime(),
      goal: '≤ 0.5',
      unit: 's',
    },
  ];
}
