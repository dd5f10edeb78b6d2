// Truth checked: server/contract/replacements.ts: nothing is replaced unless a person chose so, with a reason.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { Replacement } from '../../../client/office/frames/import/Replacement.tsx';
import { createReplacement } from '../../../client/office/frames/import/replacement.ts';
import { CAMPAIGN_ID, FILE_ID, inVietnamese, onTheWire } from './wire.ts';

const PARAMS = { campaignId: CAMPAIGN_ID, agencyCode: 'province', fileId: FILE_ID };
const LINE = `/api/campaigns/${CAMPAIGN_ID}/frame/province/lists/${FILE_ID}/replacement`;
const concerned = {
  agencyCode: '01981',
  agencyName: 'Xã Vĩnh Thông',
  before: { rows: 1380, people: 1102 },
  after: { rows: 174, people: 160 },
  vanished: 1006,
  hasOwnList: true,
  isSigned: true,
  isAccepted: false,
};

test('a held list shows rows before and after, and keeps what nobody chose to replace', async () => {
  inVietnamese();
  const { ask } = onTheWire({ [`GET ${LINE}`]: { agencies: [concerned] } });
  const page = document.body.appendChild(document.createElement('div'));
  act(() => render(<Replacement ask={ask} params={PARAMS} onDecided={vi.fn()} />, page));
  await vi.waitFor(() => expect(page.textContent).toContain('1.380 → 174'), { timeout: 120_000 });
  expect(page.textContent).toContain('1.006');
  expect(page.textContent).toContain('tự nộp, đã ký');
  expect(page.textContent).toContain('thay 0, giữ 1');
  render(null, page);
  page.remove();
});

test('without a reason nothing is sent', async () => {
  const { ask, asked } = onTheWire({});
  const model = createReplacement(ask, PARAMS, vi.fn());
  model.choose('01981', true);
  expect(await model.decide.run()).toBeUndefined();
  expect(model.isReasonMissing.value).toBe(true);
  expect(asked).toEqual([]);
});
