/**
 * Truth: “a secret or personal datum in log, URL or error” may never happen (STYLE, docs/trust.md). Each reading of a round is asked
 * with a person's secret at each place of a request in turn, whether the schema wants a text there or not. Nothing that a
 * refusal says, nothing in the log, the metrics, an address or, of what was refused, the journal has it.
 */
import { test } from 'vitest';
import { expectNoTrace, refusedEndpoints } from '../refused-endpoints.ts';

const planted = refusedEndpoints(
  ({ path, method }) => path.includes(':campaignId') && method === 'GET',
);

test('log, metrics and journal hold nothing of all that', () =>
  expectNoTrace(planted(), { kinds: 8, address: '/api/campaigns/:campaignId/ledger' }));
