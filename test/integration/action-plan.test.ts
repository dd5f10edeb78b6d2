// Truth: docs/results.md §4 — a duty keeps the plan's words, is led by the agencies it names, is reported by them with
// evidence, accepted by Home Affairs, and goes back into a document of the plan's own columns.

import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '#contract/action-plan.ts';
import { addDepartment } from '#contract/agencies.ts';
import { openCampaign } from '#contract/campaigns.ts';
import { changeWording } from '#contract/documents.ts';
import type { Replied } from '#contract/endpoint.ts';
import { listActivity } from '#contract/staff.ts';
import { answeredMeanwhile } from '../answered-meanwhile.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { terms } from '../terms.ts';
import { wideWorkbook } from '../wide-workbook.ts';

const TABLE = [
  'STT\tLĩnh vực/Tiêu chí\tTồn tại, hạn chế\tNhiệm vụ\tKết quả cần đạt\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành',
  'I. THỦ TỤC HÀNH CHÍNH\t\t\t\t\t\t\t',
  '1\tThời gian\tCòn hồ sơ trễ\tXin lỗi bằng văn bản\tĐủ văn bản\tSở Nội vụ; Xã Đồng Phúc\tVăn phòng UBND tỉnh\tTrước ngày 15/11/2026',
  '2\tTiếp cận\tThiếu chỗ ngồi\tSửa phòng chờ\tĐủ ghế\tUBND các xã, phường\t\tThường xuyên',
].join('\n');
const COMMUNE = '01981';

let office: Office;
let homeAffairs: Caller;
let clerk: Caller;
let params: { campaignId: string };
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
  const { id } = await homeAffairs.call(openCampaign, { body: terms() });
  params = { campaignId: id };
  const body = { code: 'H55.99', name: 'Sở Nội vụ' };
  await homeAffairs.call(addDepartment, { params, body });
  const { rows } = await homeAffairs.call(contract.readPlanText, { params, body: { text: TABLE } });
  await homeAffairs.call(contract.addActionItems, { params, body: { items: rows.map(kept) } });
  clerk = await office.as('agency', 'H55.99');
});
afterAll(() => office.close());

type Row = Replied<typeof contract.readPlanText>['rows'][number];
const kept = ({ agencies, others: _, dueOn: __, ...row }: Row) => ({
  ...row,
  agencies: agencies.map(({ agencyCode }) => agencyCode),
});
const planOf = async (caller: Caller) =>
  (await caller.call(contract.getActionPlan, { params })).items;
const pathOf = (reportId: string, itemId: string) =>
  `/api/campaigns/${params.campaignId}/action-plan/${itemId}/agencies/H55.99/reports/${reportId}/file`;
const leadOf = async (agencyCode = 'H55.99') => {
  const [item] = await planOf(homeAffairs);
  return { item: item!, place: { ...params, itemId: item!.id, agencyCode } };
};

test('a plan’s table becomes duties with its words, its last day and the agencies that it names', async () => {
  const [first, second] = await planOf(homeAffairs);
  expect(first).toMatchObject({
    section: 'I. THỦ TỤC HÀNH CHÍNH',
    duty: 'Xin lỗi bằng văn bản',
    leads: 'Sở Nội vụ; Xã Đồng Phúc',
    deadline: { kind: 'date', dueOn: '2026-11-14', text: 'Trước ngày 15/11/2026' },
  });
  expect(first?.agencies.map(({ agencyName }) => agencyName)).toContain('Sở Nội vụ');
  expect(second?.agencies.length).toBeGreaterThan(50);
  expect(second?.agencies.some(({ agencyCode }) => agencyCode === 'H55.99')).toBe(false);
});

