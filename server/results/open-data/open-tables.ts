import type { Results } from '#contract/results.ts';
import {
  FIGURE_VARIABLES,
  figureValues,
  LEVELS,
  number,
  text,
  WITHHELD_VALUES,
  whole,
} from './figure-variables.ts';
import type { OpenTable, Value } from './open-table.ts';

const PLACE = [
  text('level', 'Cấp', LEVELS),
  text('agency_code', 'Mã cơ quan, đơn vị'),
  text('field_code', 'Mã lĩnh vực'),
];
const PLACE_KEY = PLACE.map(({ name }) => name);

/**
 * All tables that leave in files for analysts. They are made of the publication's text and nothing else, so
 * nothing follows from them that does not follow from it.
 */
export const openTables = (results: Results): OpenTable[] => [
  figures(results),
  domains(results),
  nodes(results),
  groups(results),
  answers(results),
  counts(results),
  rearrangements(results),
];

function figures({ domains }: Results): OpenTable {
  return {
    name: 'figures',
    title: 'Chỉ số của từng tỉnh, đơn vị, lĩnh vực theo từng nội dung',
    key: [...PLACE_KEY, 'node_code'],
    variables: [
      ...PLACE,
      text('node_code', 'Mã nội dung (tiêu chí, yếu tố, chung)'),
      ...FIGURE_VARIABLES,
    ],
    rows: domains.flatMap(({ level, agencyCode, fieldCode, figures }) =>
      figures.map((figure) => [level, agencyCode, fieldCode, figure.node, ...figureValues(figure)]),
    ),
  };
}

function domains({ domains }: Results): OpenTable {
  return {
    name: 'domains',
    title: 'Thiết kế mẫu như đã công bố: danh sách, số mời, số phiếu',
    key: PLACE_KEY,
    variables: [
      ...PLACE,
      text('name', 'Tên'),
      text('kind', 'Loại đơn vị'),
      whole('population', 'Số người trong danh sách (N)'),
      whole('invited', 'Số người được mời'),
      whole('received', 'Số phiếu nhận được; trống: không nêu'),
      number('response_rate', 'Tỷ lệ trả lời (của số được mời; của tỉnh: AAPOR RR2), 0–1'),
      whole('rank_lower', 'Vị trí có thể trên chỉ số chung: từ'),
      whole('rank_upper', 'Vị trí có thể trên chỉ số chung: đến'),
      whole('rank_among', 'Trong bao nhiêu đơn vị'),
    ],
    rows: domains.map((domain) => [
      domain.level,
      domain.agencyCode,
      domain.fieldCode,
      domain.name,
      domain.kind,
      domain.population,
      domain.invited,
      domain.received,
      domain.responseRate,
      domain.rank?.lower ?? null,
      domain.rank?.upper ?? null,
      domain.rank?.among ?? null,
    ]),
  };
}

const NODE_LEVELS = { total: 'Chung', part: 'Phần', factor: 'Yếu tố', criterion: 'Tiêu chí' };

function nodes({ nodes, designEffects = {} }: Results): OpenTable {
  return {
    name: 'nodes',
    title: 'Các nội dung của chỉ số',
    key: ['node_code'],
    variables: [
      text('node_code', 'Mã nội dung'),
      text('node_level', 'Cấp của nội dung', NODE_LEVELS),
      text('parent_code', 'Thuộc nội dung'),
      text('question', 'Câu hỏi trong phiếu'),
      text('label_vi', 'Tên nội dung'),
      text('label_en', 'Tên tiếng Anh'),
      number('design_effect', 'Hệ số thiết kế chung của các đơn vị'),
    ],
    rows: nodes.map(({ code, level, parent, question, label }) => [
      code,
      level,
      parent,
      question,
      label.vi,
      label.en,
      designEffects[code] ?? null,
    ]),
  };
}

function groups({ groups }: Results): OpenTable {
  const rows = (groups?.tables ?? []).flatMap(({ grouping, label, categories }) =>
    categories.flatMap(({ category, label: name, figures }): Value[][] => {
      const head = [grouping, label?.vi ?? null, category, name?.vi ?? null];
      if (figures.length === 0) return [[...head, null, ...WITHHELD_VALUES]];
      return figures.map((figure) => [...head, figure.node, ...figureValues(figure)]);
    }),
  );
  return {
    name: 'groups',
    title: 'Chỉ số theo nhóm người trả lời, toàn tỉnh',
    key: ['grouping', 'category', 'node_code'],
    variables: [
      text('grouping', 'Cách chia nhóm'),
      text('grouping_label', 'Câu hỏi chia nhóm'),
      text('category', 'Mã nhóm'),
      text('category_label', 'Nhóm'),
      text('node_code', 'Mã nội dung; trống: cả nhóm không nêu'),
      ...FIGURE_VARIABLES,
    ],
    rows,
  };
}

