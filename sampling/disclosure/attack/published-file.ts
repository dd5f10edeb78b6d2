import type { PublishedGroups } from '../published-groups.ts';

/** The parts of a published file that an attacker reads. */
export interface PublishedFigure {
  readonly node: string;
  readonly validAnswers: number | null;
  readonly distribution: readonly number[] | null;
  readonly step?: number | null;
}
export interface PublishedDomain {
  readonly level: string;
  readonly agencyCode: string | null;
  readonly fieldCode: string | null;
  readonly population: number;
  readonly invited: number;
  readonly received: number | null;
  readonly figures: readonly (PublishedFigure & { readonly respondents?: number | null })[];
}
export interface Publication {
  readonly method: {
    readonly disclosureThreshold: number;
    readonly satisfiedFrom: number;
    /** Of the province only the least number of respondents is printed. */
    readonly respondentsAtLeast?: boolean | undefined;
  };
  readonly nodes: readonly {
    readonly code: string;
    readonly level: string;
    readonly parent?: string | null;
  }[];
  readonly domains: readonly PublishedDomain[];
  readonly groups?: PublishedGroups | undefined;
}
