import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Opening } from '#contract/opening.ts';
import type { Question, QuestionGroup } from '#contract/questionnaire.ts';
import type { Storage } from '../../../client/respond/storage.ts';
import { openStorage } from '../../../client/respond/storage.ts';
import type { Draft } from '../../../client/respond/stored-draft.ts';

/** A device that has never been used. */
export function newDevice(): Promise<Storage> {
  globalThis.indexedDB = new IDBFactory();
  return openStorage();
}

const text = (vi: string) => ({ vi, en: `${vi} (en)` });
const scale = [1, 2, 3, 4, 5].map((value) => ({ value, label: text(`Mức ${value}`) }));

const choice = (code: string): Question => ({
  kind: 'choice',
  code,
  text: text(`Câu ${code} ở {BPMC}`),
  label: text(code),
  options: scale,
  nonAnswer: text('Tôi chưa gặp việc này'),
});
const group = (code: string, title: string, questions: Question[]): QuestionGroup => ({
  code,
  title: text(title),
  stem: text('Ông/Bà hài lòng ở mức nào?'),
  part: 'service',
  questions,
});

/** Three groups of 2, 2 and 1 choices and a comment: the first two are under one title. */
export const opening: Opening = {
  campaign: {
    name: 'Thái Nguyên 2026',
    year: 2026,
    provinceName: 'Tỉnh Thái Nguyên',
    planNumber: '12/KH-SNV',
    hotline: '0208 3855 000',
    hotlineHours: 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu',
    host: 'ks.thainguyen.gov.vn',
    officeName: 'Trung tâm "Một cửa"',
    agencyName: 'Xã Vĩnh Thông',
    collectTo: '2026-12-15',
    graceTo: '2026-12-18',
    erasedOn: '2027-03-18',
  },
  procedureName: 'Đăng ký khai sinh',
  mark: '2026-11-17.0123456789abcdef0123456789abcdef',
  returnedMonth: '2026-09',
  questionnaire: {
    version: 'short',
    title: text('Phiếu'),
    satisfiedFrom: 4,
    groups: [
      group('a-1', 'Thủ tục', [choice('1'), choice('2')]),
      group('a-2', 'Thủ tục', [choice('3'), choice('4')]),
      group('b', 'Kết quả', [choice('5')]),
      {
        ...group('c', 'Ý kiến khác', [
          { kind: 'comment', code: 'c', text: text('Góp ý?'), label: text('Góp ý'), maxLength: 50 },
        ]),
        part: 'comment',
      },
    ],
    nodes: [],
  },
};

export const draftOf = (key: string, change: Partial<Draft> = {}): Draft => ({
  key,
  opening,
  answers: {},
  stamps: {},
  code: '0123456789ABCDEF',
  codeWeight: 0,
  revision: 0,
  at: 'start',
  started: 'no',
  ...change,
});

export const store = (storage: Storage, draft: Draft) =>
  storage.transact((access) => access.put('draft', draft));
export const storedDraft = (storage: Storage, key: string) =>
  storage.transact((access) => access.get('draft', key));
