// Truth: docs/ux.md §1.5, nothing silent: a screen that could not be read does not say that there is nothing to do.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { go } from '../../../client/office/page/router.ts';
import { Office } from '../../../client/office/shell/Office.tsx';
import { answers } from './office-answers.ts';
import { EVERYBODY, page } from './opened-office.tsx';
import { EVERY } from './screen-walks.tsx';
import { onTheWire } from './wire.ts';

const DOOR = ['GET /api/session', 'GET /api/campaigns'];

test('without a network no screen says that nothing is to be done', async () => {
  const claims: string[] = [];
  for (const staff of EVERYBODY) {
    const known = Object.entries(answers('collecting', staff));
    const { session } = onTheWire(
      Object.fromEntries(known.filter(([line]) => DOOR.includes(line))),
    );
    act(() => render(<Office session={session} onLanguage={() => {}} />, page));
    await act(() => session.resume());
    for (const { href } of EVERY.filter((row) => row.staff === staff && row.mayOpen)) {
      act(() => go(href));
      for (let turn = 0; turn < 4; turn += 1) await act(() => new Promise(setImmediate));
      const isRefused = page.querySelector('main [role=alert]') !== null;
      const todo = page.querySelector('main .todo')?.textContent ?? '';
      if (isRefused && /^Việc cần làm: (không|chưa|đã|đơn vị chưa) /u.test(todo))
        claims.push(`${href}: ${todo}`);
    }
    render(null, page);
  }
  expect(claims).toEqual([]);
});
