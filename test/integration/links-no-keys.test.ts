/**
 * Truth: a slip opens an interview, never what somebody has answered, and tells nobody whether or how it
 * was used. The attacker is a clerk of the measured agency with the slips' PDF: link, code, a private
 * window, the API and the plain forms, and in the end a copy of the database.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newContinuationCode } from '#contract/continuation-code.ts';
import {
  draftName,
  draftSecret,
  openDraft,
  sealDraft,
  submissionIdOf,
} from '#contract/draft-seal.ts';
import { eraseDraft, keepDraft, readDraft } from '#contract/drafts.ts';
import * as opening from '#contract/opening.ts';
import { readReceipt } from '#contract/responses.ts';
import { unlocked } from '../../server/drafts/locked-draft.ts';
import { plainBrowser } from '../plain-browser.ts';
import { answer, service } from '../scenario-collecting.ts';
import { refusalOf, unusedSlips } from '../scenario-unused-slips.ts';

const { office, campaign, nextSlip } = await unusedSlips();

const COMMENT = 'Bị gợi ý đưa phong bì';
/** Answers half and stops; gives the code that only this person's device has. */
const WAYS = {
  'on a phone': async (token: string) => {
    const code = newContinuationCode();
    const secret = draftSecret(token, code);
    const answers = { '9.24': { value: 1, at: 1 }, comment: { value: COMMENT, at: 2 } };
    const sealed = await sealDraft(secret, { answers, at: '9.27' });
    await office.nobody.call(opening.startAnswering, { body: { token } });
    const name = await draftName(secret);
    await office.nobody.call(keepDraft, { body: { token, name, base: 0, sealed } });
    return secret;
  },
  'on the plain pages': async (token: string) => {
    const person = plainBrowser(office);
    await person.post(`/${token}/bat-dau`);
    await person.post(`/${token}/trang-1`, [
      ['9.24', '1'],
      ['then', 'skip'],
    ]);
    await person.post(`/${token}/trang-11`, [
      ['comment', COMMENT],
      ['then', 'skip'],
    ]);
    expect((await person.open(`/${token}/xem-lai`)).text).toContain(COMMENT);
    return person.secretOf(token);
  },
} as const;

describe.each(Object.entries(WAYS))('what was answered %s and not sent', (_, answerHalf) => {
  test('opens to nobody who has slip, link and code, in a private window or by the API', async () => {
    const { token, code } = nextSlip();
    const untouched = nextSlip();
    await answerHalf(token);
    const opened = await office.nobody.call(opening.openInvitation, { body: { token } });
    expect(JSON.stringify(opened)).not.toContain(COMMENT);
    expect(await office.nobody.call(opening.enterCode, { body: { code } })).toEqual({ token });
    // Every name that follows from what a slip says, and one by chance.
    for (const secret of [
      token,
      code,
      `${token}${code}`,
      draftSecret(token, newContinuationCode()),
    ]) {
      const body = { token, name: await draftName(secret) };
      expect(await office.nobody.call(readDraft, { body })).toEqual({ revision: 0, sealed: null });
    }
    const seen = async (slip: string) => {
      const clerk = plainBrowser(office);
      const pages = [];
      for (const step of ['', '/don-gian', '/trang-1', '/trang-11', '/xem-lai', '/bien-nhan'])
        pages.push(await clerk.open(`/${slip}${step}`));
      pages.push(await clerk.post(`/${slip}/tiep-tuc`, [['code', code]]));
      pages.push(await clerk.post(`/${slip}/bat-dau`));
      pages.push(await clerk.open(`/${slip}/xem-lai`));
      return pages;
    };
    const pages = await seen(token);
    for (const { text, markup } of pages) {
      expect(text).not.toContain(COMMENT);
      expect(markup).not.toContain(' checked');
      expect(text).not.toContain('Ông/Bà đã trả lời');
    }
    // Nor do they tell that anything was answered: they read as those of a slip that nobody has touched.
    const plain = (slip: string, { status, title, address }: (typeof pages)[number]) => [
      status,
      title,
      address.replace(slip, '…'),
    ];
    expect(pages.map((page) => plain(token, page))).toEqual(
      (await seen(untouched.token)).map((page) => plain(untouched.token, page)),
    );
  });

  test('opens neither with the whole database and the keys folder, nor when somebody else begins on the slip', async () => {
    const { token } = nextSlip();
    const secret = await answerHalf(token);
    const name = await draftName(secret);
    const row = await office.deps.db
      .selectFrom('draft')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    const place = { campaignId: campaign.campaignId, name };
    const sealed = (await unlocked(office.deps.secrets, place, row.sealed))!;
    for (const key of [token, draftSecret(token, newContinuationCode())])
      await expect(openDraft(key, sealed)).rejects.toThrow();
    expect(JSON.stringify(await openDraft(secret, sealed))).toContain(COMMENT);
    const clerk = plainBrowser(office);
    await clerk.post(`/${token}/trang-1`, [['9.24', '5']]);
    await clerk.post(`/${token}/bat-dau`);
    await clerk.post(`/${token}/trang-1`, [
      ['9.24', '5'],
      ['then', 'skip'],
    ]);
    const after = await office.nobody.call(readDraft, { body: { token, name } });
    expect(JSON.stringify(await openDraft(secret, after.sealed!))).toContain(COMMENT);
    expect(clerk.secretOf(token)).not.toBe(secret);
  });
});

