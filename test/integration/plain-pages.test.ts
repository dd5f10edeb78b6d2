/**
 * Truth: ux.md §4.3 “Without JavaScript” and peers.md C2: the whole survey by plain forms, nothing lost,
 * nothing sent twice, every refusal a page that says what to do.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, mergedDrafts } from '#contract/draft-content.ts';
import { draftName, openDraft, sealDraft } from '#contract/draft-seal.ts';
import { keepDraft, readDraft } from '#contract/drafts.ts';
import { openInvitation } from '#contract/opening.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { plainBrowser } from '../plain-browser.ts';
import { AFTER_GRACE, answer, collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { unusedSlips } from '../scenario-unused-slips.ts';

const { office, campaign, nextSlip } = await unusedSlips();
const browser = plainBrowser(office);
/** A slip on which this browser has begun. */
const begun = () => {
  const slip = nextSlip();
  browser.hold(slip.token);
  return slip;
};
const keep = async (token: string, content: DraftContent, secret = browser.secretOf(token)) =>
  office.nobody.call(keepDraft, {
    body: {
      token,
      name: await draftName(browser.secretOf(token)),
      base: 0,
      sealed: await sealDraft(secret, content),
    },
  });
const invitation = (id: string) =>
  office.deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const draftOf = async (token: string): Promise<DraftContent | undefined> => {
  const secret = browser.secretOf(token);
  const body = { token, name: await draftName(secret) };
  const { sealed } = await office.nobody.call(readDraft, { body });
  return sealed === null ? undefined : ((await openDraft(secret, sealed)) as DraftContent);
};
const ballots = async () =>
  Promise.all(
    (await office.deps.db.selectFrom('ballot').selectAll().execute()).map(async (row) =>
      openBallot(
        await office.deps.secrets.ballotKey(campaign.campaignId),
        campaign.campaignId,
        row.id,
        row.sealed,
      ),
    ),
  );

/** What comes into sight only where no script runs. */
const lateIn = (markup: string): string =>
  /<div class="late">([\s\S]*?)<\/div>/.exec(markup)?.[1] ?? '';

const UNKNOWN_CODE = `${'1'.repeat(15)}${checkDigit('1'.repeat(15))}`;
const ACCESS: [string, string][] = [
  ['9.24', '4'],
  ['9.25', '5'],
  ['9.26', '1'],
];
const NEXT: [string, string] = ['then', 'next'];
const SKIP: [string, string] = ['then', 'skip'];

/** Answers the first screen and skips the others, up to the check page. */
async function answerBriefly(token: string) {
  await browser.post(`/${token}/bat-dau`);
  let page = await browser.post(`/${token}/trang-1`, [...ACCESS, NEXT]);
  for (let number = 2; number <= 11; number += 1)
    page = await browser.post(`/${token}/trang-${number}`, [SKIP]);
  return page;
}

