import { addDays } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';

const HEADINGS =
  'Mã hồ sơ,Tên thủ tục hành chính,Lĩnh vực,Chủ hồ sơ,Loại chủ hồ sơ,Ngày sinh,Số điện thoại,Địa chỉ,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái,Mã đơn vị,Cơ quan tiếp nhận';

export interface Counter {
  readonly agencyCode: string;
  readonly agencyName: string;
  /** What dossier codes of this office begin with. */
  readonly codePrefix: string;
  readonly dossiers: number;
  readonly procedures: readonly (readonly [field: string, name: string])[];
}

export const COMMUNE: Counter = {
  agencyCode: '01981',
  agencyName: 'UBND xã Vĩnh Thông',
  codePrefix: 'H55.200',
  dossiers: 200,
  procedures: [
    ['Hộ tịch', 'Đăng ký khai sinh'],
    ['Chứng thực', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'],
    ['Đất đai', 'Đăng ký biến động quyền sử dụng đất'],
  ],
};
export const DEPARTMENT: Counter = {
  agencyCode: 'H55.04',
  agencyName: 'Sở Xây dựng',
  codePrefix: 'H55.04',
  dossiers: 100,
  procedures: [['Vận tải đường bộ', 'Cấp mới giấy phép lái xe']],
};

const FAMILIES = ['Nguyễn', 'Hoàng', 'Triệu', 'Đặng', 'Lường', 'Nông', 'Bế'];
const MIDDLES = ['Thị', 'Văn', 'Thu', 'Đức', 'Minh'];
const GIVEN = ['Hoa', 'Ánh', 'Bình', 'Ước', 'Yến', 'Ẩn', 'Lý', 'Thắng', 'Sâm', 'Lan', 'Tuấn'];
const HAMLETS = ['Nà Cà', 'Đồng Luông', 'Bản Áng', 'Khuổi Đẳng'];
/** Every so many dossiers: the owner of the one before comes again; no phone; late; a day that is none. */
const [AGAIN, NO_PHONE, LATE, IN_ERROR] = [12, 17, 19, 60];

/** A counter's export: two dossiers a working day since a first day, with the faults that such lists have. */
export function dossierList(counter: Counter, firstDay: string): Buffer {
  const rows = Array.from({ length: counter.dossiers }, (_, i) => row(counter, firstDay, i));
  return Buffer.from(`\ufeff${[HEADINGS, ...rows].join('\r\n')}\r\n`);
}

const every = (nth: number, i: number) => i % nth === nth - 1;
const pick = (all: readonly string[], i: number) => all[i % all.length] ?? '';

function row(counter: Counter, firstDay: string, i: number): string {
  const { agencyCode, agencyName, codePrefix, procedures } = counter;
  const received = addDays(firstDay, Math.floor(i / 2));
  const returned = addDays(received, every(LATE, i) ? 12 : 3);
  // Who comes again comes for the same: else the master key would decide in which field the person is drawn.
  const matter = every(AGAIN, i) ? i - 1 : i;
  const [field, procedure] = procedures[matter % procedures.length]!;
  return [
    `${codePrefix}-${received.slice(2).replaceAll('-', '')}-000${(i % 2) + 1}`,
    `"${procedure}"`,
    field,
    ...owner(counter, matter),
    writtenDay(received),
    writtenDay(addDays(received, 5)),
    every(IN_ERROR, i) ? '31/02/2026' : writtenDay(returned),
    'Đã trả kết quả',
    agencyCode,
    agencyName,
  ].join(',');
}

function owner({ agencyCode }: Counter, i: number): string[] {
  const number = i + (agencyCode === COMMUNE.agencyCode ? 0 : COMMUNE.dossiers);
  const name = [
    pick(FAMILIES, i),
    pick(MIDDLES, Math.floor(i / 7)),
    pick(GIVEN, Math.floor(i / 3)),
  ];
  return [
    name.join(' '),
    'Công dân',
    writtenDay(addDays('1960-01-01', 53 * number)),
    every(NO_PHONE, i) ? '' : `09${String(12_000_000 + 7919 * number)}`,
    `"Thôn ${pick(HAMLETS, i)}, xã Vĩnh Thông, tỉnh Thái Nguyên"`,
  ];
}
