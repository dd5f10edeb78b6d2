import type { Publication } from '#sampling/disclosure/attack/published-file.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import type { AnsweringProvince } from './answering-province.ts';

/**
 * The same answers as files used to publish them: strata unpooled, zeros shown, the few withheld, shares
 * with so many decimals.
 */
export function publishedInFull(
  { nodes, strata, criteria, people }: AnsweringProvince,
  decimals: number,
  shown: readonly ('agency' | 'field')[] = ['agency'],
): Publication {
  const design = sampleDesign(strata, (code) => code.split('.')[0]!);
  const rounded = (share: number) => (decimals > 12 ? share : Number(share.toFixed(decimals)));
  const domain = (level: string, members: number[], fieldCode: string | null) => {
    const sum = (count: 'population' | 'released' | 'respondents') =>
      members.reduce((running, h) => running + strata[h]![count], 0);
    const received = sum('respondents');
    const isFew = level === 'agency_field' && received > 0 && received < 5;
    const isShown = shown.some((publishedLevel) => publishedLevel === level) && received >= 30;
    const figures = isShown ? criteria.map(figureOf(members)) : [];
    return {
      level,
      agencyCode: level === 'field' ? null : strata[members[0]!]!.agencyCode,
      fieldCode,
      population: sum('population'),
      invited: sum('released'),
      received: isFew ? null : received,
      figures,
    };
  };
  const figureOf = (members: number[]) => (node: string, index: number) => {
    const weighted = [0, 0, 0, 0, 0];
    let validAnswers = 0;
    for (const h of members)
      for (const person of people[h]!) {
        const value = person[index]!;
        if (value === 0) continue;
        validAnswers += 1;
        weighted[value - 1]! += design.weights[h]!;
      }
    const whole = weighted.reduce((sum, weight) => sum + weight, 0);
    return { node, validAnswers, distribution: weighted.map((weight) => rounded(weight / whole)) };
  };
  const agencies = Map.groupBy(strata.keys(), (h) => strata[h]!.agencyCode);
  return {
    method: { disclosureThreshold: 5, satisfiedFrom: 4 },
    nodes,
    domains: [
      ...[...agencies.values()].flatMap((members) => [
        domain('agency', members, null),
        ...members.map((h) => domain('agency_field', [h], strata[h]!.fieldCode)),
      ]),
      ...(shown.includes('field')
        ? [...Map.groupBy(strata.keys(), (h) => strata[h]!.fieldCode)].map(([field, members]) =>
            domain('field', members, field),
          )
        : []),
    ],
  };
}
