// Truth: the slip of ux.md §5, word for word; QR codes by ISO/IEC 18004 (lean-qr), read back from the PDF's own bars.
import { readXlsx } from 'hucre/xlsx';
import { correction, generate } from 'lean-qr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listInvitations } from '#contract/invitations.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { PdfPage } from '../pdf-pages.ts';
import { embeddedFonts, pdfPages } from '../pdf-pages.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { drawnCampaign, invitedCampaign } from '../scenario-frozen.ts';
import { zipEntry } from '../zip-entry.ts';

const AGENCY = '01981';
let office: Office;
let campaign: InvitedCampaign;
let clerk: Caller;
let homeAffairs: Caller;
let own: readonly TestInvitation[];
beforeAll(async () => {
  office = await openOffice();
  campaign = await invitedCampaign(office, {
    design: { size: 54 },
    procedures: { 'Hộ tịch': ['Đăng ký khai tử'] },
  });
  clerk = await office.as('agency', AGENCY);
  ({ homeAffairs } = campaign);
  own = campaign.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
});
afterAll(() => office.close());

const path = (file: string, agency = AGENCY) =>
  `/api/campaigns/${campaign.campaignId}/invitations/${agency}/${file}`;
const words = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the slips', () => {
  let pdf: Buffer;
  let pages: PdfPage[];
  beforeAll(async () => {
    const reply = await homeAffairs.send('GET', path('slips.pdf?purpose=first'));
    expect(reply.headers['content-type']).toBe('application/pdf');
    pdf = reply.rawPayload;
    pages = pdfPages(pdf);
  });

  test('come three to a page, hamlet by hamlet, each under its cover', async () => {
    const { hamlets } = await clerk.call(listInvitations, {
      params: { campaignId: campaign.campaignId, agencyCode: AGENCY },
    });
    expect(hamlets.map(({ hamlet }) => hamlet)).toEqual(['Bản Áng', 'Đồng Luông', 'Nà Cà', null]);
    expect(pages).toHaveLength(
      hamlets.reduce((sum, { invitations }) => sum + 1 + Math.ceil(invitations / 3), 0),
    );
    const covers = pages.filter(({ text }) => text.includes('Cách gấp'));
    expect(covers.map(({ text }) => text.split('\n')[2])).toEqual([
      'Bản Áng',
      'Đồng Luông',
      'Nà Cà',
      'Chưa rõ thôn',
    ]);
  });

  test('carry their letters with them: fonts embedded, every Vietnamese letter whole', () => {
    expect(embeddedFonts(pdf).sort()).toEqual(['BeVietnamPro-Regular', 'BeVietnamPro-SemiBold']);
    expect(pages.map(({ text }) => text).join('')).not.toContain('\uFFFD');
  });

  test('have the square that opens exactly that person’s link', () => {
    const squares = pages.flatMap(squaresOf);
    expect(squares).toHaveLength(own.length);
    for (const { link } of own) {
      const qr = generate(link, { minCorrectionLevel: correction.Q });
      expect(qr.size).toBeLessThanOrEqual(33);
      expect(squares).toContain(qr.toString({ on: '#', off: '.', lf: '\n', pad: 0 }).trimEnd());
    }
  });

  test('say what the paper says, and have the code beside no name', () => {
    const text = words(pages.map((page) => page.text).join(''));
    for (const sentence of [
      'SỞ NỘI VỤ TỈNH THÁI NGUYÊN Kính gửi: Ông/Bà',
      'Giao tận tay. Người giao không mở phiếu. Nhận rồi, xé bỏ phần này',
      'Phiếu mời cho ý kiến năm 2026',
      'Thủ tục đất đai, nhận kết quả tháng 9/2026 tại Trung tâm Phục vụ hành chính công xã Vĩnh Thông.',
      '1. Mở máy ảnh hoặc Zalo, quét ô vuông bên cạnh. 2. Trả lời khoảng 6 phút. Mất mạng vẫn trả lời được. 3. Bấm “Gửi phiếu”, chờ chữ “Đã nhận phiếu”. Trả lời đến hết ngày 15/12/2026.',
      'Không có điện thoại thông minh? Mời nhờ người thân, hoặc gọi 0208 3855 000. Không ghi tên vào câu trả lời. Cán bộ xã, thôn không xem được ai trả lời gì. Không ai được trả lời thay Ông/Bà. Phiếu không thu tiền, không hỏi mật khẩu, mã OTP, tài khoản ngân hàng. Không muốn tham gia cũng không sao.',
      'Hoặc vào trang ks.thainguyen.gov.vn rồi nhập mã phiếu. Mỗi người một phiếu.',
    ])
      expect(text).toContain(sentence);
    const names = new Map(campaign.people.map(({ unitId, fullName }) => [unitId, fullName]));
    for (const { unitId, code, serial } of own) {
      expect(text).toContain((names.get(unitId) ?? '-').toUpperCase());
      expect(text).toContain(`Phiếu số ${String(serial).padStart(3, '0')} · `);
      expect(text.replaceAll(' ', '')).toContain(`Mãphiếu${code}`);
    }
  });

  test('keep to themselves what is sensitive, and what a carrier has no need of', () => {
    const text = words(pages.map((page) => page.text).join(''));
    expect(text).not.toMatch(/khai tử/i);
    expect(text).toContain('Một thủ tục hành chính, nhận kết quả tháng 9/2026');
    for (const unprinted of ['0912345678', 'F01', 'F02', ...own.map(({ unitId }) => unitId)])
      expect(text).not.toContain(unprinted);
  });

  test('are the same again when printed again, and each printing is recorded', async () => {
    office.at('2026-11-11T02:00:00Z');
    const again = await homeAffairs.send('GET', path('slips.pdf?purpose=damaged'));
    expect(pdfPages(again.rawPayload)).toEqual(pages);
    const { printedOn } = await clerk.call(listInvitations, {
      params: { campaignId: campaign.campaignId, agencyCode: AGENCY },
    });
    expect(printedOn).toBe('2026-11-11');
    const printings = await office.deps.db
      .selectFrom('packPrinting')
      .select(['agencyCode', 'printedBy', 'slips', 'purpose'])
      .where('campaignId', '=', campaign.campaignId)
      .orderBy('printedAt')
      .execute();
    const printing = { agencyCode: AGENCY, printedBy: homeAffairs.staffId, slips: own.length };
    expect(printings).toEqual([
      { ...printing, purpose: 'first' },
      { ...printing, purpose: 'damaged' },
    ]);
  });

  test('wait until they have been issued', async () => {
    const { campaignId, ...drawn } = await drawnCampaign(office);
    const reply = await drawn.homeAffairs.send(
      'GET',
      `/api/campaigns/${campaignId}/invitations/${AGENCY}/slips.pdf?purpose=first`,
    );
    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toEqual({ code: 'invitations_not_issued', details: { missing: 10 } });
  });
});