describe('the page of a link', () => {
  test('holds the invitation before any script runs, and begins by a form where none does', async () => {
    const { id, token } = nextSlip();
    const page = await browser.open(`/${token}`);
    expect(page.status).toBe(200);
    expect(page.title).toBe('Mời Ông/Bà cho ý kiến');
    expect(page.text).toContain('nhận kết quả tháng 9/2026 tại Trung tâm Phục vụ hành chính công');
    expect(page.text).toContain('Ông/Bà được chọn ngẫu nhiên');
    const late = lateIn(page.markup);
    expect(late).toContain(`<form method="post" action="/${token}/bat-dau">`);
    expect(late).toContain('Trang đang chạy ở chế độ đơn giản.');
    const ahead = page.markup.replace(late, '');
    expect(ahead).not.toContain('<form');
    // The first question is in what the server sends.
    expect(ahead).toContain('Câu đầu tiên:</strong> Ông/Bà hài lòng ở mức nào về những việc sau');
    // The whole name once, then the short one; foreign words are marked for a voice that reads Vietnamese.
    expect(ahead).toContain('Trung tâm có biển hiệu, hướng dẫn rõ ràng');
    expect(page.markup).toContain('<span lang="en">OTP</span>');
    expect(page.text).toContain('Có người nghe máy từ 8 đến 11 giờ và từ 14 đến 16 giờ');
    expect(page.markup).toMatch(/<script type="module"[^>]*src="\/assets\/respond-/);
    expect((await invitation(id)).state).toBe('issued');
  });

  test('names no person and is not sent to other sites', async () => {
    const { token, unitId } = nextSlip();
    const page = await office.app.inject({ url: `/${token}` });
    const person = campaign.people.find((person) => person.unitId === unitId);
    expect(page.payload).not.toContain(person?.fullName);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['content-security-policy']).toContain("form-action 'self'");
  });

  test('of nobody is still the page with scripts, and without them says what to do', async () => {
    const page = await browser.open(`/${'A'.repeat(16)}`);
    expect(page.status).toBe(200);
    const late = lateIn(page.markup);
    expect(late).toContain('Không tìm thấy mã này');
    expect(late).toContain('href="/ma-phieu"');
    expect(page.markup.replace(late, '')).not.toContain('Không tìm thấy');
  });

  test('opened and followed by a scanner changes nothing', async () => {
    const { id, token } = nextSlip();
    const before = await invitation(id);
    for (const step of ['', '/don-gian', '/trang-1', '/trang-11', '/xem-lai', '/tu-choi'])
      await browser.open(`/${token}${step}`);
    expect(await invitation(id)).toEqual(before);
    expect(await office.deps.db.selectFrom('draft').select('name').execute()).toEqual([]);
  });

  test('asks for the code where there is no link, and a right code leads to the slip', async () => {
    const { token, code } = nextSlip();
    expect((await browser.open('/')).markup).toContain('action="/ma-phieu"');
    const spaced = code.replace(/(.{4})(?=.)/g, '$1 ');
    const page = await browser.post('/ma-phieu', [['code', spaced]]);
    expect([page.address, page.title]).toEqual([`/${token}/don-gian`, 'Mời Ông/Bà cho ý kiến']);
    for (const [typed, message] of [
      ['', 'Mời Ông/Bà nhập mã phiếu gồm 16 chữ số'],
      ['4821', 'Mới có 4 chữ số. Mã phiếu có đủ 16 chữ số'],
      [code.slice(0, 15) + ((Number(code[15]) + 1) % 10), 'Có chữ số chưa đúng.'],
      [code.slice(0, 12), 'Mới có 12 chữ số. Mã trên phiếu có 16 thì mời nhập đủ'],
      [UNKNOWN_CODE, 'Mời Ông/Bà so lại mã trên phiếu rồi nhập lại.'],
    ] as const) {
      const again = await browser.post('/ma-phieu', [['code', typed]]);
      expect(again.status).toBeGreaterThanOrEqual(400);
      expect(again.text).toContain(message);
      expect(again.markup).toContain(`value="${typed}"`);
    }
  });
});

