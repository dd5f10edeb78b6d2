import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import type {
  AuditedDomain,
  AuditedPeople,
  AuditedProvince,
} from '#sampling/disclosure/leaving/audited-province.ts';
import { roundingLevels } from '#sampling/disclosure/leaving/rounding-level.ts';
import type { WithheldCells } from '#sampling/disclosure/withheld-nodes.ts';
import type { NodeFigure } from '#sampling/satisfaction-index/node-figure.ts';
import { strataFigures } from '#sampling/satisfaction-index/strata-figures.ts';
import type { FieldTotals } from './field-figures.ts';
import type { FoldedStratum } from './folded-stratum.ts';
import type { CountedRespondent } from './group-overlaps.ts';

export interface Audited {
  readonly nodes: AuditedProvince['nodes'];
  readonly strata: readonly FoldedStratum[];
  readonly totals: FieldTotals;
  readonly fieldFigures: readonly Readonly<{ fieldCode: string; exact: NodeFigure }>[];
  readonly withheld: WithheldCells;
  readonly satisfiedFrom: number;
  readonly respondents: readonly CountedRespondent[];
  /** Codes of the criteria, in the order of a respondent's values. */
  readonly criteria: readonly string[];
  readonly threshold: number;
}

/**
 * Everything that will be published together, as it can be seen only while ballots are open: figures of agencies,
 * their fields and the province beside those of fields. A stratum of the audit is a field within a response
 * stratum: no finer part of it has a figure.
 */
export function auditedFigures(audited: Audited): AuditedProvince {
  const { strata, totals, nodes } = audited;
  const { fields, design, scale } = totals;
  const respondentsIn = (field: string, { members }: FoldedStratum) =>
    members.reduce((sum, member) => sum + (member.field === field ? member.respondents : 0), 0);
  const roundingOf = roundingLevels(countedDomains(audited));
  const placed = [...wholeDomains(audited), ...fieldDomains(audited)];
  return {
    nodes,
    domains: placed.map(({ fieldCode, ...domain }) => ({
      ...domain,
      rounding: roundingOf({ level: domain.level, fieldCode }),
    })),
    strata: fields.flatMap((field) =>
      strata.map((stratum, h) => ({
        weight: design.weights[h]!,
        respondents: respondentsIn(field, stratum),
      })),
    ),
    design,
    stratumOf: (cell) => cell % strata.length,
    totals: totals.ofNode,
    people: peopleOf(audited),
    scale,
    satisfiedFrom: audited.satisfiedFrom,
    threshold: audited.threshold,
  };
}

function peopleOf({ respondents, criteria, nodes }: Audited): AuditedPeople {
  const byCell = Map.groupBy(respondents, ({ cell }) => cell);
  const place = new Map(criteria.map((code, c) => [code, c]));
  const criteriaBelow = (node: string): number[] => {
    const own = place.get(node);
    if (own !== undefined) return [own];
    return nodes.flatMap(({ code, parent }) => (parent === node ? criteriaBelow(code) : []));
  };
  const below = new Map(nodes.map(({ code }) => [code, criteriaBelow(code)]));
  return {
    criteria,
    criteriaBelow: (node) => below.get(node)!,
    inStratum: (cell) => byCell.get(cell)?.map(({ values }) => values) ?? [],
  };
}

/** A domain, and the field that it is: none of agencies and the province. */
interface PlacedDomain extends Omit<AuditedDomain, 'rounding'> {
  readonly fieldCode: string | null;
}

/** Agencies and their fields with their numbers of respondents, as far as these are published. */
function countedDomains({ strata, withheld }: Audited) {
  const members = strata.flatMap((stratum) => stratum.members);
  const withheldKeys = new Set(withheld.received);
  const tell = (key: string, respondents: number) => (withheldKeys.has(key) ? null : respondents);
  const agencies = Map.groupBy(members, ({ agency }) => agency);
  return [
    ...[...agencies].map(([agency, own]) => ({
      level: 'agency' as const,
      fieldCode: null,
      received: tell(
        cellKey({ agency }),
        own.reduce((sum, { respondents }) => sum + respondents, 0),
      ),
    })),
    ...members.map(({ agency, field, respondents }) => ({
      level: 'agency_field' as const,
      fieldCode: field,
      received: tell(cellKey({ agency, field }), respondents),
    })),
  ];
}

const isTold =
  ({ nodes }: WithheldCells, key: string) =>
  ({ node }: NodeFigure) =>
    !nodes[node]?.includes(key);

/** Province, agencies and fields of agencies: made of whole response strata. */
function wholeDomains({ strata, totals, nodes, withheld }: Audited): PlacedDomain[] {
  const { design, scale } = totals;
  const byStratum = totals.byStratum();
  const whole = [...strata.keys()];
  const ofAgency = whole.filter((h) => strata[h]!.agency !== null);
  const agencies = [...Map.groupBy(ofAgency, (h) => strata[h]!.agency!)].map(
    ([agency, members]) => ({ key: cellKey({ agency }), strata: members }),
  );
  const crossed = ofAgency.flatMap((h) => {
    const { agency, fields } = strata[h]!;
    const [field] = fields;
    return fields.length === 1
      ? [{ key: cellKey({ agency: agency!, field: field! }), strata: [h] }]
      : [];
  });
  const levels = [
    ['province', [{ key: cellKey(), strata: whole }]],
    ['agency', agencies],
    ['agency_field', crossed],
  ] as const;
  return levels.flatMap(([level, domains]) => {
    const figure = strataFigures(design, byStratum, domains, scale);
    const shown = nodes.filter((node) => level !== 'agency_field' || node.level !== 'criterion');
    return domains.map(({ key, strata: members }) => ({
      key,
      level,
      fieldCode: null,
      figures: shown.map(({ code }) => figure(code, key)).filter(isTold(withheld, key)),
      strata: members.flatMap((h) => totals.fields.map((_, f) => f * strata.length + h)),
    }));
  });
}

/** A field has a part in every response stratum. */
function fieldDomains({ strata, totals, fieldFigures, withheld }: Audited): PlacedDomain[] {
  return totals.fields.map((field, f) => {
    const key = cellKey({ field });
    const own = fieldFigures.filter(({ fieldCode }) => fieldCode === field);
    return {
      key,
      level: 'field',
      fieldCode: field,
      figures: own.map(({ exact }) => exact).filter(isTold(withheld, key)),
      strata: strata.map((_, h) => f * strata.length + h),
    };
  });
}