test('duties added several times at the same moment are in the plan once; other words or leads are other duties', async () => {
  const { id: campaignId } = await homeAffairs.call(openCampaign, {
    body: terms({ name: 'Đợt nhiệm vụ một lần' }),
  });
  const place = { campaignId };
  const read = { params: place, body: { text: TABLE } };
  const items = (await homeAffairs.call(contract.readPlanText, read)).rows.map(kept);
  const add = (duties: typeof items) =>
    homeAffairs.call(contract.addActionItems, { params: place, body: { items: duties } });
  const countItems = async () =>
    (await homeAffairs.call(contract.getActionPlan, { params: place })).items.length;
  const replies = await Promise.all([add(items), add(items), add(items)]);
  expect(new Set(replies.map((reply) => reply.items))).toEqual(new Set([items.length]));
  expect(await countItems()).toBe(items.length);
  const [first] = items;
  await add([{ ...first!, agencies: [COMMUNE] }]);
  await add([{ ...first!, agencies: [COMMUNE] }]);
  await add([{ ...first!, agencies: [COMMUNE], deadline: '30/6/2027' }]);
  expect(await countItems()).toBe(items.length + 2);
});

test('an agency sees the duties that it leads, and of nobody else how far they are', async () => {
  const items = await planOf(clerk);
  expect(items.map(({ duty }) => duty)).toEqual(['Xin lỗi bằng văn bản']);
  expect(items[0]?.agencies.map(({ agencyCode }) => agencyCode)).toEqual(['H55.99']);
  const { place } = await leadOf(COMMUNE);
  await expect(clerk.call(contract.listActionReports, { params: place })).rejects.toMatchObject({
    status: 403,
  });
});

test('a duty is overdue from the day after its last one until it is reported as done', async () => {
  const own = async () => (await planOf(clerk))[0]?.agencies[0];
  office.at('2026-11-14T16:59:00Z');
  expect(await own()).toMatchObject({ state: 'open', isOverdue: false });
  office.at('2026-11-14T17:00:00Z');
  expect(await own()).toMatchObject({ isOverdue: true });
  const { place } = await leadOf();
  const evidence = { fileName: 'biên bản.pdf', base64: Buffer.from('%PDF').toString('base64') };
  const body = { kind: 'done', text: 'Đã gửi 12 văn bản.', evidence } as const;
  // Pressed several times at once it is one report, which nobody removes.
  const [report, ...repeats] = await Promise.all(
    [1, 2, 3, 4].map(() => clerk.call(contract.reportAction, { params: place, body })),
  );
  expect(repeats.map(({ id }) => id)).toEqual(Array(3).fill(report!.id));
  expect(await own()).toMatchObject({ state: 'done', isOverdue: false });
  const file = await homeAffairs.send('GET', pathOf(report!.id, place.itemId));
  expect([file.statusCode, file.body]).toEqual([200, '%PDF']);
  const observer = await office.as('observer');
  expect((await observer.send('GET', pathOf(report!.id, place.itemId))).statusCode).toBe(403);
});

test('Home Affairs accepts what was called done, not what was not, and accepted is closed', async () => {
  const { place } = await leadOf();
  const { place: foreign } = await leadOf(COMMUNE);
  const accept = { kind: 'accepted', text: 'Đủ văn bản.' } as const;
  const code = (action: Promise<unknown>) =>
    action.then(
      () => 'done',
      ({ code }) => code,
    );
  expect(
    await code(homeAffairs.call(contract.decideAction, { params: foreign, body: accept })),
  ).toMatch(/not_found|action_not_so_far/);
  await homeAffairs.call(contract.decideAction, { params: place, body: accept });
  const again = { kind: 'doing', text: 'Làm tiếp.', evidence: null } as const;
  expect(await code(clerk.call(contract.reportAction, { params: place, body: again }))).toBe(
    'action_not_so_far',
  );
  const { reports } = await clerk.call(contract.listActionReports, { params: place });
  expect(reports.map(({ kind, fileName }) => [kind, fileName])).toEqual([
    ['done', 'biên bản.pdf'],
    ['accepted', null],
  ]);
});