describe('the questions', () => {
  test('are answered screen by screen, and each screen is on the system before the next is shown', async () => {
    const { id, token } = nextSlip();
    const first = await browser.post(`/${token}/bat-dau`);
    expect(first.address).toBe(`/${token}/trang-1`);
    expect(first.text).toContain('Trang 1 trên 12');
    expect(first.markup).not.toContain(' checked');
    expect(first.markup).not.toContain('<script');
    expect(first.text).not.toContain('Đã lưu');
    expect((await invitation(id)).state).toBe('opened');
    office.at('2026-11-17T07:05:00Z');
    const second = await browser.post(first.address, [...ACCESS, NEXT]);
    office.at(OPEN_DAY);
    expect(second.text).toContain('Trang 2 trên 12');
    expect(second.text).toContain('Đã lưu trên hệ thống lúc 14:05');
    const back = await browser.post(second.address, [
      ['9.27', '3'],
      ['then', 'back'],
    ]);
    expect(back.address).toBe(first.address);
    expect(back.markup.match(/ checked/g)).toHaveLength(3);
    expect(answersIn((await draftOf(token))!)).toEqual({
      '9.24': 4,
      '9.25': 5,
      '9.26': 1,
      '9.27': 3,
    });
  });

  test('left open are told once, may be skipped, and the way not to answer settles one', async () => {
    const { token } = nextSlip();
    await browser.post(`/${token}/bat-dau`);
    const page = await browser.post(`/${token}/trang-1`, [['9.24', 'none'], NEXT]);
    expect(page.address).toBe(`/${token}/trang-1?con-thieu#con-thieu`);
    expect(page.text).toContain('Còn 2 câu chưa chọn. Ông/Bà có thể chọn, hoặc bỏ qua.');
    expect(page.markup).toContain('value="skip"');
    expect((await browser.post(page.address, [SKIP])).address).toBe(`/${token}/trang-2`);
    const pressedOn = await browser.post(page.address, [['told', 'yes'], NEXT]);
    expect(pressedOn.address).toBe(`/${token}/trang-2`);
    expect(answersIn((await draftOf(token))!)).toEqual({ '9.24': null });
    // A chosen way not to answer is shown in its own words.
    const check = await browser.open(`/${token}/xem-lai`);
    expect(check.text.match(/Tôi chưa gặp việc này/g)).toHaveLength(1);
    expect(check.text).toContain('Chưa trả lời');
    expect(check.text).toContain('Gửi luôn');
    const titles = [2, 3].map(async (nth) => (await browser.open(`/${token}/trang-${nth}`)).title);
    expect(await Promise.all(titles)).toEqual([
      'Giấy tờ và các bước (1 trên 2)',
      'Giấy tờ và các bước (2 trên 2)',
    ]);
  });

  test('take a comment as it was typed, and words nowhere else', async () => {
    const { token } = begun();
    await browser.post(`/${token}/trang-10`, [
      ['a.ethnicity', '2'],
      ['a.ethnicity.text', 'Sán Dìu'],
      NEXT,
    ]);
    const typed = '</textarea><script>alert("&")</script>\r\nCảm ơn';
    const check = await browser.post(`/${token}/trang-11`, [['comment', typed], NEXT]);
    expect(check.address).toBe(`/${token}/xem-lai`);
    expect(check.text).not.toContain('Sán Dìu');
    expect(check.markup).not.toContain('<script>');
    expect(check.text).toContain('<script>alert("&")</script> Cảm ơn');
    expect(answersIn((await draftOf(token))!)).toMatchObject({
      'a.ethnicity': 2,
      comment: typed.replace('\r\n', '\n'),
    });
    expect(answersIn((await draftOf(token))!)).not.toHaveProperty('a.ethnicity.text');
  });

  test('take nothing that was not asked', async () => {
    const { token } = begun();
    await browser.post(`/${token}/trang-1`, [
      ['9.24', '9'],
      ['9.25', 'tốt'],
      ['a.sex', '1'],
      ['__proto__', 'x'],
      SKIP,
    ]);
    expect(answersIn((await draftOf(token))!)).toEqual({});
  });

  test('in English are asked and kept going in English', async () => {
    const { token } = nextSlip();
    const start = await browser.open(`/${token}/don-gian?lang=en`);
    expect(start.title).toBe('Please give us your opinion');
    const first = await browser.post(`/${token}/bat-dau?lang=en`);
    expect(first.address).toBe(`/${token}/trang-1?lang=en`);
    expect(first.markup).toContain('<html lang="en">');
    expect(first.text).toContain('Save and continue');
    const page = await browser.post(first.address, [NEXT]);
    expect(page.address).toBe(`/${token}/trang-1?con-thieu&lang=en#con-thieu`);
  });
});

test('larger letters go along from screen to screen, in either language, until they are put back', async () => {
  const { token } = nextSlip();
  const start = await browser.open(`/${token}/don-gian`);
  expect(start.markup).toContain('<html lang="vi">');
  expect(start.markup).toContain(`href="/${token}/don-gian?chu-to">Chữ to</a>`);
  const first = await browser.post(`/${token}/bat-dau?lang=en&chu-to`);
  expect(first.address).toBe(`/${token}/trang-1?lang=en&chu-to`);
  expect(first.markup).toContain('<html lang="en" class="large">');
  expect((await browser.post(first.address, [...ACCESS, NEXT])).address).toBe(
    `/${token}/trang-2?lang=en&chu-to`,
  );
  const large = await browser.open(`/${token}/don-gian?lang=en&chu-to`);
  expect(large.markup).toContain(`href="/${token}/don-gian?lang=en">Normal text</a>`);
  expect(large.markup).toContain(`href="/${token}/don-gian?chu-to">Tiếng Việt</a>`);
});