/** The black squares of a page as rows of `#` and `.`, from the bars that the file has the printer fill. */
function squaresOf({ bars }: PdfPage): string[] {
  const strip = (y: number) => Math.floor(y / ((297 / 3 / 25.4) * 72));
  const byStrip = Map.groupBy(
    bars.filter(([x]) => x > 400),
    ([, y]) => strip(y),
  );
  return [...byStrip.values()].map((own) => {
    const module = own[0]?.[3] ?? 1;
    const left = Math.min(...own.map(([x]) => x));
    const top = Math.min(...own.map(([, y]) => y));
    const size = Math.round((Math.max(...own.map(([x, , width]) => x + width)) - left) / module);
    const rows = Array.from({ length: size }, () => Array<string>(size).fill('.'));
    for (const [x, y, width] of own) {
      const from = Math.round((x - left) / module);
      rows[Math.round((y - top) / module)]?.fill('#', from, from + Math.round(width / module));
    }
    return rows.map((row) => row.join('')).join('\n');
  });
}

describe('the carriers’ tick list', () => {
  test('has a sheet for each hamlet with the people in the order of the slips', async () => {
    const reply = await clerk.send('GET', path('delivery-list.xlsx'));
    const { sheets } = await readXlsx(reply.rawPayload);
    expect(sheets.map(({ name }) => name)).toEqual([
      'Bản Áng',
      'Đồng Luông',
      'Nà Cà',
      'Chưa rõ thôn',
    ]);
    const rows = sheets[0]?.rows ?? [];
    expect(rows[0]?.[0]).toBe('Danh sách giao phiếu mời');
    expect(rows[2]?.[0]).toContain(
      'Chỉ giao tận tay. Không mở phiếu, không giữ phiếu, không trả lời hộ, không hỏi người dân đã trả lời thế nào. Nộp lại danh sách này và các phiếu không giao được cho UBND xã Vĩnh Thông trước ngày 15/12/2026.',
    );
    expect(rows[3]).toEqual([
      'Phiếu số',
      'Họ và tên',
      'Địa chỉ',
      'Đã giao (ngày …)',
      'Vắng lần',
      'Chuyển đi',
      'Không nhận',
      'Sai người',
      'Đã mất',
      'Ghi chú',
    ]);
    const listed = sheets.flatMap(({ rows: cells }) =>
      cells.filter(([serial]) => /^\d{3}$/.test(String(serial))).map(([serial]) => Number(serial)),
    );
    expect(listed).toEqual(own.map(({ serial }) => serial));
    expect(String(rows.at(-1)?.[0])).toMatch(/^Đã nhận \d+ phiếu, từ số 001/);
  });

  test('opens undamaged in Excel: a sheet’s name with a space is quoted where it is referred to', async () => {
    const reply = await clerk.send('GET', path('delivery-list.xlsx'));
    const workbook = zipEntry(reply.rawPayload, 'xl/workbook.xml');
    const ranges = [...workbook.matchAll(/<definedName [^>]*>([^<]*)</g)].map(([, range]) => range);
    expect(ranges).toHaveLength(4);
    for (const range of ranges) expect(range).toMatch(/^(?:'|&apos;).+(?:'|&apos;)!\$4:\$4$/);
  });

  test('has no code, phone, procedure or reply status', async () => {
    const reply = await clerk.send('GET', path('delivery-list.xlsx'));
    const { sheets } = await readXlsx(reply.rawPayload);
    const text = JSON.stringify(sheets);
    for (const unlisted of [
      '0912345678',
      'khai tử',
      'đất đai',
      ...own.flatMap(({ code, token }) => [code, token]),
    ])
      expect(text.toLowerCase()).not.toContain(unlisted.toLowerCase());
  });

  test('runs nothing that somebody wrote into a name, and takes any hamlet’s name', async () => {
    const odd = await invitedCampaign(office, {
      agencies: [AGENCY],
      peoplePerStratum: 20,
      hamlets: [
        '=HYPERLINK("http://x")',
        'Xóm 1/2 [mới]',
        'xóm 1/2 (MỚI)',
        'X'.repeat(60),
        `${'X'.repeat(60)}b`,
      ],
    });
    const reply = await odd.homeAffairs.send(
      'GET',
      `/api/campaigns/${odd.campaignId}/invitations/${AGENCY}/delivery-list.xlsx`,
    );
    const { sheets } = await readXlsx(reply.rawPayload);
    expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(5);
    for (const { rows, cells, name } of sheets) {
      expect(name.length).toBeLessThanOrEqual(31);
      for (const cell of rows.flat()) expect(String(cell ?? '')).not.toMatch(/^[=+\-@]/);
      for (const cell of cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    }
  });
});
