/**
 * Truth: “a secret or personal datum in log, URL or error” may never happen (STYLE, docs/trust.md). Each endpoint of citizens
 * and of accounts is asked with a person's secret at each place of a request in turn, whether the schema wants a text there or
 * not. Nothing that a refusal says, nothing in the log, the metrics, an address or, of what was refused, the journal has it.
 */
import { expect, test } from 'vitest';
import { expectNoTrace, refusedEndpoints } from '../refused-endpoints.ts';

const planted = refusedEndpoints(({ path }) => !path.includes(':campaignId'));

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
  const { office, campaign, secrets, foundIn } = planted();
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

test('log, metrics and journal hold nothing of all that', () =>
  expectNoTrace(planted(), { kinds: 18, address: '/api/responses/:submissionId' }));