describe('going on', () => {
  test('on another phone, and after a phone with JavaScript, is where the last one stopped', async () => {
    const { token } = begun();
    await keep(token, {
      answers: { '9.24': { value: 2, at: 1 }, '9.27': { value: 5, at: 2 } },
      at: '9.27',
    });
    const other = plainBrowser(office);
    const code = browser.secretOf(token).slice(16);
    const typed = code.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
    const taken = await other.post(`/${token}/tiep-tuc`, [['code', typed]]);
    expect(taken.address).toBe(`/${token}/trang-2`);
    const start = await other.open(`/${token}/don-gian`);
    expect(start.text).toContain('Ông/Bà đã trả lời 2 trên 21 câu.');
    expect(start.text).toContain('Trả lời tiếp');
    const resumed = await other.post(`/${token}/bat-dau`);
    expect(resumed.address).toBe(`/${token}/trang-2`);
    expect(resumed.markup.match(/ checked/g)).toHaveLength(1);
    await browser.post(`/${token}/trang-2`, [SKIP]);
    expect((await draftOf(token))?.at).toBe('9.29');
    expect((await other.post(`/${token}/bat-dau`)).address).toBe(`/${token}/trang-3`);
  });

  test('a draft that nobody can open does not stand in the way', async () => {
    const { token } = begun();
    await keep(token, { answers: {} }, 'ABCDEFGHIJKLMNOP');
    const page = await browser.post(`/${token}/trang-1`, [...ACCESS, NEXT]);
    expect(page.address).toBe(`/${token}/trang-2`);
    expect(answersIn((await draftOf(token))!)).toMatchObject({ '9.24': 4 });
  });

  test('two phones that post the same moment lose no answer', async () => {
    const { token } = begun();
    await Promise.all([
      browser.post(`/${token}/trang-1`, [['9.24', '4'], SKIP]),
      browser.post(`/${token}/trang-2`, [['9.27', '2'], SKIP]),
      browser.post(`/${token}/trang-3`, [['9.29', '3'], SKIP]),
    ]);
    expect(answersIn((await draftOf(token))!)).toEqual({ '9.24': 4, '9.27': 2, '9.29': 3 });
  });

  test('a change is later than what it changes, also when another phone’s clock is ahead', async () => {
    const { token } = begun();
    const ahead = Date.parse(OPEN_DAY) + 400 * 86_400_000;
    const theirs = {
      answers: { '9.24': { value: 2, at: ahead }, '9.25': { value: 2, at: ahead } },
    };
    await keep(token, theirs);
    await browser.post(`/${token}/trang-1`, [['9.24', '4'], SKIP]);
    const draft = (await draftOf(token))!;
    expect(draft.answers['9.24']).toEqual({ value: 4, at: ahead + 1 });
    expect(answersIn(mergedDrafts(theirs, draft))).toEqual({ '9.24': 4, '9.25': 2 });
  });

  test('a page that was open before another phone answered puts nothing back', async () => {
    const { token } = begun();
    const page = await browser.post(`/${token}/trang-1`, [
      ['9.24', '4'],
      ['then', 'next'],
    ]);
    expect(page.markup).toContain('name="9.24:shown" value="4"');
    await browser.post(`/${token}/trang-1`, [['9.24', '1'], ['9.25', '2'], SKIP]);
    await browser.post(page.address, [
      ['9.24:shown', '4'],
      ['9.24', '4'],
      ['9.25:shown', ''],
      ['9.25', '5'],
      SKIP,
    ]);
    expect(answersIn((await draftOf(token))!)).toEqual({ '9.24': 1, '9.25': 5 });
  });

  test('the database holds no word of it', async () => {
    const { token } = begun();
    await browser.post(`/${token}/trang-11`, [['comment', 'Sáu con trâu'], NEXT]);
    const row = await office.deps.db
      .selectFrom('draft')
      .selectAll()
      .where('name', '=', await draftName(browser.secretOf(token)))
      .executeTakeFirstOrThrow();
    expect(row.sealed.includes('trâu')).toBe(false);
    // A block of 4352 bytes for every draft but one with a very long comment, sealed.
    expect(row.sealed.length).toBe(4352 + 28);
  });
});

