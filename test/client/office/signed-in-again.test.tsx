// Truth: docs/ux.md §3, Session: what was typed is there again after signing in, on each screen and for each post.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { go } from '../../../client/office/page/router.ts';
import { EVERYBODY, enterAt, page, settled } from './opened-office.tsx';
import { EVERY } from './screen-walks.tsx';

type TypedField = HTMLInputElement | HTMLTextAreaElement;

test.each(['frame_open', 'collecting'])(
  'at the stage %s a new sign-in leaves every field, and what is typed in it',
  async (stage) => {
    for (const staff of EVERYBODY) {
      const own = EVERY.filter((row) => row.staff === staff && row.mayOpen);
      const { session } = await enterAt(own[0]!.href, staff, stage);
      for (const { href } of own) {
        act(() => go(href));
        await settled();
        const fields = typeInto([...page.querySelectorAll<TypedField>(TEXT)]);
        session.hasEnded.value = true;
        await act(() => session.signIn('lan.hoang', 'một câu dễ nhớ'));
        await settled();
        const lost = fields.filter(
          ({ field, typed }) => !field.isConnected || field.value !== typed,
        );
        expect({ href, lost: lost.map(({ field }) => field.outerHTML) }).toEqual({
          href,
          lost: [],
        });
      }
      render(null, page);
    }
  },
);

const TEXT =
  'main textarea, main input:not([type=checkbox], [type=radio], [type=file], [type=date])';

function typeInto(fields: readonly TypedField[]) {
  for (const field of fields) {
    field.value = '12';
    act(() => {
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
  return fields.map((field) => ({ field, typed: field.value }));
}
