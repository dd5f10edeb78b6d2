// Truth: fieldwork.md §2, “departments' people”: the commune of residence hands out and takes back.
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const DEPARTMENT = 'H55.15';
const ADDRESSES = [
  'Xóm Trung Thành, Xã Vĩnh Thông, tỉnh Thái Nguyên',
  'Thôn Nà Cà, Xã Vĩnh Thông, tỉnh Thái Nguyên',
  'Tổ 5, ngoài tỉnh',
] as const;
let office: Office;
let round: InvitedCampaign;
beforeAll(async () => {
  office = await openOffice();
  round = await invitedCampaign(office, {
    agencies: [DEPARTMENT],
    fields: ['Đất đai'],
    peoplePerStratum: 12,
    hamlets: ['Xóm Trung Thành', 'Thôn Nà Cà', null],
    design: { size: 12, reserveRatio: 0 },
    terms: { slipPrinting: 'home_affairs' },
    addressOf: (person) => ADDRESSES[person % ADDRESSES.length]!,
  });
});
afterAll(() => office.close());

const path = (file: string) =>
  `/api/campaigns/${round.campaignId}/invitations/${DEPARTMENT}/${file}`;

test('a department’s delivery lists are by commune of residence, which hands out and takes back', async () => {
  const { rawPayload } = await round.homeAffairs.send('GET', path('delivery-list.xlsx'));
  const { sheets } = await readXlsx(rawPayload);
  expect(sheets.map(({ name }) => name)).toEqual([
    'Xã Vĩnh Thông · Thôn Nà Cà',
    'Xã Vĩnh Thông · Xóm Trung T',
    'Chưa rõ thôn',
  ]);
  const heads = sheets.map(({ rows }) => String(rows[2]?.[0]));
  expect(heads[0]).toContain('cho UBND xã Vĩnh Thông trước ngày');
  expect(heads[2]).toContain(`cho Sở ${DEPARTMENT} trước ngày`);
});

test('a department’s slips come in one bundle for each commune and hamlet', async () => {
  const reply = await round.homeAffairs.send('GET', path('slips.pdf?purpose=first'));
  const texts = pdfPages(reply.rawPayload).map(({ text }) => text.replaceAll(/\s/g, ''));
  const covers = texts.flatMap(
    (text) => /Phiếumời·SởH55\.15(.*?)\d+phiếu,số/.exec(text)?.[1] ?? [],
  );
  expect(covers).toEqual(['XãVĩnhThông·ThônNàCà', 'XãVĩnhThông·XómTrungThành', 'Chưarõthôn']);
});
