import { SIX_LABELS } from '#contract/action-plan.ts';
import { MESSAGE_STATES } from '#contract/contact.ts';
import { DISPOSITION_NAMES } from '#contract/ledger.ts';
import { MODES } from '#contract/responses.ts';
import { CAMPAIGN_ID, FILE_ID, refused, STAFF } from './wire.ts';

export const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const COUNTS = { rows: 1380, accepted: 858, merged: 355, excluded: 138, inError: 29 };
const CAMPAIGN = {
  id: CAMPAIGN_ID,
  name: 'Thái Nguyên 2026',
  provinceName: 'Tỉnh Thái Nguyên',
  stage: 'frame_open',
  createdAt: '2026-11-02T02:00:00Z',
  year: 2026,
  provinceCode: '19',
  planNumber: '',
  planDate: null,
  returnedFrom: '2026-01-01',
  returnedTo: '2026-10-31',
  listsDueOn: null,
  collectFrom: '2026-11-20',
  collectTo: '2026-12-15',
  reportDueOn: null,
  graceDays: 7,
  questionnaireVersion: 'sipas-2023-2026',
  questionnairePart: 'service',
  officeName: 'Trung tâm Phục vụ hành chính công',
  hotline: '',
  hotlineHours: '',
  host: 'ks.thainguyen.gov.vn',
  noticeHours: 24,
  retentionDays: 90,
  restRounds: 1,
  slipPrinting: 'home_affairs' as const,
};
const OVERVIEW = {
  stage: 'frame_open',
  agencies: 2,
  agenciesWithList: 1,
  signed: 0,
  accepted: 0,
  rows: 1380,
  people: 858,
  strata: 0,
  planPublishedAt: null,
  drawAllowedFrom: null,
  drawn: 0,
  invited: 0,
  received: 0,
  agenciesInvited: 0,
  printed: 0,
};
const NO_PETITIONS = { waiting: 0, assigned: 0, answered: 0, closed: 0, declined: 0 };
const AGENCY = { agencyCode: '01981', agencyName: 'Xã Vĩnh Thông', kind: 'commune' };
const SUMMARY = {
  ...COUNTS,
  people: 858,
  files: [],
  exclusions: [{ reason: 'not_returned', rows: 138 }],
  exclusionsByField: [{ field: 'Hộ tịch', reason: 'not_returned', rows: 138 }],
  faults: [{ reason: 'no_contact', rows: 29 }],
  fields: [{ code: 'HT', name: 'Hộ tịch', people: 858 }],
};

const PROBLEMS = {
  counts: COUNTS,
  fileId: CAMPAIGN_ID,
  fileName: 'vinh-thong-2026.xlsx',
  rows: 29,
  groups: [{ fault: 'no_contact', rows: 29, noted: 0, values: [] }],
  correctedBefore: 2,
  corrections: [],
};
const ACCEPTANCE = {
  state: 'problems',
  hasOwnList: true,
  listsDueOn: '2026-11-19',
  counts: {
    ...COUNTS,
    late: 48,
    refused: 9,
    withoutPhone: 70,
    missingNumbers: 8,
    vanished: 0,
    leftRows: 0,
  },
  hasStatedTotals: true,
  replacements: [],
  unexplainedVanished: 0,
  unexplainedNumbers: 8,
  unexplainedTotals: 0,
  unexplainedChanges: 0,
  signature: null,
  decision: null,
  past: [],
};
const COMPLETENESS = {
  indicators: [],
  gaps: {
    seen: 1380,
    missing: 8,
    days: 1,
    worst: [
      {
        agency: 'H55.242',
        day: '2026-06-03',
        highest: 21,
        seen: 13,
        missing: 8,
        ranges: [{ from: '0012', to: '0019' }],
      },
    ],
    emptyDays: [],
    dossiersPerDay: 6.4,
    otherCodes: 0,
    note: null,
  },
  fields: [],
  totals: { statements: [], note: null },
  change: null,
};

