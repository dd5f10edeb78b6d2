import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import { heardAgencies } from '../heard-agencies.ts';
import { number, text, whole } from '../open-data/figure-variables.ts';
import type { OpenTable, Value, Variable } from '../open-data/open-table.ts';
import type { StoredResponses } from './stored-responses.ts';

/** Responses, and all of the design that makes figures of them. */
export function responseTables(stored: StoredResponses): OpenTable[] {
  const agencyOf = new Map(stored.responseStrata.map(({ code, agencyCode }) => [code, agencyCode]));
  const design = sampleDesign(stored.responseStrata, (code) => agencyOf.get(code) ?? '');
  return [responses(stored, design), designTable(stored, design), members(stored)];
}

/** A name that statistical programs take for the code of a question: `9.24` is `q9_24`. */
const variableOf = (question: string): string => `q${question.replaceAll('.', '_')}`;

function responses({ questionnaire, ...stored }: StoredResponses, design: SampleDesign): OpenTable {
  const position = new Map(design.strata.map(({ code }, h) => [code, h]));
  const asked = criteriaOf(questionnaire);
  return {
    name: 'responses',
    title: 'Phiếu đã đếm, không có người: tầng và điểm của các tiêu chí; thứ tự dòng là ngẫu nhiên',
    key: [],
    variables: [
      text('stratum', 'Tầng của phiếu (bảng design)'),
      text('variance_stratum', 'Tầng tính phương sai'),
      number('weight', 'Quyền số của phiếu'),
      ...asked.map(criterionVariable),
    ],
    rows: stored.responses.map(({ stratum, answers }) => {
      const h = position.get(stratum)!;
      return [
        stratum,
        design.groups[design.groupOf[h]!]!.code,
        design.weights[h]!,
        ...asked.map(({ code }) => answers[code] ?? null),
      ];
    }),
  };
}

function criteriaOf(questionnaire: Questionnaire): Question[] {
  const criteria = new Set(questionnaire.nodes.map(({ question }) => question));
  return questionsOf(questionnaire).filter(({ code }) => criteria.has(code));
}

function criterionVariable(question: Question): Variable {
  const options = question.kind === 'comment' ? [] : question.options;
  return {
    ...whole(variableOf(question.code), question.text.vi),
    codes: Object.fromEntries(options.map(({ value, label }) => [value, label.vi])),
  };
}

function designTable({ strata, ...stored }: StoredResponses, design: SampleDesign): OpenTable {
  const heard = heardAgencies(strata, stored.threshold);
  return {
    name: 'design',
    title: 'Thiết kế mẫu theo tầng của phiếu: N, n, số phiếu, quyền số, tầng tính phương sai',
    key: ['stratum'],
    variables: [
      text('stratum', 'Tầng của phiếu: đơn vị × lĩnh vực, hoặc nhiều tầng gộp lại'),
      text('agency_code', 'Mã cơ quan, đơn vị; trống: gộp nhiều đơn vị'),
      text('field_code', 'Mã lĩnh vực; trống: gộp nhiều lĩnh vực'),
      whole('population', 'Số người trong danh sách (N_h)'),
      whole('invited', 'Số người được mời (n_h)'),
      whole('respondents', 'Số phiếu (r_h)'),
      whole('ineligible', 'Số người được mời không thuộc tổng thể'),
      number('weight', 'Quyền số của một phiếu'),
      text('variance_stratum', 'Tầng tính phương sai (quy tắc gộp C1)'),
      whole('variance_population', 'Số người trong danh sách của tầng tính phương sai'),
      whole('in_province', 'Thuộc số của toàn tỉnh: 1; không: 0'),
    ],
    rows: stored.responseStrata.map(({ code, agencyCode, fieldCode, agencies, ...counts }, h) => {
      const group = design.groups[design.groupOf[h]!];
      const isHeard = heard.isEnough || agencies.some((agency) => heard.agencies.has(agency));
      return [
        code,
        agencyCode,
        fieldCode,
        counts.population,
        counts.released,
        counts.respondents,
        counts.ineligible,
        design.weights[h]!,
        group?.code ?? null,
        group?.population ?? null,
        Number(isHeard),
      ];
    }),
  };
}

/** No number of respondents: of a stratum that is pooled it may be one. */
const members = ({ strata, members: joined }: StoredResponses): OpenTable => {
  const pooled = new Map(joined.map(({ stratum, responseStratum }) => [stratum, responseStratum]));
  return {
    name: 'members',
    title: 'Tầng của danh sách và tầng của phiếu mà nó thuộc về',
    key: ['frame_stratum'],
    variables: [
      text('frame_stratum', 'Tầng của danh sách'),
      text('stratum', 'Tầng của phiếu'),
      text('agency_code', 'Mã cơ quan, đơn vị'),
      text('field_code', 'Mã lĩnh vực'),
      whole('population', 'Số người trong danh sách (N_h)'),
      whole('invited', 'Số người được mời (n_h)'),
    ],
    rows: strata.map(({ code, agencyCode, fieldCode, population, released }): Value[] => {
      return [code, pooled.get(code) ?? null, agencyCode, fieldCode, population, released];
    }),
  };
};
