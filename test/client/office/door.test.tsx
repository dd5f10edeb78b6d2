// Truth: docs/ux.md §1.6, a refusal says what to do now, and that can be done: at the door while network or server is away.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { go } from '../../../client/office/page/router.ts';
import { Office } from '../../../client/office/shell/Office.tsx';
import { answers } from './office-answers.ts';
import { page, settled } from './opened-office.tsx';
import { onTheWire, refused, STAFF } from './wire.ts';

const AWAY: [string, () => object, string][] = [
  [
    'without a network',
    () => {
      throw new TypeError('no network');
    },
    'Không có mạng',
  ],
  ['while the database restarts', () => refused(503, 'database_away'), 'Máy chủ đang mất liên lạc'],
];

test.each(AWAY)(
  '%s the door says so, asks nobody to sign in, and opens by a press',
  async (_, away, words) => {
    let isAway = true;
    const { session } = onTheWire({
      ...answers('frame_open', STAFF),
      'GET /api/session': () => (isAway ? away() : STAFF),
    });
    go('/quan-tri');
    act(() => render(<Office session={session} onLanguage={() => {}} />, page));
    await act(() => session.resume());
    expect(page.querySelector('[role=alert]')?.textContent).toContain(words);
    expect(page.querySelector('form')).toBeNull();
    isAway = false;
    const again = [...page.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Tải lại',
    );
    act(() => again?.click());
    await settled();
    expect(page.querySelector('nav')?.textContent).toContain('Việc cần làm');
  },
);
