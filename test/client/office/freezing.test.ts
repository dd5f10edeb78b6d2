// Truth checked: ux.md §1: what takes longer than a second says how far it is.
import { expect, test, vi } from 'vitest';
import { createFreeze } from '../../../client/office/frames/freeze/create-freeze.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const LINE = `/api/campaigns/${CAMPAIGN_ID}/freeze`;
const PROGRESS = { step: 'committing', people: 20_000, total: 40_000 };

test('while the list is being frozen the screen knows how far it is, and forgets it afterwards', async () => {
  const { ask } = onTheWire({
    [`GET ${LINE}`]: { progress: PROGRESS },
    [`POST ${LINE}`]: refused(409, 'frame_empty'),
  });
  const seen = Promise.withResolvers<void>();
  const slow: typeof ask = async (endpoint, input, ...rest) => {
    if (endpoint.method === 'POST') await seen.promise;
    return ask(endpoint, input, ...rest);
  };
  const model = createFreeze(slow, { campaignId: CAMPAIGN_ID }, 5);
  const running = model.freeze.run('', '');
  await vi.waitFor(() => expect(model.freezing.value).toEqual(PROGRESS), { timeout: 120_000 });
  seen.resolve();
  await running;
  expect(model.freeze.failure.value).toMatchObject({ code: 'frame_empty' });
  expect(model.freezing.value).toBeNull();
});