function answers({ groups }: Results): OpenTable {
  return {
    name: 'answers',
    title: 'Câu hỏi ngoài chỉ số, toàn tỉnh',
    key: ['question', 'value'],
    variables: [
      text('question', 'Số câu hỏi'),
      text('question_label', 'Câu hỏi'),
      whole('value', 'Mã câu trả lời'),
      text('value_label', 'Câu trả lời'),
      number('share', 'Tỷ lệ (0–1)'),
      number('low', 'Khoảng tin cậy 95%: từ'),
      number('high', 'Khoảng tin cậy 95%: đến'),
      number('step', 'Bước làm tròn'),
      whole('respondents', 'Số người trả lời câu này'),
    ],
    rows: (groups?.answers ?? []).flatMap(({ question, label, respondents, step, answers }) =>
      answers.map(({ value, label: answer, share, low, high }) => {
        return [question, label.vi, value, answer.vi, share, low, high, step, respondents];
      }),
    ),
  };
}

/** One row where an agency went whole into another, several where it was divided. */
function rearrangements({ rearrangements: declared }: Results): OpenTable {
  return {
    name: 'rearrangements',
    title: 'Đơn vị hợp nhất, chia tách, đổi mã từ đợt trước, như Sở Nội vụ khai',
    key: ['earlier_code', 'agency_code'],
    variables: [
      text('earlier_code', 'Mã đơn vị của đợt trước'),
      text('earlier_name', 'Tên đơn vị của đợt trước'),
      text('agency_code', 'Mã đơn vị của đợt này'),
      text('agency_name', 'Tên đơn vị của đợt này'),
      text('reach', 'Cả đơn vị hay một phần', { whole: 'Cả đơn vị', part: 'Một phần' }),
      text('since', 'Từ ngày (năm-tháng-ngày)'),
      text('decree', 'Văn bản'),
    ],
    rows: (declared?.agencies ?? []).flatMap(({ code, name, into, since, decree }) => {
      const reach = into.length === 1 ? 'whole' : 'part';
      return into.map((agency) => [code, name, agency.code, agency.name, reach, since, decree]);
    }),
  };
}

/** What is counted of the list and the fieldwork, and the settings that the figures depend on. */
function counts({ counts, method, coverage, year, groups }: Results): OpenTable {
  const single = (measure: string, value: number | null | undefined): Value[][] =>
    value === null || value === undefined ? [] : [[measure, null, value]];
  const several = (measure: string, parts: readonly (readonly [string, number])[]): Value[][] =>
    parts.map(([category, value]) => [measure, category, value]);
  return {
    name: 'counts',
    title: 'Số đếm của danh sách và của đợt thu thập, và các tham số',
    key: ['measure', 'category'],
    variables: [text('measure', 'Đại lượng'), text('category', 'Loại'), number('value', 'Giá trị')],
    rows: [
      ...single('year', year),
      ...single('confidence_level', method.level),
      ...single('disclosure_threshold', method.disclosureThreshold),
      ...single('satisfied_from', method.satisfiedFrom),
      ...single('respondents_at_least', method.respondentsAtLeast && 1),
      ...single('coverage_limit', coverage?.limit),
      ...single('coverage_is_enough', coverage && Number(coverage.isEnough)),
      ...single('fewest_in_group', groups?.fewest),
      ...several('rows', Object.entries(counts.rows)),
      ...several(
        'excluded_rows',
        counts.exclusions.map(({ reason, rows }) => [reason, rows]),
      ),
      ...several(
        'rows_in_error',
        counts.faults.map(({ reason, rows }) => [reason, rows]),
      ),
      ...single('people', counts.people),
      ...single('distinct_persons', counts.distinctPersons),
      ...single('strata', counts.strata),
      ...single('invited', counts.invited),
      ...single('eligible', counts.eligible),
      ...several(
        'ineligible',
        (counts.ineligible ?? []).map(({ reason, people }) => [reason, people]),
      ),
      ...single('received', counts.received),
      ...single('declined', counts.declined),
      ...single('undelivered', counts.undelivered),
      ...single('voided', counts.voided),
      ...single('paper_packs', counts.paper?.packs),
      ...several(
        'paper_returned',
        Object.entries(counts.paper?.returned ?? {}).flatMap(([part, value]) =>
          value === null ? [] : [[part, value] as const],
        ),
      ),
      ...several(
        'mode',
        counts.modes.map(({ mode, responses }) => [mode, responses]),
      ),
    ],
  };
}