const SECOND_SOURCE = {
  kind: 'province',
  fileName: 'mot-cua-tinh.xlsx',
  uploadedAt: '2026-11-10T02:00:00.000Z',
  dossiers: 1400,
  leftRows: 12,
  withoutAgency: 3,
};
export const COMPARISON = {
  ...{ kind: 'province', agencyCode: '01981', agencyName: 'Xã Vĩnh Thông' },
  uploadedAt: '2026-11-10T02:00:00.000Z',
  ...{ listed: 1213, listedLate: 48, inSource: 1260, lateInSource: 80, inBoth: 1200 },
  ...{ absent: 40, leftOut: 20, lateMissing: 31 },
  missing: { share: 0.0476, low: 0.0365, high: 0.0609 },
  estimate: { total: 1273.6, standardError: 1.5, low: 1273, high: 1276.6, missedByBoth: 0.6 },
  standsOut: true,
};
const SOURCE_DIFFERENCE = {
  kind: 'province',
  code: 'H55.242-260302-0007',
  difference: 'left_out',
  reason: 'outside_window',
  returnedOn: '2026-03-09',
  isLate: true,
  listedReturnedOn: '2025-12-01',
  isListedLate: false,
};
const STAFF_PHONES = {
  agencies: [
    {
      ...AGENCY,
      phones: 12,
      people: 10,
      dossiers: 14,
      waiting: { phones: 5, people: 119, dossiers: 130 },
      sharedPhones: 0,
      officials: 60,
      decision: null,
      share: 0.12,
      province: 0.01,
      standsOut: true,
    },
  ],
};
const RATES = Object.fromEntries(
  'RR1 RR2 RR3 RR4 RR5 RR6 COOP1 COOP3 REF1 REF3 CON1 CON3'.split(' ').map((rate) => [rate, 0.5]),
);

const QUESTIONNAIRE = {
  version: 'sipas-2023-2026',
  title: { vi: 'Phiếu', en: 'Form' },
  satisfiedFrom: 4,
  groups: [],
  nodes: [],
};
const PAPER = {
  [`GET ${BASE}/paper`]: { strata: [], clerks: [], doublePercent: 100 },
  [`GET ${BASE}/calls`]: {
    held: null,
    questionnaire: QUESTIONNAIRE,
    officeName: 'Trung tâm',
    provinceName: 'Tỉnh Thái Nguyên',
    hotline: '1900',
    boxKey: 'BA==',
  },
  [`GET ${BASE}/paper/work`]: { secondEntries: [], disputes: [], strips: 0, forms: 0 },
  [`GET ${BASE}/paper/questions`]: { questionnaire: QUESTIONNAIRE, officeName: 'Trung tâm' },
};
const DEVICES = {
  [`GET ${BASE}/devices`]: {
    devices: [],
    terms: { visitAttempts: 3, deviceDays: 10, counterPercent: 30 },
    overShare: [],
  },
  [`GET ${BASE}/visits`]: { interviewers: [], hamlets: [] },
};
const LIST_FILE = {
  fileId: FILE_ID,
  fileName: 'vinh-thong-2026.xlsx',
  state: 'uploaded',
  progress: null,
  problem: null,
  leftLines: null,
  leftSheets: [{ name: 'Bìa', rows: 1, state: 'no_headings' }],
  uploadedAt: '2026-11-02T02:00:00Z',
  byteCount: 1000,
  ...COUNTS,
};
const PREVIEW = {
  fileId: FILE_ID,
  fileName: 'vinh-thong-2026.xlsx',
  headingRows: [1],
  columns: [{ index: 0, heading: 'Mã hồ sơ', role: 'dossierCode', samples: ['H55.01'] }],
  rows: [['Mã hồ sơ']],
  missing: [],
  legacyFont: null,
  swappedDays: null,
  dayRepairs: [],
  isRemembered: false,
  lacksHeadings: false,
  sheet: 0,
  sheets: [
    {
      sheet: 0,
      name: 'T1',
      rows: 3,
      state: 'leads',
      isTaken: true,
      headingRows: [1],
      columns: [],
      missing: [],
      title: null,
    },
    {
      sheet: 1,
      name: 'Bìa',
      rows: 1,
      state: 'no_headings',
      isTaken: false,
      headingRows: [],
      columns: [],
      missing: [],
      title: null,
    },
  ],
  gaps: [{ sheet: 0, column: 4, formulas: 2, errors: 0, first: 'E17' }],
  agencySources: ['sheet_name'],
};

