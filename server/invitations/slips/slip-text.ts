import { inText } from '#contract/place-names.ts';
import { writtenDay } from '#contract/written-day.ts';
import { sayableProcedure, UNSAID_PROCEDURE } from '../../db/sensitive-procedure.ts';
import type { Deps } from '../../deps.ts';
import type { PackTerms, SlipRow } from '../queries.ts';
import { linkOf, slipCodeOf, tokenOf } from '../secret-code.ts';

/** The side that a carrier sees: for whom it is, and no code. */
export interface Cover {
  readonly sender: string;
  readonly greeting: string;
  readonly name: string;
  /** Why this person and not the owner of the dossier; empty for an owner who came. */
  readonly relation: string;
  readonly address: string;
  readonly serial: string;
}

/** All that one slip shows. Not on it: phone, number of the dossier, stratum, reserve or not. */
export interface Slip {
  /** Null where somebody else prints who it is for: then the sheet has its number alone. */
  readonly cover: Cover | null;
  readonly serial: string;
  readonly agency: string;
  readonly title: string;
  readonly procedure: string;
  /** What follows the procedure's name, which alone may be shortened. */
  readonly occasion: string;
  readonly steps: readonly string[];
  readonly deadline: string;
  readonly assurance: string;
  /** Empty where the round names no number. */
  readonly hotline: string;
  readonly hotlineHours: string;
  /** In groups of four digits. */
  readonly code: readonly string[];
  readonly host: string;
  readonly link: string;
}

export const UNKNOWN_HAMLET = 'Chưa rõ thôn';

export const coverOf = (terms: PackTerms, row: SlipRow): Cover => ({
  sender: `Sở Nội vụ ${terms.provinceName}`.toUpperCase(),
  greeting: row.kind === 'organization' ? 'Kính gửi:' : 'Kính gửi: Ông/Bà',
  name: (row.cameName ?? row.fullName ?? '').toUpperCase(),
  relation: relationOf(row),
  address: addressOf(terms, row),
  serial: serialLine(row),
});

const serialLine = ({ serial, hamlet }: SlipRow) =>
  `Phiếu số ${serialText(serial)} · ${hamlet ?? UNKNOWN_HAMLET}`;

export function slipOf(terms: PackTerms, row: SlipRow, secrets: Deps['secrets']): Slip {
  const procedure = sayableProcedure(row.procedureName) ?? UNSAID_PROCEDURE;
  return {
    cover: terms.slipPrinting === 'sealed_packs' ? null : coverOf(terms, row),
    serial: serialLine(row),
    agency: terms.agencyName,
    title: `Phiếu mời cho ý kiến năm ${terms.year}`,
    procedure: procedure.charAt(0).toUpperCase() + procedure.slice(1),
    occasion: `, ${received(row.returnedOn)} tại ${terms.officeName} ${inText(terms.agencyName)}.`,
    steps: STEPS,
    deadline: `Trả lời đến hết ngày ${writtenDay(terms.collectTo)}.`,
    assurance: assurance(terms.hotline),
    hotline: terms.hotline,
    hotlineHours: terms.hotline && terms.hotlineHours,
    code: slipCodeOf(secrets, row, row.codeDigits).match(/\d{4}/g) ?? [],
    host: terms.host,
    link: linkOf(terms.host, tokenOf(secrets, row)),
  };
}

/** Who came to the counter is asked: for the owner, or for an organisation. */
function relationOf({ fullName, cameName, representative }: SlipRow): string {
  if (cameName) return `Người đi làm thủ tục cho ${fullName ?? ''}`;
  return representative ? `Người đại diện: ${representative}` : '';
}

const STEPS = [
  '1. Mở máy ảnh hoặc Zalo, quét ô vuông bên cạnh.',
  '2. Trả lời khoảng 6 phút. Mất mạng vẫn trả lời được.',
  '3. Bấm “Gửi phiếu”, chờ chữ “Đã nhận phiếu”.',
];

const assurance = (hotline: string) =>
  [
    hotline && `Không có điện thoại thông minh? Mời nhờ người thân, hoặc gọi ${hotline}.`,
    'Không ghi tên vào câu trả lời. Cán bộ xã, thôn không xem được ai trả lời gì.',
    'Không ai được trả lời thay Ông/Bà.',
    'Phiếu không thu tiền, không hỏi mật khẩu, mã OTP, tài khoản ngân hàng.',
    'Không muốn tham gia cũng không sao.',
  ]
    .filter(Boolean)
    .join(' ');

const received = (returnedOn: string | null) =>
  returnedOn
    ? `nhận kết quả tháng ${Number(returnedOn.slice(5, 7))}/${returnedOn.slice(0, 4)}`
    : 'nhận kết quả';

function addressOf({ agencyName, agencyKind }: PackTerms, { address, hamlet }: SlipRow): string {
  const own = address ?? hamlet;
  if (agencyKind === 'department') return own ?? '';
  if (!own) return agencyName;
  return own.toLowerCase().includes(agencyName.toLowerCase())
    ? own
    : `${own}, ${inText(agencyName)}`;
}

export const serialText = (serial: number): string => String(serial).padStart(3, '0');

/** `001–017, 052`: later slips of a hamlet are numbered after everyone else's. */
export function serialRanges(serials: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const serial of [...serials].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && range[1] === serial - 1) range[1] = serial;
    else ranges.push([serial, serial]);
  }
  return ranges
    .map(([first, last]) =>
      first === last ? serialText(first) : `${serialText(first)}–${serialText(last)}`,
    )
    .join(', ');
}
