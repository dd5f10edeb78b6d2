import { createHmac } from 'node:crypto';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { TicketSource } from '#sampling/randomness/ticket.ts';
import type { BenchRow } from './row.ts';
import { medianTime } from './row.ts';

const AGENCIES = 500_000;
const ID_LENGTH = 22;

/** Ids of 22 bytes side by side, as a frame holds them: messages of 29 bytes. */
function idBytes(agencies: number): Uint8Array {
  const text = Array.from({ length: agencies }, (_, i) => `C001.F1-${String(i).padStart(14, '0')}`);
  return new TextEncoder().encode(text.join(''));
}

export function measure(): BenchRow[] {
  const key = new Uint8Array(32).fill(7);
  const ids = idBytes(AGENCIES);
  const source = new TicketSource(key);
  const own = medianTime(() => {
    let check = 0;
    for (let i = 0; i < AGENCIES; i++)
      check ^= source.words(ids, i * ID_LENGTH, (i + 1) * ID_LENGTH)[0]!;
    return check;
  });
  const platform = medianTime(() => {
    for (let i = 0; i < AGENCIES / 10; i++)
      createHmac('sha256', key)
        .update('ticket|')
        .update(ids.subarray(i * ID_LENGTH, (i + 1) * ID_LENGTH))
        .digest();
  }, 3);
  const text = 'C001-F1-003321\tC001.F1\n'.repeat(1_000_000);
  const frame = medianTime(() => sha256Text(text), 3);
  return [
    { label: 'tickets', measured: AGENCIES / own / 1000, goal: '≥ 1.3', unit: 'million/s' },
    {
      label: 'tickets, times as fast as node:crypto createHmac',
      measured: (platform * 10) / own,
      goal: '',
      unit: 'times',
    },
    { label: 'frame hash', measured: text.length / frame / 1000, goal: '', unit: 'MB/s' },
  ];
}
