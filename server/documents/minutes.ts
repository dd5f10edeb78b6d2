import { dayOf } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';
import { wholeNumber } from './figure-text.ts';
import { modeName } from './group-names.ts';
import type { OfficialDocument } from './official-document.ts';
import { paragraph, points, table } from './official-document.ts';
import { remarkLine } from './remark-line.ts';
import { methodPoints, paperPoints } from './result-tables.ts';
import type { Needed } from './round-facts.ts';
import { sheetOf } from './round-facts.ts';

export function drawMinutes(facts: Needed<'draw' | 'remarks'>): OfficialDocument {
  const { draw, remarks, campaign } = facts;
  return sheetOf(facts, {
    fileName: `bien-ban-rut-mau-${campaign.year}`,
    title: 'BIÊN BẢN',
    subject: `Rút mẫu công khai, ${draw.campaignName}`,
    blocks: [
      paragraph(
        `Ngày ${writtenDay(dayOf(new Date(draw.drawnAt)))}, ${draw.drawnBy} rút mẫu trước những người chứng kiến dưới đây.`,
      ),
      table(
        'Người chứng kiến',
        [
          { heading: 'Họ và tên', width: 40 },
          { heading: 'Cơ quan', width: 40 },
          { heading: 'Ký tên', width: 20 },
        ],
        draw.witnesses.map(({ name, body }) => [name, body, '']),
      ),
      points([
        `Danh sách đã khóa: ${wholeNumber(draw.people)} lượt người × đơn vị, ${wholeNumber(draw.strata)} nhóm, ${wholeNumber(draw.agencies)} đơn vị.`,
        `Hai mươi chữ số đã gieo: ${draw.dice}.`,
        `Rút được ${wholeNumber(draw.sampled)} lượt mời, ${wholeNumber(draw.reserves)} lượt dự phòng.`,
      ]),
      table(
        'Các mã để ai cũng kiểm tra lại được',
        [
          { heading: 'Của', width: 25 },
          { heading: 'Mã (SHA-256)', width: 75 },
        ],
        [
          ['Danh sách đã khóa', draw.frameSha256],
          ['Kế hoạch mẫu', draw.planSha256],
          ['Mẫu đã rút', draw.sampleSha256],
          ['Gốc cây Merkle', draw.merkleRoot],
        ],
      ),
      ...remarks
        .filter(({ stage }) => ['frame_frozen', 'drawn'].includes(stage))
        .map((remark) => paragraph(remarkLine('Ý kiến của', remark))),
    ],
  });
}

export function countMinutes(facts: Needed<'results' | 'remarks'>): OfficialDocument {
  const { results, remarks, campaign } = facts;
  const modes = results.counts.modes;
  const onPaper = results.counts.paper ? [points(paperPoints(results))] : [];
  return sheetOf(facts, {
    fileName: `bien-ban-dem-phieu-${campaign.year}`,
    title: 'BIÊN BẢN',
    subject: `Kết thúc thu phiếu và đếm phiếu, ${campaign.name}`,
    blocks: [
      points(methodPoints(results).slice(0, 2)),
      table(
        'Phiếu theo cách trả lời (cách có quá ít phiếu không nêu riêng)',
        [
          { heading: 'Cách trả lời', width: 60 },
          { heading: 'Số phiếu', width: 40, isNumeric: true },
        ],
        modes.map(({ mode, responses }) => [modeName(mode), wholeNumber(responses)]),
      ),
      ...onPaper,
      paragraph(
        'Khi đếm, phần mềm hủy khóa mở hòm phiếu; nhật ký ghi việc hủy, và bản sao nào của khóa chưa hủy được.',
      ),
      ...remarks
        .filter(({ stage }) => ['collecting', 'closed'].includes(stage))
        .map((remark) => paragraph(remarkLine('Ý kiến của', remark))),
      table(
        'Người chứng kiến',
        [
          { heading: 'Họ và tên', width: 40 },
          { heading: 'Cơ quan', width: 40 },
          { heading: 'Ký tên', width: 20 },
        ],
        [
          ['', '', ''],
          ['', '', ''],
        ],
      ),
    ],
  });
}
