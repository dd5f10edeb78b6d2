import type { ActionItem } from '#contract/action-plan.ts';
import { wholeNumber } from './figure-text.ts';
import type { Block, OfficialDocument } from './official-document.ts';
import { paragraph, points, table } from './official-document.ts';
import type { Needed } from './round-facts.ts';
import { parentOf, sheetOf, valuesOf } from './round-facts.ts';
import { filled } from './wording.ts';

const DUTY_COLUMNS = [
  { heading: 'STT', width: 8, isNumeric: true },
  { heading: 'Nhiệm vụ', width: 40 },
  { heading: 'Chủ trì', width: 24 },
  { heading: 'Thời gian', width: 14 },
  { heading: 'Tình hình', width: 16 },
];

const STATE_WORDS = {
  open: 'chưa báo cáo',
  doing: 'đang làm',
  done: 'đơn vị báo xong',
  accepted: 'đã công nhận',
  returned: 'trả lại',
} as const;

function dutyState({ agencies }: ActionItem): string {
  const late = agencies.filter(({ isOverdue }) => isOverdue).length;
  const counts = [...Map.groupBy(agencies, ({ state }) => state)].map(
    ([state, found]) => `${STATE_WORDS[state]}: ${found.length}`,
  );
  return [...(late > 0 ? [`quá hạn: ${late}`] : []), ...counts].join('\n');
}

export const dutyBlocks = (duties: readonly ActionItem[]): Block[] =>
  duties.length === 0
    ? []
    : [
        table(
          'Nhiệm vụ khắc phục',
          DUTY_COLUMNS,
          duties.map((item, index) => [
            String(index + 1),
            [item.duty, item.figure].filter(Boolean).join('\n'),
            item.leads,
            item.deadline.text,
            dutyState(item),
          ]),
        ),
      ];

export function dutiesReport(facts: Needed<'duties'>): OfficialDocument {
  const { campaign, words, duties } = facts;
  const leads = duties.flatMap(({ agencies }) => agencies);
  const count = (states: readonly string[]) =>
    wholeNumber(leads.filter(({ state }) => states.includes(state)).length);
  return sheetOf(facts, {
    fileName: `bao-cao-nhiem-vu-${campaign.year}`,
    title: 'BÁO CÁO',
    subject: `Tiến độ thực hiện nhiệm vụ nâng cao Chỉ số hài lòng năm ${campaign.year}`,
    addressee: parentOf(facts),
    isLandscape: true,
    blocks: [
      paragraph(filled(words.duties_opening, valuesOf(facts))),
      points([
        `${wholeNumber(duties.length)} nhiệm vụ, ${wholeNumber(leads.length)} lượt giao cho đơn vị.`,
        `Đã công nhận hoàn thành ${count(['accepted'])}; đơn vị báo xong, chờ xem ${count(['done'])}; đang làm ${count(['doing'])}; chưa báo cáo ${count(['open'])}; trả lại ${count(['returned'])}.`,
        `Quá hạn: ${wholeNumber(leads.filter(({ isOverdue }) => isOverdue).length)}.`,
      ]),
      ...dutyBlocks(duties),
    ],
  });
}
