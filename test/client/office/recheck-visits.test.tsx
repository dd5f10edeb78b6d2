// Truth checked: docs/fieldwork.md §2, re-check: who has no number is asked at home, in the words of a visit and not of a call.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import type { PageContext } from '../../../client/office/page/page-context.ts';
import { RecheckCalls } from '../../../client/office/rechecks/RecheckCalls.tsx';
import { CAMPAIGN_ID, inVietnamese, onTheWire } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const VISITED = {
  caseId: '22222222-2222-4222-8222-222222222222',
  fullName: 'Lường Thị Hoa',
  agencyName: 'Xã Vĩnh Thông',
  procedureName: 'Đăng ký khai sinh',
  receivedWeek: '2026-11-16',
  door: 'self',
  attempts: 0,
  address: 'Số nhà 41',
  hamlet: 'Nà Cà',
  visitUntil: '2026-11-26',
};

/** All that is said at the first door of a round with this telephone number. */
async function saidAtDoor(hotline: string): Promise<string> {
  inVietnamese();
  const { ask } = onTheWire({
    [`GET ${BASE}/recheck-calls`]: { held: null, officeName: 'Trung tâm', hotline },
    [`GET ${BASE}/recheck-visits`]: { visits: [VISITED] },
  });
  const context = { ask, campaign: { id: CAMPAIGN_ID, stage: 'collecting' } };
  const page = document.body.appendChild(document.createElement('div'));
  act(() =>
    render(
      <RecheckCalls context={context as PageContext} params={{}} title="recheck_calls.title" />,
      page,
    ),
  );
  await vi.waitFor(() => expect(page.querySelector('details')).not.toBeNull(), {
    timeout: 120_000,
  });
  const words = page.querySelector('details')!.textContent;
  render(null, page);
  page.remove();
  return words;
}

test('at the door nobody “calls”: what is said, and why nobody was asked', async () => {
  const words = await saidAtDoor('0208 3855 000');
  expect(words).toContain('Lời nói khi gặp');
  expect(words).toContain('Tôi được Sở Nội vụ cử đến.');
  expect(words).not.toMatch(/khi gọi|Tôi gọi|cuộc gọi|không gọi nữa/);
  expect(words).toContain('Muốn hỏi lại thì gọi 0208 3855 000.');
});

test('in a round without a telephone number nobody is told to call one', async () => {
  expect(await saidAtDoor('')).not.toMatch(/thì gọi|gọi \./);
});
