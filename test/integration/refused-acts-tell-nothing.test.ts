/**
 * Truth: “a secret or personal datum in log, URL or error” may never happen (STYLE, docs/trust.md). Each act in a round is asked
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

const asked = inOrder.filter(
  ({ endpoint }) => endpoint.path.includes(':campaignId') && endpoint.method !== 'GET',
);
const NAME = '$feature · $name';
// Beside one another, where no stage ends: readings of one thing are 50 ms apart.
describe.concurrent.each(asked.filter(({ isEnding }) => !isEnding))(NAME, ofEndpoint);
describe.each(asked.filter(({ isEnding }) => isEnding))(NAME, ofEndpoint);

function ofEndpoint(endpoint: Asked): void {
  test('refuses without a word of what was sent', async () => {
    expect(await planted.toldBy(endpoint)).toEqual([]);
  });
}

test('log, metrics and journal hold nothing of all that', async () => {
  // Not all was refused by its form alone.
  expect(planted.met.size).toBeGreaterThan(31);
  const { figures, ...traces } = await planted.traces();
  expect(figures).toContain('/api/campaigns/:campaignId/close');
  expect(traces).toEqual({ log: [], metrics: [], journal: [] });
});
