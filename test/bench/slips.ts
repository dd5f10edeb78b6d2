// The evening before the slips go out: a thousand of them with their covers in one packet.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asked, Questionnaire } from '#contract/questionnaire.ts';
import { drawCover } from '../../server/invitations/paper-packs/draw-cover.ts';
import { FormPress } from '../../server/invitations/paper-packs/draw-form.ts';
import { newPaper, nextPage } from '../../server/invitations/slips/paper.ts';
import { writeSlips } from '../../server/invitations/slips/slip-book.ts';
import { coverOf, slipOf } from '../../server/invitations/slips/slip-text.ts';
import type { Secrets } from '../../server/secrets.ts';
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
  const packs = await measurePacks(secrets);
  await rm(folder, { recursive: true });
  return [
    { label: '1,000 slips in a packet', measured: seconds, goal: '≤ 10', unit: 's' },
    { label: '1,000 slips in a packet, size', measured: bytes / 1e6, goal: '', unit: 'MB' },
    { label: '1,000 paper packs, covers and forms', measured: packs, goal: '≤ 10', unit: 's' },
  ];
}

const QUESTIONS = join(
  import.meta.dirname,
  '../../server/campaigns/questionnaires/sipas-2023-2026.json',
);

/** A cover with its strip for each person, and as many forms of two pages. */
async function measurePacks(secrets: Secrets): Promise<number> {
  const whole = Questionnaire.parse(JSON.parse(await readFile(QUESTIONS, 'utf8')));
  const start = threadTime();
  const paper = newPaper('bench', new Date());
  const { officeName, collectTo, agencyName } = PACK_TERMS;
  const press = new FormPress(paper, asked(whole, 'service'), officeName, 'normal');
  const place = { agencyName, fieldName: 'Hộ tịch' };
  async function write() {
    for (const row of slipRows(SLIPS)) {
      await nextPage(paper);
      const slip = slipOf(PACK_TERMS, row, secrets);
      const addressee = coverOf(PACK_TERMS, row);
      const pack = { caseNumber: '1234567890', fieldName: place.fieldName, hasCode: true };
      drawCover(paper, { ...pack, slip, addressee, collectTo });
    }
    for (let n = 0; n < SLIPS; n += 1)
      await press.print({ number: String(10_000_000 + n), title: 'Phiếu ý kiến', ...place });
    paper.end();
  }
  const written = write();
  for await (const _ of paper);
  await written;
  return (threadTime() - start) / 1000;
}