test('a report stays as it was written, and a duty with one is not removed', async () => {
  const { item } = await leadOf();
  const place = { ...params, itemId: item.id };
  await expect(
    homeAffairs.call(contract.removeActionItem, { params: place }),
  ).rejects.toMatchObject({ code: 'action_not_removable' });
  await asOwner(office.deps.db, async (db) => {
    await expect(
      db.updateTable('actionReport').set({ text: 'khác' }).execute(),
    ).rejects.toMatchObject({ constraint: 'never_changes' });
  });
  const second = (await planOf(homeAffairs))[1]!;
  await homeAffairs.call(contract.removeActionItem, { params: { ...params, itemId: second.id } });
  expect(await planOf(homeAffairs)).toHaveLength(1);
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['actions_added', 'action_done', 'action_accepted', 'action_removed']),
  );
});

test.each(contract.PLAN_FORMS)(
  'the appendix in the columns of “%s” is a Word document that reads back as the same duties',
  async (form) => {
    const path = `/api/campaigns/${params.campaignId}/action-plan.docx?form=${form}`;
    const { rawPayload } = await homeAffairs.send('GET', path);
    const { value } = await mammoth.extractRawText({ buffer: rawPayload });
    expect(value).toContain('Sở Nội vụ; Xã Đồng Phúc');
    const { rows } = (
      await homeAffairs.send(
        'PUT',
        `/api/campaigns/${params.campaignId}/action-plan/reading`,
        rawPayload,
      )
    ).json();
    expect(rows).toMatchObject([
      {
        section: 'I. THỦ TỤC HÀNH CHÍNH',
        duty: 'Xin lỗi bằng văn bản',
        deadline: 'Trước ngày 15/11/2026',
        dueOn: '2026-11-14',
      },
    ]);
  },
);

test('what is no plan is refused by name', async () => {
  const path = `/api/campaigns/${params.campaignId}/action-plan/reading`;
  const codeOf = async (payload: Buffer) =>
    (await homeAffairs.send('PUT', path, payload)).json().code;
  expect(await codeOf(Buffer.from('%PDF-1.7'))).toBe('plan_unreadable');
  expect(await codeOf(Buffer.from('PK\u0003\u0004 cut'))).toBe('plan_unreadable');
  await expect(
    homeAffairs.call(contract.readPlanText, { params, body: { text: 'Kính gửi' } }),
  ).rejects.toMatchObject({ code: 'plan_without_table' });
});

test('the six labels are an office’s own, on the screen and over the columns of the appendix', async () => {
  const { labels } = await homeAffairs.call(contract.getActionPlan, { params });
  expect(labels).toEqual([
    'Rõ người',
    'Rõ việc',
    'Rõ tiến độ',
    'Rõ hiệu quả',
    'Rõ trách nhiệm',
    'Rõ thẩm quyền',
  ]);
  const body = { part: 'six_labels', text: 'Ai làm\n\nRõ thời gian' } as const;
  await homeAffairs.call(changeWording, { params, body });
  const own = await homeAffairs.call(contract.getActionPlan, { params });
  expect(own.labels.slice(0, 4)).toEqual(['Ai làm', 'Rõ việc', 'Rõ thời gian', 'Rõ hiệu quả']);
  const path = `/api/campaigns/${params.campaignId}/action-plan.docx?form=six`;
  const { rawPayload } = await homeAffairs.send('GET', path);
  const { value } = await mammoth.extractRawText({ buffer: rawPayload });
  expect(value).toMatch(/STT\s+Rõ việc\s+Ai làm\s+Rõ thời gian\s+Rõ hiệu quả/);
});

test('who owns a policy is a word of the office, and leads what comes from its criterion', async () => {
  const ownerOf = async (code: string) =>
    (await homeAffairs.call(contract.getActionPlan, { params })).owners.find(({ criteria }) =>
      criteria.includes(code),
    )?.name;
  expect(await ownerOf('9.8')).toBe('Công an tỉnh');
  const body = { part: 'policy_owners', text: 'Điện lực Thái Nguyên: 9.10, 9.20' } as const;
  await homeAffairs.call(changeWording, { params, body });
  expect([await ownerOf('9.20'), await ownerOf('9.8')]).toEqual([
    'Điện lực Thái Nguyên',
    undefined,
  ]);
});

