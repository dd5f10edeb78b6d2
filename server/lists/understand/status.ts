import { foldWords } from './fold.ts';
import { remembered } from './remembered.ts';

/**
 * What a dossier's state says about its result. A refused application is `returned` when its refusal has
 * reached the citizen: leaving refusals out would raise the index.
 */
export type Status =
  | 'returned'
  | 'finished'
  | 'pending'
  | 'not_received'
  | 'withdrawn'
  | 'stopped'
  | 'unclear';

/** In order: the first phrase that occurs decides. */
const PHRASES: readonly [Status, string][] = [
  ['withdrawn', 'yêu cầu rút | rút hồ sơ | đã rút | xin rút | hồ sơ rút'],
  ['not_received', 'không được tiếp nhận | không tiếp nhận | từ chối tiếp nhận | chưa tiếp nhận'],
  ['stopped', 'dừng xử lý | đã dừng | dừng giải quyết | hủy hồ sơ | đã hủy | đình chỉ'],
  [
    'pending',
    'chưa trả | chờ trả | đang | chờ | mới đăng ký | mới nộp | yêu cầu bổ sung | tạm dừng | quá hạn chưa',
  ],
  ['returned', 'đã trả | đã nhận kết quả | trả kết quả'],
  [
    'finished',
    'đã xử lý xong | đã có kết quả | đã giải quyết | hoàn thành | hoàn tất | kết thúc | xử lý xong | từ chối | không đủ điều kiện | không giải quyết | đúng hạn | trước hạn | sớm hạn | trễ hạn | quá hạn | đúng hẹn | trước hẹn | sớm hẹn | trễ hẹn | quá hẹn | đồng ý | đã duyệt | được duyệt | đã cấp | cấp phép',
  ],
];
const FOLDED = PHRASES.map(
  ([status, phrases]) =>
    [status, phrases.split(' | ').map((phrase) => ` ${foldWords(phrase)} `)] as const,
);
const REFUSALS = ['từ chối', 'không đủ điều kiện', 'không giải quyết'].map(
  (phrase) => ` ${foldWords(phrase)} `,
);

/** Lists use a handful of states; free text in the column must not grow the memory. */
const STATES = 500;

export const statusOf = remembered((text): Status => {
  const words = ` ${foldWords(text)} `;
  return (
    FOLDED.find(([, phrases]) => phrases.some((phrase) => words.includes(phrase)))?.[0] ?? 'unclear'
  );
}, STATES);

/** The result is a refusal. Not to take an application in at the counter is another thing. */
export const isRefusal = remembered((text) => {
  const words = ` ${foldWords(text)} `;
  const isReceived = statusOf(text) !== 'not_received';
  return isReceived && REFUSALS.some((phrase) => words.includes(phrase));
}, STATES);

/** A state that is written and says nothing of the result. With a day of return it is asked about, not believed. */
export const isUnknownStatus = (status: string, result: string): boolean =>
  status !== '' &&
  statusOf(status) === 'unclear' &&
  (result === '' || statusOf(result) === 'unclear') &&
  /\p{L}/u.test(status);
