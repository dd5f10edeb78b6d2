import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import type { NodeTotals } from '../../satisfaction-index/node-totals.ts';
import type { SampleDesign } from '../../weighting/sample-design.ts';
import type { AskedStratum } from '../answers/asked-strata.ts';
import type { FigureLevel } from './precision.ts';

/** A domain with its figures, nothing rounded; a figure without an index is not published. */
export interface AuditedDomain {
  readonly key: string;
  readonly level: FigureLevel;
  /** The level whose rounding its figures have. */
  readonly rounding: FigureLevel;
  readonly figures: readonly NodeFigure[];
  /** Positions of the strata that its figures are made of. */
  readonly strata: readonly number[];
}

/** What each person answered: positions on the scale by criterion, −1 where there is none. */
export interface AuditedPeople {
  readonly criteria: readonly string[];
  /** Positions of the criteria that a node is made of. */
  readonly criteriaBelow: (node: string) => readonly number[];
  readonly inStratum: (stratum: number) => readonly Int8Array[];
}

/** Everything that leaves together, with the answers behind it. */
export interface AuditedProvince {
  readonly nodes: readonly Readonly<{ code: string; level: string; parent: string | null }>[];
  readonly domains: readonly AuditedDomain[];
  readonly strata: readonly Readonly<{ weight: number; respondents: number }>[];
  /** Of the estimation; a stratum of it may hold several of the audit. */
  readonly design: SampleDesign;
  readonly stratumOf: (stratum: number) => number;
  /** Sums of a node, by stratum. */
  readonly totals: (node: string) => NodeTotals;
  /** Who answered what, while it is known. */
  readonly people?: AuditedPeople;
  /** Lowest and highest value of the criteria. */
  readonly scale: readonly [least: number, greatest: number];
  /** Answers from this value on are satisfied. */
  readonly satisfiedFrom: number;
  /** Strata with fewer respondents may not be known by any answer. */
  readonly threshold: number;
}

/** Of an agency alone, the agency first; and those that cross the agencies, the narrowest first. */
const OWN: readonly FigureLevel[] = ['agency', 'agency_field'];
const SHARED: readonly FigureLevel[] = ['field', 'province'];

/** Strata with the domains whose figures their answers are part of. */
export function askedStrata({ strata, domains }: AuditedProvince): AskedStratum[] {
  const partsOf = (levels: readonly FigureLevel[]) => {
    const parts = strata.map(() => [] as number[]);
    for (const level of levels)
      domains.forEach((domain, d) => {
        if (domain.level === level) for (const h of domain.strata) parts[h]!.push(d);
      });
    return parts;
  };
  const own = partsOf(OWN);
  const shared = partsOf(SHARED);
  return strata.map((stratum, h) => ({ ...stratum, own: own[h]!, shared: shared[h]! }));
}