const LEDGER_LINE = {
  code: 'province',
  name: '',
  cases: 35,
  delivered: 20,
  dispositions: Object.fromEntries(DISPOSITION_NAMES.map((name) => [name, 3])),
  doors: Object.fromEntries(MODES.map((door) => [door, 1])),
  rates: { ...RATES, RR1: 0.5714, COOP1: null },
};
const WAVE = {
  id: FILE_ID,
  day: '2026-11-25',
  way: 'sms',
  text: 'Moi tra loi: {link}',
  isForUnreached: false,
  state: 'sending',
  recipients: 12,
  messages: Object.fromEntries(MESSAGE_STATES.map((state) => [state, 2])),
};
const OUTLOOK = {
  ...AGENCY,
  received: 20,
  pace: 1.25,
  planned: 21,
  forecast: 24.5,
  halfWidth: { now: 0.19, forecast: 0.16, planned: 0.17 },
  reservesLeft: 5,
  next: { step: 'release', stratum: '01981.F01', fieldName: 'Hộ tịch', count: 3 },
};

const EARLIER = {
  tables: [
    {
      tableId: FILE_ID,
      year: 2025,
      source: 'Quyết định số 1/QĐ-UBND',
      publishedOn: null,
      method: null,
      figures: 2,
      agencies: [{ label: 'Xã Vĩnh Thông', isProvince: false, agencyCode: '01981', weight: 1 }],
      criteria: [{ label: 'SIPAS', nodeCode: 'total' }],
      addedAt: '2026-11-20T02:00:00Z',
      addedBy: 'Nguyễn Thị Lan',
      withdrawnAt: null,
    },
  ],
  agencies: [{ code: '01981', name: 'Xã Vĩnh Thông' }],
  nodes: [{ code: 'total', level: 'total', label: 'Chỉ số hài lòng chung' }],
};
const ACTION = {
  section: null,
  criterion: 'Thời gian',
  shortcoming: null,
  duty: 'Xin lỗi bằng văn bản',
  expected: null,
  product: null,
  person: null,
  authority: null,
  leads: 'Xã Vĩnh Thông',
  partners: '',
  id: FILE_ID,
  deadline: { kind: 'date', dueOn: '2026-11-14', text: '14/11/2026' },
  figure: null,
  nodeCode: null,
  figureAgency: null,
  agencies: [
    {
      agencyCode: '01981',
      agencyName: 'Xã Vĩnh Thông',
      state: 'doing',
      lastReportOn: '2026-11-10',
      isOverdue: true,
    },
  ],
};

const FOLLOW_UP = {
  [`GET ${BASE}/document-wording`]: {
    parts: [{ part: 'issuer', text: 'SỞ NỘI VỤ', isUsual: true }],
  },
  [`GET ${BASE}/earlier-tables`]: EARLIER,
  [`GET ${BASE}/action-plan`]: { items: [ACTION], labels: [...SIX_LABELS], owners: [] },
  [`GET ${BASE}/action-plan/${FILE_ID}/agencies/01981/reports`]: { reports: [] },
  [`GET ${BASE}/terms-changes`]: { changes: [] },
  [`GET ${BASE}/ineligibility-reports`]: { agencies: [] },
  [`GET ${BASE}/rechecks`]: {
    rechecks: [],
    unchecked: 0,
    waiting: 0,
    doors: [],
    takers: [],
    agencies: [],
  },
  [`GET ${BASE}/voidings`]: { voidings: [] },
  [`GET ${BASE}/contact-plan`]: {
    waves: [WAVE, { ...WAVE, id: CAMPAIGN_ID, way: 'email', isForUnreached: true }],
    hasGateway: true,
    hasMail: false,
  },
  [`GET ${BASE}/ledger`]: { province: LEDGER_LINE, lines: [] },
  [`GET ${BASE}/outlook`]: { daysLeft: 12, agencies: [OUTLOOK] },
};

const BOARD = {
  listsDueOn: '2026-11-19',
  agencies: [
    {
      ...AGENCY,
      ...COUNTS,
      people: 858,
      listsDueOn: '2026-11-19',
      state: 'problems',
      hasOwnList: true,
      indicators: [],
      check: null,
    },
  ],
};