describe('checking and sending', () => {
  test('a change on the check page leads back to it', async () => {
    const { token } = nextSlip();
    const check = await answerBriefly(token);
    expect(check.title).toBe('Xem lại rồi gửi phiếu');
    expect(check.text).toContain('Rất không hài lòng');
    expect(check.markup).toContain(`href="/${token}/trang-1?sua"`);
    const changed = await browser.post(`/${token}/trang-1?sua`, [['9.26', '3'], NEXT]);
    expect(changed.address).toBe(`/${token}/xem-lai`);
    expect(changed.text).toContain('Bình thường');
  });

  test('sends what was answered, once, and leaves no draft', async () => {
    const { id, token } = nextSlip();
    await answerBriefly(token);
    const before = (await ballots()).length;
    const receipt = await browser.post(`/${token}/gui`);
    expect(receipt.title).toBe('Đã nhận phiếu');
    const { receiptCode } = await invitation(id);
    expect(receipt.text).toContain(receiptCode!.replace(/^(.{4})/, '$1 '));
    const again = await browser.post(`/${token}/gui`);
    expect([again.title, again.text.includes(receiptCode!.slice(4))]).toEqual([
      'Đã nhận phiếu',
      true,
    ]);
    const after = await ballots();
    expect(after).toHaveLength(before + 1);
    expect(after.map(({ answers }) => answers)).toContainEqual({
      '9.24': [4],
      '9.25': [5],
      '9.26': [1],
    });
    const name = await draftName(browser.secretOf(token));
    const left = await office.deps.db.selectFrom('draft').select('name').execute();
    expect(left.map((row) => row.name)).not.toContain(name);
  });

  test('pressed ten times at once is one ballot and ten equal receipts', async () => {
    const { id, token } = nextSlip();
    await answerBriefly(token);
    const before = (await ballots()).length;
    const pages = await Promise.all(
      Array.from({ length: 10 }, () => browser.post(`/${token}/gui`)),
    );
    expect(new Set(pages.map(({ title }) => title))).toEqual(new Set(['Đã nhận phiếu']));
    const { receiptCode } = await invitation(id);
    for (const { text } of pages) expect(text).toContain(receiptCode!.slice(0, 4));
    expect(await ballots()).toHaveLength(before + 1);
  });

  test('without a single answer says so and sends nothing', async () => {
    const { id, token } = begun();
    const page = await browser.post(`/${token}/gui`);
    expect(page.address).toBe(`/${token}/xem-lai?trong`);
    expect(page.text).toContain('Mời chọn ít nhất một câu rồi gửi.');
    expect((await invitation(id)).state).toBe('issued');
  });

  test('no receipt is shown that the server did not give', async () => {
    const { token } = begun();
    expect((await browser.open(`/${token}/bien-nhan`)).address).toBe(`/${token}/xem-lai`);
  });
});

