import type { Results } from '#contract/results.ts';
import type { Block, OfficialDocument } from './official-document.ts';
import { notice, paragraph, points } from './official-document.ts';
import { pictureBlocks } from './result-pictures.ts';
import { agencyTable, headlineSentence, methodPoints } from './result-tables.ts';
import type { Needed } from './round-facts.ts';
import { pictureFacts, sheetOf, valuesOf } from './round-facts.ts';
import { filled } from './wording.ts';

export const coverageNotice = ({ coverage }: Results): Block[] =>
  coverage && !coverage.isEnough
    ? [
        notice(
          `Các đơn vị đủ phiếu chiếm chưa đến ${Math.round(100 * coverage.limit)}% số người trong danh sách, nên không có con số chung của tỉnh.`,
        ),
      ]
    : [];

export function announcement(facts: Needed<'results'>): OfficialDocument {
  const { results, words } = facts;
  return sheetOf(facts, {
    fileName: `thong-bao-ket-qua-${results.year}`,
    title: 'THÔNG BÁO',
    subject: `Kết quả khảo sát mức độ hài lòng của người dân năm ${results.year}`,
    blocks: [
      paragraph(filled(words.announcement_opening, valuesOf(facts))),
      paragraph(headlineSentence(results)),
      ...coverageNotice(results),
      points(methodPoints(results)),
      ...pictureBlocks('map', pictureFacts(facts)),
      ...pictureBlocks('boundaries', pictureFacts(facts)),
      agencyTable('Chỉ số theo đơn vị', results),
    ],
  });
}