const SECOND_FACTOR = {
  'GET /api/published': { campaigns: [] },
  'GET /api/staff': {
    staff: [
      {
        ...STAFF,
        hasPassword: true,
        isDisabled: false,
        telephone: null,
        email: null,
        hasSecondFactor: true,
        handedOverAt: null,
      },
    ],
  },
  'GET /api/session/second-factor': { isOn: true, isRequired: false, recoveryCodesLeft: 9 },
  'GET /api/session/passkeys': {
    passkeys: [
      { id: FILE_ID, name: 'Máy ở phòng', madeAt: '2026-11-10T02:00:00Z', lastUsedAt: null },
    ],
  },
  'GET /api/staff/link-messages': {
    hasGateway: true,
    hasMail: false,
    messages: [
      {
        staffId: FILE_ID,
        username: 'lan.hoang',
        fullName: 'Hoàng Thị Lan',
        way: 'message',
        state: 'sent',
        changedAt: '2026-11-10T02:00:00Z',
      },
    ],
  },
  'GET /api/session/oidc': { name: 'Cổng của tỉnh' },
  'GET /api/second-factor-rule': { posts: ['approver'] },
};

const APPROVALS = {
  ...SECOND_FACTOR,
  [`GET ${BASE}/approvals`]: {
    isOn: true,
    approvals: [
      {
        id: FILE_ID,
        act: 'change_terms',
        state: 'waiting',
        request: { term: 'collect_to', day: '2026-12-20', reason: 'Mưa lũ' },
        askedBy: { name: 'Nông Văn Hòa', username: 'hoa.so' },
        askedAt: '2026-11-10T02:00:00Z',
        decidedBy: null,
        decidedAt: null,
        note: null,
        link: null,
      },
      {
        id: '0190b0f2-0000-7000-8000-0000000000b1',
        act: 'void_ballots',
        state: 'refused',
        request: {
          door: 'phone',
          takerId: FILE_ID,
          taker: 'Lò Thị Mây',
          fromDay: '2026-11-10',
          toDay: '2026-11-11',
          ballots: '6',
          reason: 'Người được gọi lại nói chưa ai hỏi',
        },
        askedBy: { name: 'Nông Văn Hòa', username: 'hoa.so' },
        askedAt: '2026-11-12T02:00:00Z',
        decidedBy: { name: 'Hoàng Thị Lan', username: 'lan.so' },
        decidedAt: '2026-11-12T04:00:00Z',
        note: 'Chưa đủ căn cứ',
        link: null,
      },
    ],
  },
};

const DATA_REQUESTS = {
  [`GET ${BASE}/erasures`]: { requests: [] },
  [`GET ${BASE}/data-requests`]: {
    agencies: [{ code: '01981', name: 'UBND xã Vĩnh Thông' }],
    requests: [
      {
        code: 'YD-ACDEFG',
        kind: 'correction',
        channel: 'telephone',
        agencyCode: '01981',
        agencyName: 'UBND xã Vĩnh Thông',
        dossierCode: 'H55.200-260302-0001',
        isHeld: true,
        receivedAt: '2026-11-05T17:00:00Z',
        registeredBy: 'Nông Văn Hòa',
        replyDueOn: '2026-11-10',
        actDueOn: '2026-11-21',
        repliedAt: null,
        isExtended: false,
        closedAt: null,
        closedBy: null,
        outcome: null,
        note: null,
        isLate: true,
      },
    ],
  },
};

const LOCK = { lockedAt: '2026-07-20T01:00:00.000Z', lockSha256: 'ab'.repeat(32) };
const AGENCY_CHECKS = [
  { agencyCode: '01981', agencyName: 'Xã Đồng Phúc', stated: 1240, check: null },
  {
    agencyCode: '02143',
    agencyName: 'Xã Văn Lang',
    stated: null,
    check: {
      id: '0191a3e0-0000-7000-8000-0000000000c1',
      population: 900,
      share: 0.05,
      ...LOCK,
      nonce: 'cd'.repeat(16),
      dice: '31415926535897932384',
      positions: [4, 77, 512],
      drawnAt: '2026-07-20T02:00:00.000Z',
      result: null,
    },
  },
  {
    agencyCode: '02146',
    agencyName: 'Xã Nam Cường',
    stated: 800,
    check: {
      id: '0191a3e0-0000-7000-8000-0000000000c2',
      population: 800,
      share: 0.05,
      ...LOCK,
      ...{ nonce: null, dice: null, positions: [], drawnAt: null, result: null },
    },
  },
];

