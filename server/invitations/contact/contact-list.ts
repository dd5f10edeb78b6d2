import type { WaveTerms } from '#contract/contact.ts';
import { messageText, WITH_LINK } from '#contract/contact.ts';
import { spreadsheetText } from '../../http/spreadsheet-text.ts';
import { stepTurn } from '../../http/step-turn.ts';

import type { Recipient } from './recipients.ts';

const headingsOf = (reach: string) => [
  'Đơn vị',
  'Phiếu số',
  'Họ và tên',
  reach,
  'Thôn, tổ dân phố',
  'Địa chỉ',
];

/** Rows for the sender: who, where, and with what text; a call or a visit carries no link. */
function rowsOf(wave: WaveTerms, recipients: readonly Recipient[], collectTo: string) {
  const hasText = WITH_LINK.includes(wave.way) || wave.way === 'letter';
  const isByMail = wave.way === 'email';
  const headings = headingsOf(isByMail ? 'Thư điện tử' : 'Điện thoại');
  const rows = recipients.map((recipient) => [
    recipient.agencyName,
    String(recipient.serial).padStart(3, '0'),
    recipient.fullName,
    (isByMail ? recipient.email : recipient.phone) ?? '',
    recipient.hamlet ?? '',
    recipient.address ?? '',
    ...(hasText ? [recipient.link, messageText(wave.text, { ...recipient, collectTo })] : []),
  ]);
  return [[...headings, ...(hasText ? ['Đường dẫn', 'Nội dung'] : [])], ...rows].map((row) =>
    row.map(spreadsheetText),
  );
}

export async function contactWorkbook(...list: Parameters<typeof rowsOf>): Promise<Buffer> {
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'Danh sách', rows: rowsOf(...list) }] }));
}

/** RFC 4180 with the byte order mark that makes Excel read Vietnamese. */
export const contactCsv = (...list: Parameters<typeof rowsOf>): string =>
  `\uFEFF${rowsOf(...list)
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')}\r\n`;
