// The evening before the slips go out: a thousand of them with their covers in one packet.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPaper } from '../../server/invitations/slips/paper.ts';
import { writeSlips } from '../../server/invitations/slips/slip-book.ts';
import { openSecrets } from '../../server/secrets.ts';
import { PACK_TERMS, slipRows } from '../slip-rows.ts';
import type { BenchRow } from './row.ts';
import { threadTime } from './row.ts';

const SLIPS = 1000;

export async function measure(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slips-'));
  const secrets = await openSecrets(folder);
  const start = threadTime();
  const paper = newPaper('bench', new Date());
  const written = writeSlips(paper, PACK_TERMS, slipRows(SLIPS), secrets).then(() => paper.end());
  let bytes = 0;
  for await (const chunk of paper) bytes += (chunk as Buffer).length;
  await written;
  const seconds = (threadTime() - start) / 1000;
  await rm(folder, { recursive: true });
  return [
    { what: '1,000 slips in a packet', measured: seconds, goal: '≤ 10', unit: 's' },
    { what: '1,000 slips in a packet, size', measured: bytes / 1e6, goal: '', unit: 'MB' },
  ];
}