describe('each end of the way is a page', () => {
  const openOn = async (moment: string, path: string) => {
    office.at(moment);
    return browser.open(path).finally(() => office.at(OPEN_DAY));
  };

  const stage = (now: 'closed' | 'collecting') =>
    office.deps.db.updateTable('campaign').set({ stage: now }).execute();

  test('not yet open, expired, closed, unknown, replaced, answered', async () => {
    const { id, token } = begun();
    const path = `/${token}/trang-1`;
    expect(await openOn('2026-11-09T03:00:00Z', path)).toMatchObject({
      status: 409,
      title: 'Chưa đến ngày trả lời',
      text: expect.stringContaining('Khảo sát bắt đầu ngày 10/11/2026.'),
    });
    expect(await openOn(AFTER_GRACE, path)).toMatchObject({
      status: 410,
      title: 'Phiếu đã hết hạn',
      text: expect.stringContaining('Hạn trả lời là hết ngày 15/12/2026.'),
    });
    await stage('closed');
    expect(await openOn(AFTER_GRACE, path)).toMatchObject({
      status: 410,
      title: 'Khảo sát đã kết thúc',
      text: expect.stringContaining('Ngày kết thúc là 15/12/2026.'),
    });
    await stage('collecting');
    expect(await browser.open(`/${'A'.repeat(16)}/trang-1`)).toMatchObject({
      status: 404,
      title: 'Không tìm thấy mã này',
    });
    await office.deps.db
      .updateTable('invitation')
      .set({ state: 'replaced' })
      .where('id', '=', id)
      .execute();
    expect(await browser.open(path)).toMatchObject({
      status: 410,
      title: 'Phiếu này đã được thay bằng phiếu mới',
      text: expect.stringContaining('0208 3855 000'),
    });
    const spent = nextSlip();
    const { code } = await answer(office, spent.token);
    const page = await browser.open(`/${spent.token}/don-gian`);
    expect([page.status, page.title]).toEqual([409, 'Phiếu này đã được dùng']);
    expect(page.text).toContain('0208 3855 000');
    expect(page.text).not.toContain(code.slice(4));
    expect(page.text).not.toContain('tuần');
  });

  test('declining is one question and one press, and the unfinished answers go', async () => {
    const { id, token } = nextSlip();
    await answerBriefly(token);
    const asked = await browser.open(`/${token}/tu-choi`);
    expect(asked.title).toBe('Ông/Bà không muốn tham gia?');
    const done = await browser.post(`/${token}/tu-choi`);
    expect([done.status, done.title]).toEqual([200, 'Đã ghi nhận']);
    expect((await invitation(id)).state).toBe('declined');
    expect((await browser.open(`/${token}/trang-1`)).title).toBe('Phiếu này đã được dùng');
    const names = await office.deps.db.selectFrom('draft').select('name').execute();
    expect(names.map(({ name }) => name)).not.toContain(await draftName(browser.secretOf(token)));
  });

  test('without scripts too a person can be left out of later rounds', async () => {
    const { id, token } = nextSlip();
    const asked = await browser.open(`/${token}/tu-choi`);
    expect(asked.text).toContain('Không tham gia lần này và các lần sau');
    // What holds of a list without telephone and year of birth is said before the press.
    expect(asked.text).toContain('Danh sách thiếu các điều đó thì Ông/Bà vẫn có thể được mời');
    await browser.post(`/${token}/tu-choi`, [['never', '1']]);
    expect((await invitation(id)).state).toBe('declined');
    const traces = await office.deps.db
      .selectFrom('contactTrace')
      .select('hash')
      .where('kind', '=', 'refused')
      .execute();
    expect(traces.length).toBeGreaterThan(0);
  });

  test('the wrong person is told to pass the slip on, or says so', async () => {
    const { id, token } = nextSlip();
    expect((await browser.open(`/${token}/sai-nguoi`)).title).toContain('từ 18 tuổi trở lên');
    const page = await browser.post(`/${token}/sai-nguoi`);
    expect(page.text).toContain('Cảm ơn Ông/Bà đã báo. Phiếu này không dùng nữa');
    expect((await invitation(id)).state).toBe('wrong_person');
    // The same words for every reader: what became of the slip is nobody else's business.
    const again = await browser.open(`/${token}`);
    const { token: answered } = nextSlip();
    await answer(office, answered);
    const other = await browser.open(`/${answered}`);
    expect(again.text).toContain('Nếu chính Ông/Bà đã dùng');
    expect(again.text).toBe(other.text);
  });

  test('staff who are signed in answer nothing here', async () => {
    const { id, token, agencyCode } = nextSlip();
    const clerk = await office.as('agency', agencyCode);
    for (const [method, step] of [
      ['GET', 'don-gian'],
      ['POST', 'bat-dau'],
      ['POST', 'gui'],
    ] as const) {
      const reply = await clerk.send(method, `/${token}/${step}`);
      expect(reply.statusCode).toBe(403);
      expect(reply.payload).toContain('Trình duyệt này đang đăng nhập tài khoản cán bộ');
    }
    expect((await invitation(id)).state).toBe('issued');
  });

  test('a form of another site is refused', async () => {
    const { id, token } = nextSlip();
    const stranger = plainBrowser(office, { 'sec-fetch-site': 'cross-site' });
    expect((await stranger.post(`/${token}/tu-choi`)).status).toBe(403);
    expect((await invitation(id)).state).toBe('issued');
  });

  test('a body that is too large and one of a strange kind are pages too', async () => {
    const { token } = nextSlip();
    const large = await browser.post(`/${token}/trang-1`, [['comment', 'x'.repeat(70_000)]]);
    expect(large.status).toBe(413);
    expect(large.text).toContain('Những câu đã lưu không mất.');
    const strange = await office.app.inject({
      method: 'POST',
      url: `/${token}/trang-1`,
      headers: { 'content-type': `text/${randomUUID().slice(0, 4)}` },
      payload: 'x',
    });
    expect(strange.statusCode).toBe(400);
    expect(strange.headers['content-type']).toContain('text/html');
  });
});

