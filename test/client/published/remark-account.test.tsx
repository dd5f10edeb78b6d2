// Truth: README “Nobody acts as another unnoticed”: who reads a remark reads who could have written in its author's name.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { AuthorLink, Remark } from '#contract/remarks.ts';
import en from '../../../client/locales/published.en.json';
import vi from '../../../client/locales/published.vi.json';
import { startTexts } from '../../../client/published/page/texts.ts';
import { RemarkAccount } from '../../../client/ui/RemarkAccount.tsx';

beforeEach(() => startTexts(vi, en));

const LINK: AuthorLink = {
  isRenewal: false,
  madeBy: 'Quản trị Sở Nội vụ',
  usedAt: '2026-12-01T02:05:00.000Z',
  knownTo: [],
};

async function wordsOf(account: Pick<Remark, 'link' | 'takenOver'>): Promise<string> {
  const root = document.createElement('div');
  await act(() => render(<RemarkAccount {...account} />, root));
  return root.textContent ?? '';
}

test('an account says who made its first link, one that its owner made says nothing', async () => {
  expect(await wordsOf({ link: LINK, takenOver: null })).toContain(
    'do Quản trị Sở Nội vụ lập, dùng lúc 09:05',
  );
  expect(await wordsOf({ link: null, takenOver: null })).toBe('');
});

test('a renewed link says that it was renewed, and whether anybody of the same post knows of it', async () => {
  const renewed = { ...LINK, isRenewal: true };
  const unknown = await wordsOf({ link: renewed, takenOver: null });
  expect(unknown).toContain('Trước khi viết, tài khoản được cấp lại mật khẩu');
  expect(unknown).toContain('Chưa có ai khác cùng vai trò xác nhận');
  const known = { ...renewed, knownTo: ['Nông Thị Yến', 'Bế Văn Tuấn'] };
  expect(await wordsOf({ link: known, takenOver: null })).toContain(
    'đã xác nhận biết việc này: Nông Thị Yến, Bế Văn Tuấn.',
  );
});

test('a link after it says that its holder since may not have written it; the server’s owner has no name', async () => {
  const after = { ...LINK, isRenewal: true, madeBy: null };
  const words = await wordsOf({ link: null, takenOver: after });
  expect(words).toContain('do người quản trị máy chủ lập');
  expect(words).toContain('có thể không phải là người viết');
});
