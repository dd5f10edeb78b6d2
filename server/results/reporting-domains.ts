import type { Domain } from '#contract/figures.ts';
import { inText } from '#contract/place-names.ts';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { Heard } from './heard-agencies.ts';
import type { ResponseStratumRow } from './queries.ts';

export const LEVELS = ['province', 'agency', 'field', 'agency_field'] as const;
export type Level = (typeof LEVELS)[number];

export interface ReportingDomain
  extends Pick<Domain, 'key' | 'agencyCode' | 'fieldCode' | 'name' | 'kind'> {
  readonly level: Level;
  /** Positions of its strata of the frame: whom it consists of, who was asked, who answered. */
  readonly strata: number[];
  /** Positions of the response strata that its figures are made of; a field's are made by the count. */
  readonly responseStrata: number[];
}

/**
 * A stratum is an agency × field, so every domain is made of whole strata. Keys are those of the disclosure
 * tables. Where too few agencies were heard, the province's figure is that of the agencies that were, under that name.
 */
export function reportingDomains(
  strata: readonly CountedStratum[],
  responseStrata: readonly ResponseStratumRow[],
  provinceName: string,
  heard: Heard,
): ReportingDomain[] {
  const domains = new Map<string, ReportingDomain>();
  const whole = heard.isEnough ? provinceName : `Các đơn vị đủ phiếu ở ${inText(provinceName)}`;
  const add = (domain: Omit<ReportingDomain, 'strata' | 'responseStrata'>, h: number) => {
    const known = domains.get(domain.key) ?? { ...domain, strata: [], responseStrata: [] };
    known.strata.push(h);
    domains.set(domain.key, known);
  };
  strata.forEach((stratum, h) => {
    for (const level of LEVELS) add(domainOf(level, stratum, whole), h);
  });
  responseStrata.forEach(({ agencyCode, fieldCode, agencies }, h) => {
    if (heard.isEnough || agencies.some((agency) => heard.agencies.has(agency)))
      domains.get(cellKey())?.responseStrata.push(h);
    if (agencyCode === null) return;
    domains.get(cellKey({ agency: agencyCode }))?.responseStrata.push(h);
    if (fieldCode === null) return;
    domains.get(cellKey({ agency: agencyCode, field: fieldCode }))?.responseStrata.push(h);
  });
  const order = (domain: ReportingDomain) => LEVELS.indexOf(domain.level);
  return [...domains.values()].sort((a, b) => order(a) - order(b) || (a.key < b.key ? -1 : 1));
}

function domainOf(level: Level, stratum: CountedStratum, whole: string) {
  const { agencyCode, agencyName, fieldCode, fieldName, kind } = stratum;
  const none = { level, agencyCode: null, fieldCode: null, kind: null };
  switch (level) {
    case 'province':
      return { ...none, key: cellKey(), name: whole };
    case 'agency':
      return { ...none, key: cellKey({ agency: agencyCode }), agencyCode, kind, name: agencyName };
    case 'field':
      return { ...none, key: cellKey({ field: fieldCode }), fieldCode, name: fieldName };
    case 'agency_field':
      return {
        level,
        key: cellKey({ agency: agencyCode, field: fieldCode }),
        agencyCode,
        fieldCode,
        kind,
        name: `${agencyName} · ${fieldName}`,
      };
  }
}