test('what stands in a plain page is kept by no phone', async () => {
  const { token } = nextSlip();
  const reply = await office.app.inject({ url: `/${token}/trang-1` });
  expect(reply.headers['cache-control']).toBe('no-store');
});

test('the whole form is answered too, with every kind of question', async () => {
  const whole = await openOffice();
  const round = await collectingCampaign(whole, {
    peoplePerStratum: 1,
    terms: { questionnairePart: 'whole' },
  });
  const { token } = round.invitations[0]!;
  const { questionnaire } = await whole.nobody.call(openInvitation, { body: { token } });
  const other = plainBrowser(whole);
  let page = await other.post(`/${token}/bat-dau`);
  for (const [index, group] of questionnaire.groups.entries()) {
    expect(page.address).toBe(`/${token}/trang-${index + 1}`);
    const fields = group.questions.flatMap((question): [string, string][] => {
      if (question.kind === 'comment') return [[question.code, 'Không có gì thêm']];
      const chosen = question.options.slice(0, question.kind === 'multiple' ? 2 : 1);
      return chosen.map(({ value }) => [question.code, String(value)]);
    });
    if (group.questions[0]?.kind === 'multiple') {
      // Not to answer is an answer here too, and not beside another.
      const none: [string, string] = [group.questions[0].code, 'none'];
      const onwards = await other.post(page.address, [none, NEXT]);
      expect(onwards.address).toBe(`/${token}/trang-${index + 2}`);
      fields.push(none);
    }
    page = await other.post(page.address, [...fields, NEXT]);
  }
  expect(page.title).toBe('Xem lại rồi gửi phiếu');
  expect(page.text).not.toContain('Chưa trả lời');
  expect((await other.post(`/${token}/gui`)).title).toBe('Đã nhận phiếu');
  const row = await whole.deps.db.selectFrom('ballot').selectAll().executeTakeFirstOrThrow();
  const key = await whole.deps.secrets.ballotKey(round.campaignId);
  const ballot = openBallot(key, round.campaignId, row.id, row.sealed);
  const asked = questionsOf(questionnaire).filter(({ kind }) => kind !== 'comment');
  expect(Object.keys(ballot.answers).toSorted()).toEqual(asked.map(({ code }) => code).toSorted());
  expect(ballot.answers['2']).toHaveLength(2);
  expect(ballot.comment).toBe('Không có gì thêm');
  await whole.close();
});

/** Of the service part: seats only for the dissatisfied, the rules (two screens) for nobody else. */
async function campaignWithSkips(office: Office) {
  const round = await collectingCampaign(office, { peoplePerStratum: 2 });
  const { questionnaire } = await office.deps.db
    .selectFrom('campaign')
    .select('questionnaire')
    .where('id', '=', round.campaignId)
    .executeTakeFirstOrThrow();
  const rules: Record<string, { question: string; anyOf: number[] }> = {
    '9.25': { question: '9.24', anyOf: [1, 2] },
    '9.27': { question: '9.25', anyOf: [1] },
    '9.28': { question: '9.25', anyOf: [1] },
  };
  const groups = questionnaire.groups.map((group) => ({
    ...group,
    questions: group.questions.map((question) => {
      const askedIf = rules[question.code];
      return askedIf ? { ...question, askedIf } : question;
    }),
  }));
  await office.deps.db
    .updateTable('campaign')
    .set({ questionnaire: JSON.stringify({ ...questionnaire, groups }) })
    .execute();
  return round;
}

