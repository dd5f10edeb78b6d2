// Truth: the alphabets of Ê Đê, Gia Rai, Ba Na and M'Nông as the schoolbooks of the Central Highlands have them
// (ĕ ĭ ŏ ŭ ƀ č ñ, and a breve on ê ô ơ ư): who bears such a name must find it on the slip. A company's name is whole.
import { expect, test } from 'vitest';
import { HotlineHours, LONGEST_HOURS } from '#contract/written-text.ts';
import type { Paper } from '../../../server/invitations/slips/paper.ts';
import { newPaper } from '../../../server/invitations/slips/paper.ts';
import type { Cover, Slip } from '../../../server/invitations/slips/slip-text.ts';
import { drawAddress, drawStrip } from '../../../server/invitations/slips/strip.ts';
import { pdfPages } from '../../pdf-pages.ts';

const cover: Cover = {
  sender: 'SỞ NỘI VỤ TỈNH ĐẮK LẮK',
  greeting: 'Kính gửi: Ông/Bà',
  name: '',
  relation: '',
  address: 'Buôn Ako Dhông, xã Ea Kao',
  serial: 'Phiếu số 0001 · Buôn Ako Dhông',
};

const printed = (changes: Partial<Cover>) =>
  textOf((paper) => drawAddress(paper, { ...cover, ...changes }, 0, 0));

async function textOf(draw: (paper: Paper) => void): Promise<string> {
  const paper = newPaper('slip', new Date());
  paper.addPage();
  draw(paper);
  paper.end();
  const chunks: Buffer[] = [];
  for await (const chunk of paper) chunks.push(chunk as Buffer);
  const [page] = pdfPages(Buffer.concat(chunks));
  return (page?.text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ');
}

const VIETNAMESE = 'aáàảãạăắằẳẵặâấầẩẫậđeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ';
const HIGHLANDS = 'ăâƀčđĕêê̆ĭñŏôô̆ơơ̆ŭưư̆';

test.each([
  ['of Vietnamese', VIETNAMESE],
  ['of the Central Highlands', HIGHLANDS],
  ['of the Central Highlands, decomposed', HIGHLANDS.normalize('NFD')],
])('every letter %s prints, small and large', async (_, letters) => {
  for (const form of [letters, letters.toUpperCase()]) {
    const text = await printed({ name: form, address: form });
    expect(text).not.toContain('\uFFFD');
    expect(text.replaceAll(' ', '').split(form.normalize('NFC'))).toHaveLength(3);
  }
});

test.each(['Y Blŭ Niê Kdăm', 'H’Bĭa Ƀuôn Yă', 'Rơ Châm Ơ̆t', 'Hʼmrêch Ŏng Du'])(
  'the name %s is on the slip whole',
  async (name) => {
    // A mark upon a mark is set by itself: compared without spaces.
    const text = (await printed({ name })).replaceAll(' ', '');
    expect(text).toContain(name.normalize('NFC').replaceAll(' ', ''));
  },
);

test('a very long name of a company is whole, with relation and address below it and the number under them', async () => {
  const name =
    'CHI NHÁNH CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN THƯƠNG MẠI DỊCH VỤ XÂY DỰNG VÀ PHÁT TRIỂN NÔNG LÂM NGHIỆP MIỀN NÚI PHÍA BẮC VIỆT NAM – TRUNG TÂM GIỐNG CÂY TRỒNG VÀ VẬT NUÔI HUYỆN ĐỊNH HÓA';
  for (const relation of ['', 'là người đại diện theo pháp luật của tổ chức đã làm thủ tục']) {
    const text = await printed({ name, relation });
    expect(text).toContain(name);
    expect(text).toContain(`${relation} ${cover.address} ${cover.serial}`.trim());
    expect(text).not.toContain('…');
  }
});

const slip: Slip = {
  cover: null,
  serial: cover.serial,
  agency: 'Xã Ea Kao',
  title: 'Phiếu mời cho ý kiến năm 2026',
  procedure: 'Đăng ký khai sinh',
  occasion: ', nhận kết quả tháng 10/2026 tại Trung tâm xã Ea Kao.',
  steps: ['Quét ô vuông, hoặc gõ mã phiếu.'],
  deadline: 'Trả lời đến hết ngày 15/12/2026.',
  assurance: 'Cần giúp, mời gọi 0262 3855 000.',
  hotline: '0262 3855 000',
  hotlineHours: '',
  code: ['1234', '5678', '9012', '3456'],
  host: '',
  link: '',
};
/** The longest that a round may state, in wide letters and long words. */
const HOURS =
  'từ 7 giờ 30 phút đến 11 giờ 30 phút và từ 13 giờ 30 đến 17 giờ, thứ Hai đến thứ Sáu, trừ các ngày lễ';

test.each([
  'ks.thainguyen.gov.vn',
  'khaosat.sonoivu.thainguyen.gov.vn',
  'khao-sat-hai-long.sonoivu.thainguyen.gov.vn',
  'khao-sat-hai-long.so-noi-vu.thanh-pho-ho-chi-minh.gov.vn:8443',
])('the longest hours of the hotline are on the slip whole, under the address %s', async (host) => {
  expect(HotlineHours.parse(HOURS)).toHaveLength(LONGEST_HOURS);
  const link = `https://${host}/ABCDEFGHIJKLMNOP`;
  const text = await textOf((paper) =>
    drawStrip(paper, { ...slip, hotlineHours: HOURS, host, link }, 0),
  );
  // A line ends where there is room, within the address too.
  const letters = text.replaceAll(' ', '');
  expect(letters).toContain(`Gọi${HOURS.replaceAll(' ', '')}.`);
  expect(letters).toContain(`Hoặcvàotrang${host}rồinhậpmãphiếu.`);
  expect(HotlineHours.safeParse(`${HOURS}.`).success).toBe(false);
});