// “Hàng tháng” (plans): a word in each month, else it is on the overdue board.
test('a duty of each month is overdue once a whole month has passed without a word', async () => {
  office.at('2026-12-20T03:00:00Z');
  const item = {
    ...{ section: null, criterion: null, shortcoming: null, expected: null, product: null },
    ...{ person: null, authority: null, leads: 'Sở Nội vụ', partners: '' },
  };
  const items = [{ ...item, duty: 'Kiểm tra định kỳ', deadline: 'Hàng tháng' }];
  await homeAffairs.call(contract.addActionItems, { params, body: { items } });
  const found = async () =>
    (await planOf(homeAffairs)).find(({ duty }) => duty === 'Kiểm tra định kỳ')!;
  const state = async () => (await found()).agencies[0];
  office.at('2027-01-31T03:00:00Z');
  expect(await state()).toMatchObject({ isOverdue: false, lastReportOn: null });
  office.at('2027-02-01T03:00:00Z');
  expect(await state()).toMatchObject({ isOverdue: true });
  const place = { ...params, itemId: (await found()).id, agencyCode: 'H55.99' };
  const report = { kind: 'doing', text: 'Đã kiểm tra hai nơi.', evidence: null } as const;
  await clerk.call(contract.reportAction, { params: place, body: report });
  expect(await state()).toMatchObject({ isOverdue: false, lastReportOn: '2027-02-01' });
  office.at('2027-04-01T03:00:00Z');
  expect(await state()).toMatchObject({ isOverdue: true });
});

test('while a long Word document is read others are answered', async () => {
  const cell = '<w:tc><w:p><w:r><w:t>Rút ngắn thời gian giải quyết</w:t></w:r></w:p></w:tc>';
  const rows = `<w:tr>${cell.repeat(12)}</w:tr>`.repeat(600);
  const office2006 = 'http://schemas.openxmlformats.org';
  const word = `${office2006}/wordprocessingml/2006/main`;
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${office2006}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${office2006}/package/2006/relationships"><Relationship Id="r" Type="${office2006}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body><w:tbl>${rows}</w:tbl></w:body></w:document>`,
  };
  const zipped = zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  );
  const path = `/api/campaigns/${params.campaignId}/action-plan/reading`;
  const { reply, answered } = await answeredMeanwhile(office, () =>
    homeAffairs.send('PUT', path, Buffer.from(zipped)),
  );
  // Its rows are no duties, and it was read to its end.
  expect(reply.json()).toMatchObject({ code: 'plan_without_table' });
  expect(answered).toBeGreaterThan(100);
});

test('while a workbook of 6 kB is read whose rows end in the last of columns, others are answered', async () => {
  const path = `/api/campaigns/${params.campaignId}/action-plan/reading`;
  const file = await wideWorkbook(500);
  const { reply, answered } = await answeredMeanwhile(office, () =>
    homeAffairs.send('PUT', path, file),
  );
  expect(reply.json()).toMatchObject({ code: 'file_too_wide', details: { columns: 100 } });
  expect(answered).toBeGreaterThan(100);
});

test('a heading beyond the columns of a plan that are read is named, not passed over', async () => {
  const path = `/api/campaigns/${params.campaignId}/action-plan/reading`;
  const read = async (column: number) => {
    const row = (...cells: string[]) => [
      ...cells.slice(0, 3),
      ...Array(column - 4).fill(''),
      cells[3],
    ];
    const rows = [
      row('STT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời hạn'),
      row('1', 'Công khai thủ tục', 'Sở Xây dựng', '30/6/2027'),
    ];
    const file = Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows }] }));
    return (await homeAffairs.send('PUT', path, file)).json();
  };
  expect(await read(100)).toMatchObject({ rows: [{ dueOn: '2027-06-30' }] });
  expect(await read(101)).toMatchObject({ code: 'file_too_wide', details: { columns: 100 } });
});
