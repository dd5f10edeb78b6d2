// Truth checked: ux.md §1.1: a screen says what to do next. While a first list is being read nothing has been found right.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { Corrections } from '../../../client/office/frames/corrections/Corrections.tsx';
import type { PageContext } from '../../../client/office/page/page-context.ts';
import { linkTo } from '../../../client/office/screens.ts';
import { CAMPAIGN_ID, inVietnamese, onTheWire, STAFF } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const wordsOf = async (rows: number) => {
  inVietnamese();
  const counts = { rows, accepted: rows, merged: 0, excluded: 0, inError: 0 };
  const list = { fileId: null, fileName: null, counts };
  const groups = { ...list, rows: 0, groups: [], corrections: [], correctedBefore: 0 };
  const { ask } = onTheWire({
    [`GET ${BASE}/frame/01981/corrections`]: groups,
    [`GET ${BASE}/agencies`]: { agencies: [] },
  });
  const context = {
    ask,
    campaign: { id: CAMPAIGN_ID, stage: 'frame_open' },
    staff: { ...STAFF, role: 'agency', agencyCode: '01981', agencyName: 'Xã Vĩnh Thông' },
    linkTo: (screen: string, own?: object) => linkTo(screen, { ...own, campaignId: CAMPAIGN_ID }),
  } as unknown as PageContext;
  const page = document.body.appendChild(document.createElement('div'));
  const params = { agencyCode: '01981' };
  act(() =>
    render(<Corrections context={context} params={params} title="corrections.title" />, page),
  );
  await vi.waitFor(() => expect(page.textContent).toMatch(/^(?!.*Đang tải).*Việc cần làm/), {
    timeout: 120_000,
  });
  const text = page.textContent;
  render(null, page);
  page.remove();
  return text;
};

test('before a list has been read nobody is told that no row is left to correct', async () => {
  expect(await wordsOf(1380)).toContain('Không còn dòng nào cần sửa.');
  const empty = await wordsOf(0);
  expect(empty).not.toMatch(/không còn dòng nào/i);
  expect(empty).toContain('Việc cần làm: chưa có danh sách nào được đọc xong.');
  expect(empty).toContain('Xem danh sách');
});
