/**
 * Truth: “a secret or personal datum in log, URL or error” may never happen (STYLE, docs/trust.md). Each endpoint of citizens and of accounts is asked
 * with a person's secret at each place of a request in turn, whether the schema wants a text there or not. Nothing that a
 * refusal says, nothing in the log, the metrics, an address or, of what was refused, the journal has it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked, PlantedOffice } from '../planted-secrets.ts';
import { inOrder, plantedOffice } from '../planted-secrets.ts';

let planted: PlantedOffice;
beforeAll(async () => {
  planted = await plantedOffice();
});
afterAll(() => planted?.close());

const asked = inOrder.filter(({ endpoint }) => !endpoint.path.includes(':campaignId'));
const NAME = '$feature · $name';
// Beside one another, where no stage ends: readings of one thing are 50 ms apart.
describe.concurrent.each(asked.filter(({ isEnding }) => !isEnding))(NAME, ofEndpoint);
describe.each(asked.filter(({ isEnding }) => isEnding))(NAME, ofEndpoint);

function ofEndpoint(endpoint: Asked): void {
  test('refuses without a word of what was sent', async () => {
    expect(await planted.toldBy(endpoint)).toEqual([]);
  });
}

const STEPS = [
  '',
  '/bat-dau',
  '/trang-1',
  '/trang-11',
  '/tiep-tuc',
  '/gui',
  '/tu-choi',
  '/xoa-thong-tin',
];

test('no form of the citizen’s pages sends anybody to an address with what was typed', async () => {
  const { office, campaign, secrets, foundIn } = planted;
  const { token } = campaign.invitations.at(-1)!;
  for (const secret of Object.values(secrets))
    for (const url of [
      '/',
      '/phan-anh',
      '/phan-anh/tra-cuu',
      '/kiem-tra',
      ...STEPS.map((step) => `/${token}${step}`),
    ]) {
      const typed = ['9.24', 'then', 'code', 'comment', 'reason', 'text', 'number', 'lang', secret];
      const reply = await office.app.inject({
        method: 'POST',
        url,
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(
          typed.map((name): [string, string] => [name, secret]),
        ).toString(),
      });
      const location = decodeURIComponent(String(reply.headers.location ?? ''));
      // A slip's code opens its own page: the link is the person's.
      if (secret !== secrets['slip code']) expect(foundIn(location)).toEqual([]);
    }
});

test('log, metrics and journal hold nothing of all that', async () => {
  // Not all was refused by its form alone.
  expect(planted.met.size).toBeGreaterThan(18);
  const { figures, ...traces } = await planted.traces();
  expect(figures).toContain('/api/responses/:submissionId');
  expect(traces).toEqual({ log: [], metrics: [], journal: [] });
});
