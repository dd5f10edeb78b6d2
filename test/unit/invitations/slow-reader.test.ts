// Truth: a packet of a province is tens of megabytes; a reader on a slow line must not make the server hold it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { newPaper } from '../../../server/invitations/slips/paper.ts';
import { writeSlips } from '../../../server/invitations/slips/slip-book.ts';
import { openSecrets } from '../../../server/secrets.ts';
import { PACK_TERMS, slipRows } from '../../slip-rows.ts';

const SLIPS = 250;
const folder = await mkdtemp(join(tmpdir(), 'slow-reader-'));
const secrets = await openSecrets(folder);
afterAll(() => rm(folder, { recursive: true }));

test('pages wait for a reader who takes none, and go on when pages are taken', async () => {
  const paper = newPaper('slow', new Date());
  const written = writeSlips(paper, PACK_TERMS, slipRows(SLIPS), secrets).then(() => {
    paper.end();
    return 'written';
  });
  let unread = -1;
  // Until no page has come for a while: a quick machine, a slow and a busy one stop at the same place.
  while (paper.readableLength > unread || unread < 100_000) {
    unread = paper.readableLength;
    await setTimeout(300);
  }
  expect(unread).toBeGreaterThan(100_000);
  expect(unread).toBeLessThan(600_000);
  expect(await Promise.race([written, setTimeout(50, 'waiting')])).toBe('waiting');
  let bytes = 0;
  for await (const chunk of paper) bytes += (chunk as Buffer).length;
  expect(await written).toBe('written');
  expect(bytes).toBeGreaterThan(2 * unread);
});

test('a reader who leaves ends the writing', async () => {
  const paper = newPaper('gone', new Date());
  const written = writeSlips(paper, PACK_TERMS, slipRows(SLIPS), secrets);
  paper.destroy();
  await expect(written).rejects.toThrow('has gone');
});