export const SECOND_SOURCES = {
  [`GET ${BASE}/register-checks`]: { agencies: AGENCY_CHECKS },
  [`GET ${BASE}/frame/01981/register-checks`]: { checks: [] },
  [`GET ${BASE}/frame/01981/second-sources`]: { comparisons: [COMPARISON] },
  [`GET ${BASE}/frame/01981/second-sources/differences`]: {
    dossiers: [SOURCE_DIFFERENCE],
    total: 1,
  },
  [`GET ${BASE}/second-sources`]: { sources: [SECOND_SOURCE], comparisons: [COMPARISON] },
};

/** What people wrote: petitions and comments. */
const WRITTEN = {
  [`GET ${BASE}/petitions?state=waiting`]: { petitions: [], counts: NO_PETITIONS, agencies: [] },
  [`GET ${BASE}/comment-coding?view=uncoded`]: {
    comments: [],
    counts: { uncoded: 0, second: 0, own: 0, differing: 0 },
  },
  [`GET ${BASE}/comment-themes`]: {
    coded: 0,
    twice: 0,
    agreement: null,
    themes: [],
    province: null,
    agencies: [],
  },
  [`GET ${BASE}/petition-counts`]: { counts: NO_PETITIONS, agencies: [] },
  [`GET ${BASE}/agencies/01981/petitions`]: { petitions: [] },
};

/** What the server answers of a campaign at a stage, to one of its staff. */
export const answers = (stage: string, staff: object) => ({
  ...FOLLOW_UP,
  ...APPROVALS,
  ...SECOND_SOURCES,
  'GET /api/session': staff,
  'GET /api/campaigns': { campaigns: [{ ...CAMPAIGN, stage }] },
  'GET /api/activity': { acts: [], next: null },
  'GET /api/session/link-notices': { notices: [] },
  [`GET ${BASE}/overview`]: { ...OVERVIEW, stage },
  [`GET ${BASE}/agencies`]: {
    agencies: [{ code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune' }],
  },
  [`GET ${BASE}/board`]: BOARD,
  [`GET ${BASE}/frame/01981/acceptance`]: ACCEPTANCE,
  [`GET ${BASE}/frame/01981/completeness`]: COMPLETENESS,
  [`GET ${BASE}/frame/01981/completeness/vanished`]: { dossiers: [], total: 0, unexplained: 0 },
  [`GET ${BASE}/staff-phones`]: STAFF_PHONES,
  [`GET ${BASE}/frame/province`]: SUMMARY,
  [`GET ${BASE}/frame/01981`]: SUMMARY,
  [`GET ${BASE}/frame/01981/corrections`]: PROBLEMS,
  [`GET ${BASE}/progress`]: {
    own: null,
    bursts: [],
    guessedAt: '2026-11-10T02:00:00Z',
    agencies: [
      {
        ...AGENCY,
        invited: 35,
        unopened: 10,
        opened: 4,
        received: 20,
        declined: 1,
        undelivered: 0,
        reservesLeft: 5,
      },
    ],
  },
  [`GET ${BASE}/invitations/01981`]: { invitations: [], hamlets: [], printedOn: null },
  [`GET ${BASE}/plan`]: refused(409, 'plan_not_published'),
  [`GET ${BASE}/draw`]: refused(409, 'not_drawn'),
  [`GET ${BASE}/strata`]: { strata: [] },
  ...DATA_REQUESTS,
  [`GET ${BASE}/retention`]: {
    retentionDays: 90,
    slipPrinting: 'home_affairs' as const,
    termsDay: '2027-03-22',
    dueOn: '2027-03-22',
    state: 'waiting',
    mayEraseByHand: false,
    postponements: [],
    erased: {},
    certificate: null,
  },
  [`GET ${BASE}/frozen-frame`]: refused(409, 'frame_not_frozen'),
  [`GET ${BASE}/frame/01981/lists/${FILE_ID}`]: LIST_FILE,
  [`GET ${BASE}/frame/01981/lists/${FILE_ID}/preview`]: PREVIEW,
  [`GET ${BASE}/printings`]: { printings: [] },
  ...PAPER,
  ...DEVICES,
  [`GET ${BASE}/remarks`]: { remarks: [] },
  ...WRITTEN,
  'GET /api/provinces': { provinces: [] },
  'GET /api/questionnaires': { questionnaires: [] },
  [`GET ${BASE}/results`]: refused(409, 'results_not_ready'),
});