describe('a slip that was answered, declined or reported as somebody else’s', () => {
  const ENDS = {
    answered: (token: string) => answer(office, token),
    declined: (token: string) =>
      office.nobody.call(opening.declineInvitation, { body: { token, reason: 'declined' } }),
    'of another person': (token: string) =>
      office.nobody.call(opening.declineInvitation, {
        body: { token, reason: 'wrong_person' },
      }),
  };

  /** All that the holder of a slip can ask, and what came back but for the slip's own link. */
  async function everyReply(token: string): Promise<string[]> {
    const name = await draftName(token);
    const sealed = await sealDraft(token, {});
    const body = { token };
    const calls = [
      refusalOf(office.nobody.call(opening.openInvitation, { body })),
      refusalOf(office.nobody.call(opening.startAnswering, { body })),
      ...(['declined', 'wrong_person'] as const).map((reason) =>
        refusalOf(office.nobody.call(opening.declineInvitation, { body: { token, reason } })),
      ),
      refusalOf(answer(office, token, service(5), {}, randomUUID())),
      refusalOf(answer(office, token, {}, {}, randomUUID())),
      refusalOf(office.nobody.call(readDraft, { body: { token, name } })),
      refusalOf(office.nobody.call(keepDraft, { body: { token, name, base: 0, sealed } })),
    ];
    const replies = (await Promise.all(calls)).map(({ status, code, details }) =>
      JSON.stringify([status, code, details]),
    );
    const submissionId = await submissionIdOf(token);
    replies.push(
      JSON.stringify(await office.nobody.call(readReceipt, { body: { token, submissionId } })),
    );
    replies.push(JSON.stringify(await office.nobody.call(eraseDraft, { body: { name } })));
    const clerk = plainBrowser(office);
    for (const step of [
      '',
      '/don-gian',
      '/trang-1',
      '/xem-lai',
      '/bien-nhan',
      '/tu-choi',
      '/sai-nguoi',
    ])
      replies.push(JSON.stringify(await clerk.open(`/${token}${step}`)));
    for (const step of ['bat-dau', 'trang-1', 'gui', 'tiep-tuc', 'tu-choi', 'sai-nguoi'])
      replies.push(
        JSON.stringify(await clerk.post(`/${token}/${step}`, [['code', '0'.repeat(16)]])),
      );
    return replies.map((reply) => reply.replaceAll(token, '…'));
  }

  test('gives the same replies whichever it is: used, and a telephone number', async () => {
    const replies = new Map<string, string[]>();
    for (const [end, reach] of Object.entries(ENDS)) {
      const { token } = nextSlip();
      await reach(token);
      replies.set(end, await everyReply(token));
    }
    const [first, ...others] = [...replies.values()];
    for (const other of others) expect(other).toEqual(first);
    expect(first!.slice(0, 8)).toEqual(
      Array(8).fill(JSON.stringify([409, 'invitation_used', { hotline: '0208 3855 000' }])),
    );
    expect(first![8]).toBe(JSON.stringify({ receipt: null, hotline: '0208 3855 000' }));
  });

  test('shows its receipt to who has sent, also when the browser was cleared and the code is typed in', async () => {
    const { token, id } = nextSlip();
    const person = plainBrowser(office);
    await person.post(`/${token}/bat-dau`);
    await person.post(`/${token}/trang-1`, [
      ['9.24', '4'],
      ['then', 'skip'],
    ]);
    await person.post(`/${token}/gui`);
    const { receiptCode } = await office.deps.db
      .selectFrom('invitation')
      .select('receiptCode')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const shown = receiptCode!.replace(/^(.{4})/, '$1 ');
    for (const step of ['', '/don-gian', '/bien-nhan', '/tu-choi'])
      expect((await person.open(`/${token}${step}`)).text).toContain(shown);
    const cleared = plainBrowser(office);
    const typed = person.secretOf(token).slice(token.length);
    const page = await cleared.post(`/${token}/tiep-tuc`, [['code', typed]]);
    expect([page.title, page.text.includes(shown)]).toEqual(['Đã nhận phiếu', true]);
  });
});

test('a code opens a draft of its own slip alone', async () => {
  const [mine, other] = [nextSlip().token, nextSlip().token];
  const secret = await WAYS['on a phone'](mine);
  const code = secret.slice(mine.length);
  const name = await draftName(draftSecret(other, code));
  expect((await office.nobody.call(readDraft, { body: { token: other, name } })).sealed).toBeNull();
});
