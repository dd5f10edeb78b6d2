// Truth: the refusals that the server's endpoints of a typed code give (contract/problems.ts); a page that asks for a code
// pays for it as the citizen's page does, and says which code was wrong, not that the server is in trouble.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import en from '../../../client/locales/published.en.json';
import texts from '../../../client/locales/published.vi.json';
import { startTexts } from '../../../client/published/page/texts.ts';
import { createChecking } from '../../../client/published/verify/checking.ts';
import { createFindMyself } from '../../../client/published/verify/find-myself.ts';
import { checkDraw } from '../../../client/published/verify/self-check.ts';
import { workFor } from '../../../client/slip-code/code-work.ts';
import { wordsOf } from '../../../client/ui/problem-words.ts';
import { CHALLENGE, json, needed, serverOf, Thread } from '../code-replies.ts';

const CODE = '4821093766162095';
const TOKEN = 'ABCDEFGH234567QR';
const CAMPAIGN = '7c1f4f1e-0000-4000-8000-000000000000';

beforeEach(() => startTexts(texts, en));
afterEach(() => vi.unstubAllGlobals());

test('a code for which the server asks work is found by the work, and nothing is asked of the person', async () => {
  vi.stubGlobal('Worker', Thread);
  const unitId = '00ff00ff00ff00ff00ff00ff00ff00ff';
  const asked = serverOf([
    needed(8),
    json(200, { token: TOKEN }),
    json(200, { campaignId: CAMPAIGN, unitId }),
  ]);
  const model = createFindMyself(createChecking(async (texts) => checkDraw(texts)));
  await model.find({ kind: 'code', code: CODE });
  expect(model.failure.value).toBeUndefined();
  expect(model.unitId.value).toBe(unitId);
  expect(asked).toEqual([
    { code: CODE },
    { code: CODE, pass: { challenge: CHALLENGE, nonce: workFor(CHALLENGE, 8) } },
    { token: TOKEN },
  ]);
});

test.each([
  ['code_check_failed', {}, 'Có chữ số chưa đúng.'],
  ['invitation_not_found', {}, 'Không tìm thấy mã này.'],
  ['invitation_replaced', { hotline: '0208 3855 000' }, 'Phiếu này đã được thay bằng phiếu mới.'],
  ['too_many_attempts', { minutes: 12 }, 'Tạm thời chưa nhập mã được.'],
  ['staff_session_present', {}, 'Trình duyệt này đang đăng nhập tài khoản cán bộ.'],
] as const)('a code refused by %s is told so', async (code, details, title) => {
  serverOf([json(404, { code, details })]);
  const model = createFindMyself(createChecking(async (texts) => checkDraw(texts)));
  await model.find({ kind: 'code', code: CODE });
  const words = wordsOf(model.failure.value!);
  expect(words.title).toBe(title);
  expect(words.next).not.toMatch(/\{\{|Mã sự cố/);
});

test('who is asked for work three times in vain reads that too many ask', async () => {
  vi.stubGlobal('Worker', Thread);
  const asked = serverOf([needed(8), needed(8), needed(8), needed(8)]);
  const model = createFindMyself(createChecking(async (texts) => checkDraw(texts)));
  await model.find({ kind: 'code', code: CODE });
  expect(asked).toHaveLength(3);
  expect(wordsOf(model.failure.value!).title).toBe('Đang có quá nhiều người xem cùng lúc.');
});
