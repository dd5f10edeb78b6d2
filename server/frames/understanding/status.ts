import { foldWords } from './fold.ts';

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
    'đã xử lý xong | đã có kết quả | đã giải quyết | hoàn thành | xử lý xong | từ chối | không đủ điều kiện',
  ],
];
const FOLDED = PHRASES.map(
  ([status, phrases]) =>
    [status, phrases.split(' | ').map((phrase) => ` ${foldWords(phrase)} `)] as const,
);
const REFUSALS = ['từ chối', 'không đủ điều kiện', 'không giải quyết'].map(
  (phrase) => ` ${foldWords(phrase)} `,
);
const refusals = new Map<string, boolean>();
const known = new Map<string, Status>();

export function statusOf(text: string): Status {
  let status = known.get(text);
  if (!status) {
    const words = ` ${foldWords(text)} `;
    status =
      FOLDED.find(([, phrases]) => phrases.some((phrase) => words.includes(phrase)))?.[0] ??
      'unclear';
    // Lists use a handful of states; free text in the column must not grow the memory.
    if (known.size < 500) known.set(text, status);
  }
  return status;
}

/** The result is a refusal. Not to take an application in at the counter is another thing. */
export function isRefusal(text: string): boolean {
  let answer = refusals.get(text);
  if (answer === undefined) {
    const words = ` ${foldWords(text)} `;
    const isReceived = statusOf(text) !== 'not_received';
    answer = isReceived && REFUSALS.some((phrase) => words.includes(phrase));
    if (refusals.size < 500) refusals.set(text, answer);
  }
  return answer;
}
