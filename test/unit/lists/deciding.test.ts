/** Outside truth: the eligibility rules of domain.md 2.3 and, for the property, arithmetic. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnRole } from '#contract/list-preview.ts';
import { canonicalFrame } from '#sampling/frame/canonical.ts';
import { AgencyRegister } from '../../../server/lists/decide/agency-register.ts';
import { FieldCodes } from '../../../server/lists/decide/field-codes.ts';
import { DossierPseudonym } from '../../../server/lists/decide/pseudonym-bytes.ts';
import type { ReadingRules } from '../../../server/lists/decide/read-application.ts';
import { readApplication } from '../../../server/lists/decide/read-application.ts';
import { decideList } from '../../../server/lists/link/decide-list.ts';
import { identityKeys } from '../../../server/lists/link/identity-keys.ts';
import { RowMarks } from '../../../server/lists/link/row-marks.ts';

const ROLES = [
  'dossierCode',
  'procedureName',
  'field',
  'ownerName',
  'ownerKind',
  'submitterName',
  'birthDate',
  'idNumber',
  'phone',
  'address',
  'finishedOn',
  'returnedOn',
  'status',
  'result',
  'agencyCode',
  'agencyName',
  'note',
] as const satisfies ColumnRole[];
type Cells = Partial<Record<(typeof ROLES)[number], string>>;

const AGENCIES = [
  { code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune', provinceCode: '19' },
  { code: '02143', name: 'Xã Văn Lang', kind: 'commune', provinceCode: '19' },
  { code: '05665', name: 'Xã Văn Lăng', kind: 'commune', provinceCode: '19' },
  { code: '05710', name: 'Xã Định Hoá', kind: 'commune', provinceCode: '19' },
  { code: 'H12.01', name: 'Sở Nội vụ', kind: 'department', provinceCode: '12' },
];

const rules = (ownAgency: string | null = null): ReadingRules => ({
  columns: new Map(ROLES.map((role, index) => [role, index])),
  window: { from: '2026-01-01', to: '2026-10-31', today: '2026-11-02' },
  agencies: new AgencyRegister(AGENCIES, {
    provinceCode: '19',
    ownAgency,
    mayRegister: ownAgency === null,
  }),
  ownAgency,
});

const row = (cells: Cells, number = 2) => ({
  number: number,
  cells: ROLES.map((role) => cells[role] ?? ''),
});
const GOOD: Cells = {
  dossierCode: 'H55.200-260302-0001',
  procedureName: 'Đăng ký khai sinh',
  field: 'Hộ tịch',
  ownerName: 'LÝ A SỬ',
  birthDate: '02/05/1971',
  phone: '0972302218',
  address: 'Tổ 5, Xã Vĩnh Thông',
  returnedOn: '04/03/2026',
  status: 'Đã trả kết quả',
  agencyCode: '01981',
};
const decided = (changes: Cells, own: string | null = null) =>
  readApplication(row({ ...GOOD, ...changes }), rules(own));

test('a refusal counts as one where a column of its own says so, beside a state of return', () => {
  expect(decided({ result: 'Từ chối giải quyết' })).toMatchObject({
    reason: null,
    isRefused: true,
  });
  expect(decided({ result: 'Đồng ý giải quyết' })).toMatchObject({
    reason: null,
    isRefused: false,
  });
  expect(decided({ status: 'Từ chối tiếp nhận', result: '' })).toMatchObject({ isRefused: false });
});

test('a kind of owner in its short form is the kind itself', () => {
  for (const ownerKind of ['DN', 'TC', 'HTX', 'Cty', 'Doanh nghiệp nhà nước'])
    expect(decided({ ownerKind, ownerName: 'Xí nghiệp Sông Cầu' }).contact?.kind).toBe(
      'organization',
    );
  expect(decided({ ownerKind: 'CN' }).contact?.kind).toBe('citizen');
});

test('a returned result within the window makes its owner eligible', () =>
  expect(decided({})).toMatchObject({
    reason: null,
    returnedOn: '2026-03-04',
    agencyCode: '01981',
    contact: { fullName: 'Lý A Sử', kind: 'citizen', hamlet: 'Tổ 5', birth: { year: 1971 } },
  }));

describe('a row is left out', () => {
  test.each([
    ['no_dossier_code', { dossierCode: '' }],
    ['no_name', { ownerName: '' }],
    ['not_returned', { status: 'Đang xử lý', returnedOn: '' }],
    ['not_returned', { status: 'Đã xử lý xong', returnedOn: '', finishedOn: '04/03/2026' }],
    ['not_received', { status: 'Không được tiếp nhận' }],
    ['withdrawn', { status: 'Công dân yêu cầu rút' }],
    ['stopped', { status: 'Dừng xử lý' }],
    ['outside_window', { returnedOn: '31/12/2025' }],
    ['outside_window', { returnedOn: '01/11/2026' }],
    ['unreadable_date', { returnedOn: '31/02/2026' }],
    ['unreadable_date', { returnedOn: '03/11/2026' }],
    ['unreadable_date', { returnedOn: '' }],
    ['state_body', { ownerKind: 'Cơ quan nhà nước' }],
    ['state_body', { ownerKind: 'CQNN' }],
    ['state_body', { ownerKind: 'Cơ quan NN' }],
    ['state_body', { ownerName: 'UBND xã Vĩnh Thông' }],
    ['state_body', { ownerKind: 'Cơ quan, tổ chức', ownerName: 'Sở Nội vụ' }],
    ['minor', { birthDate: '05/03/2008' }],
    ['no_contact', { phone: '113', address: '' }],
    ['unknown_agency', { agencyCode: '99999' }],
    ['unknown_agency', { agencyCode: '', agencyName: 'Xã Van Lang' }],
  ] as const)('as %s: %o', (reason, changes) => expect(decided(changes).reason).toBe(reason));
});

describe('a row stays in', () => {
  test.each([
    ['a refusal that reached the citizen', { status: 'Từ chối giải quyết' }],
    [
      'the end of the work where the state says returned',
      { returnedOn: '', finishedOn: '04/03/2026' },
    ],
    ['a list without states', { status: '' }],
    ['a decision without a state', { status: '', result: 'Đã trả kết quả' }],
    ['an address without a phone', { phone: '' }],
    ['a phone without an address', { address: '' }],
    ['somebody who turned 18 on the day', { birthDate: '04/03/2008' }],
    ['a year of birth in which one may be 18', { birthDate: '2008' }],
  ] as const)('%s', (_, changes) => expect(decided(changes).reason).toBeNull());

  test('a child’s dossier, with the adult who acted for the child as the contact', () => {
    const child = { ownerName: 'Lý Thị Bé', birthDate: '01/02/2026' };
    expect(decided({ ...child, submitterName: 'Lý A Sử' }).contact?.fullName).toBe('Lý A Sử');
    expect(decided({ ...child, note: 'Người nộp thay: Ma Bích My' }).contact).toMatchObject({
      fullName: 'Ma Bích My',
      birth: { year: null },
    });
  });
});

test('an organisation’s representative is asked like a citizen', () => {
  const company = { ownerName: 'CÔNG TY TNHH TÚ CHÍNH', birthDate: '' };
  for (const ownerKind of ['Doanh nghiệp', 'Cơ quan, tổ chức', ''])
    expect(decided({ ...company, ownerKind }).contact?.kind).toBe('organization');
});

describe('who came to the counter', () => {
  test.each([
    [{ submitterName: 'Vàng Thị Mai' }, 'Vàng Thị Mai'],
    [{ note: 'Người nộp thay: VÀNG THỊ MAI; đã hẹn' }, 'Vàng Thị Mai'],
    [{ note: 'Nộp hộ: Vàng Thị Mai (vợ)' }, 'Vàng Thị Mai'],
    [{ note: 'Uỷ quyền cho: Vàng Thị Mai'.normalize('NFD') }, 'Vàng Thị Mai'],
    [{ submitterName: 'LY A SU' }, null],
    [{ note: 'Nộp hộ chiếu bản sao' }, null],
  ] as const)('%o is %s, and the dossier stays its owner’s', (changes, cameName) =>
    expect(decided(changes).contact).toMatchObject({ fullName: 'Lý A Sử', cameName }),
  );

  test('for an organisation is its representative', () => {
    const company = { ownerName: 'Công ty TNHH Tú Chính', ownerKind: 'Doanh nghiệp' };
    expect(decided({ ...company, submitterName: 'Bàn Văn Tú' }).contact).toMatchObject({
      fullName: 'Công ty TNHH Tú Chính',
      representative: 'Bàn Văn Tú',
      cameName: null,
    });
  });
});

describe('the agency of a row', () => {
  test.each([
    [{ agencyCode: '1981' }, '01981'],
    [{ agencyCode: '', agencyName: 'UBND xã Văn Lăng' }, '05665'],
    [{ agencyCode: '', agencyName: 'UBND XÃ VĂN LANG' }, '02143'],
    [{ agencyCode: 'H55.242', agencyName: 'UBND xã Định Hóa' }, '05710'],
    [{ agencyCode: 'H55.02', agencyName: 'Sở Nội vụ' }, 'H55.02'],
    [{ agencyCode: 'H55.243', agencyName: 'UBND xã Không Có' }, null],
    [{ agencyCode: 'H12.01', agencyName: 'Sở Nội vụ' }, null],
  ] as const)('%o is %s', (cells, agency) => expect(decided(cells).agencyCode).toBe(agency));

  test('in an agency’s own list is its own, and a row that names another is left out', () => {
    expect(decided({ agencyCode: '', agencyName: 'Phòng Kinh tế' }, '01981').reason).toBeNull();
    expect(decided({ agencyCode: '02143' }, '01981')).toMatchObject({
      reason: 'unknown_agency',
      agencyCode: '01981',
    });
  });
});

test('fields are coded in the order of their names, after those that the campaign has', () => {
  const first = new FieldCodes([], ['Hộ tịch', 'Chứng thực', null, 'HỘ TỊCH']);
  expect(first.added.map(({ code, name }) => `${code} ${name}`)).toEqual([
    'F01 Chưa ghi lĩnh vực',
    'F02 Chứng thực',
    'F03 HỘ TỊCH',
  ]);
  expect(first.codeOf('hộ tịch')).toBe('F03');
  const second = new FieldCodes(first.added, ['Bảo trợ xã hội', 'Hộ tịch']);
  expect(second.added).toEqual([{ code: 'F04', name: 'Bảo trợ xã hội' }]);
});

const oneOf = (...values: string[]) => fc.constantFrom(...values);
const cells: fc.Arbitrary<Cells> = fc.record({
  dossierCode: oneOf(
    ...Array.from({ length: 12 }, (_, index) => `H55.200-260302-00${10 + index}`),
    '',
  ),
  procedureName: oneOf('Đăng ký khai sinh', 'Chứng thực bản sao'),
  field: oneOf('Hộ tịch', 'Chứng thực', ''),
  ownerName: oneOf('Lý A Sử', 'LÝ A SỬ', 'Ly A Su', 'Vàng Thị Mai', 'Công ty TNHH Tú Chính', ''),
  birthDate: oneOf('02/05/1971', '1971', '2015', ''),
  idNumber: oneOf('019071000001', '019071000002', ''),
  phone: oneOf('0972302218', '0985000111', ''),
  address: oneOf('Tổ 5, Xã Vĩnh Thông', ''),
  returnedOn: oneOf('04/03/2026', '05/03/2026', '31/02/2026', '04/03/2025', ''),
  status: oneOf('Đã trả kết quả', 'Đang xử lý', ''),
  agencyCode: oneOf('01981', '02143', '99999'),
});

const key = Buffer.alloc(32, 7);
const pseudonym = new DossierPseudonym(key, 'campaign');
const marking = { pseudonym, isSeparated: () => false };

/** What is decided over rows: their outcomes, and the frame of the chosen dossiers. */
function outcomes(rows: readonly Cells[]) {
  const sheet = rows.map((cells, index) => row(cells, index + 2));
  const applications = sheet.map((sheetRow) => readApplication(sheetRow, rules()));
  const marks = new RowMarks(rows.length);
  for (const application of applications)
    marks.add(
      application,
      application.contact ? identityKeys(key, application.contact) : undefined,
      marking,
    );
  const texts = rows.map((cells) => JSON.stringify(cells));
  const inOrder = texts.toSorted();
  const { person } = decideList(marks, (index) => inOrder.indexOf(texts[index]!));
  const nameOf = (index: number) => {
    const { high, low } = pseudonym.of(applications[index]!.code);
    return `${high.toString(16).padStart(12, '0')}${low.toString(16).padStart(8, '0')}`;
  };
  const persons = Map.groupBy(
    rows.keys().filter((index) => person[index]! >= 0),
    (index) => person[index]!,
  );
  const units = [...persons.values()].map((dossiers) => {
    const chosen = dossiers.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))[0]!;
    const { agencyCode, field } = applications[chosen]!;
    return { unitId: nameOf(chosen), stratum: `${agencyCode}.${field ? fieldOf(field) : 'F00'}` };
  });
  const reasons = [...rows.keys()].flatMap((index) => marks.reasonAt(index) ?? []).sort();
  const merged = rows.length - reasons.length - persons.size;
  const frame = units.length > 0 ? canonicalFrame(units) : '';
  return { accepted: persons.size, merged, reasons, frame };
}
const fieldOf = (name: string) => (name === 'Hộ tịch' ? 'F02' : 'F01');

test('every row ends once, and the order of the rows changes neither counts nor frame', () =>
  fc.assert(
    fc.property(
      fc
        .array(cells, { maxLength: 40 })
        .chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
      ([rows, shuffled]) => {
        const before = outcomes(rows);
        expect(before.accepted + before.merged + before.reasons.length).toBe(rows.length);
        expect(outcomes(shuffled)).toEqual(before);
      },
    ),
    { numRuns: 120 },
  ));