test('a skip rule of the questionnaire leads past what it closes, there and back, and its answers are not counted', async () => {
  const skipping = await openOffice();
  const round = await campaignWithSkips(skipping);
  const { token } = round.invitations[0]!;
  const person = plainBrowser(skipping);
  let page = await person.post(`/${token}/bat-dau`);
  expect([page.text.includes('ghế ngồi'), page.text.includes('Trang 1 trên 11')]).toEqual([
    false,
    true,
  ]);
  // Dissatisfied: one more question on the same screen is open, and the page says so.
  page = await person.post(`/${token}/trang-1`, [['9.24', '2'], ['9.26', '4'], NEXT]);
  expect(page.address).toContain('/trang-1?con-thieu');
  expect(page.text).toContain('ghế ngồi');
  page = await person.post(`/${token}/trang-1`, [
    ['9.24', '2'],
    ['9.25', '1'],
    ['9.26', '4'],
    NEXT,
  ]);
  expect([page.address, page.text.includes('Trang 2 trên 12')]).toEqual([
    `/${token}/trang-2`,
    true,
  ]);
  page = await person.post(`/${token}/trang-2`, [['9.27', '1'], ['9.28', '1'], NEXT]);
  // Satisfied after all: the way leads past the second screen, in both directions.
  page = await person.post(`/${token}/trang-1`, [['9.24', '5'], ['9.26', '4'], NEXT]);
  expect([page.address, page.text.includes('Trang 2 trên 11')]).toEqual([
    `/${token}/trang-3`,
    true,
  ]);
  expect((await person.post(`/${token}/trang-3`, [['then', 'back']])).address).toBe(
    `/${token}/trang-1`,
  );
  expect((await person.open(`/${token}/trang-2`)).address).toBe(`/${token}/trang-3`);
  const check = await person.open(`/${token}/xem-lai`);
  expect(check.text).not.toContain('Niêm yết');
  expect((await person.post(`/${token}/gui`)).title).toBe('Đã nhận phiếu');
  // A phone that sends them all the same, as an old page would, is received without them.
  await answer(skipping, round.invitations[1]!.token, {
    '9.24': 5,
    '9.25': 1,
    '9.27': 1,
    '9.26': 4,
  });
  const key = await skipping.deps.secrets.ballotKey(round.campaignId);
  for (const row of await skipping.deps.db.selectFrom('ballot').selectAll().execute())
    expect(openBallot(key, round.campaignId, row.id, row.sealed).answers).toEqual({
      '9.24': [5],
      '9.26': [4],
    });
  await skipping.close();
});

test('an address that names no slip is a page that says what to do, a link with a full stop behind it is the link', async () => {
  const { token } = nextSlip();
  const html = plainBrowser(office, { accept: 'text/html,*/*;q=0.8' });
  for (const typed of [token.slice(0, 9), `${token}A`, '482109376616', 'phieu']) {
    const page = await html.open(`/${typed}`);
    expect([page.status, page.title]).toEqual([404, 'Không tìm thấy mã này']);
    expect(page.markup).toContain('href="/ma-phieu"');
  }
  for (const typed of [`${token}.`, `(${token})`, `${token}%E2%80%9D,`])
    expect((await html.open(`/${typed}`)).title).toBe('Mời Ông/Bà cho ý kiến');
  // What no person opens is answered as before.
  expect((await browser.open('/favicon.ico')).markup).toContain('"not_found"');
  expect((await html.open('/api/nothing')).markup).toContain('"not_found"');
});

test('an address that was typed half leads back to the slip', async () => {
  const { token } = nextSlip();
  expect((await browser.open(`/${token}/trang-`)).address).toBe(`/${token}`);
  expect((await browser.open(`/${token}/gui`)).address).toBe(`/${token}`);
});

test('a failure of ours is a page with a number, which the log has too, and no word of the cause', async () => {
  const broken = await openOffice();
  const round = await collectingCampaign(broken, { peoplePerStratum: 1 });
  await asOwner(broken.deps.db, (owner) =>
    owner.schema.alterTable('draft').renameTo('draft_away').execute(),
  );
  const person = plainBrowser(broken);
  person.hold(round.invitations[0]!.token);
  const page = await person.open(`/${round.invitations[0]?.token}/trang-1`);
  expect([page.status, page.title]).toEqual([500, 'Hệ thống đang gặp trục trặc']);
  expect(page.text).toMatch(/Mã sự cố: [0-9A-F]{8}/);
  expect(page.text).toContain('Những câu đã lưu không mất.');
  expect(page.text).not.toContain('relation');
  await broken.close();
});
