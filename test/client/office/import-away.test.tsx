// Truth: docs/ux.md §1.6, a refusal says what to do now, and that can be done: a list's screen opened without a network.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { go } from '../../../client/office/page/router.ts';
import { linkTo } from '../../../client/office/screens.ts';
import { Office } from '../../../client/office/shell/Office.tsx';
import { answers } from './office-answers.ts';
import { CLERK, PARAMS, page, settled } from './opened-office.tsx';
import { CAMPAIGN_ID, FILE_ID, onTheWire } from './wire.ts';

const FILE = `GET /api/campaigns/${CAMPAIGN_ID}/frame/01981/lists/${FILE_ID}`;

test('a list whose state cannot be read is read by a press', async () => {
  const known = answers('frame_open', CLERK);
  let isAway = true;
  const { session } = onTheWire({
    ...known,
    [FILE]: () => {
      if (isAway) throw new TypeError('no network');
      return known[FILE] as object;
    },
  });
  go(linkTo('columns', PARAMS));
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await act(() => session.resume());
  await settled();
  const again = [...page.querySelectorAll('main button')].find(
    ({ textContent }) => textContent === 'Tải lại',
  ) as HTMLButtonElement | undefined;
  expect(again?.closest('[role=alert]')?.textContent).toContain('Không có mạng');
  isAway = false;
  act(() => again?.click());
  await settled();
  expect(page.querySelector('main [role=alert]')).toBeNull();
  expect(page.querySelector('main')?.textContent).toContain('Đúng, đọc danh sách');
});
