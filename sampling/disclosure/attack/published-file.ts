import type { PublishedRecheck } from '../fieldwork-counts.ts';
import type { PublishedPaper } from '../paper-counts.ts';
import type { PublishedGroups } from '../published-groups.ts';

/** The parts of a published file that an attacker reads. */
export interface PublishedFigure {
  readonly node: string;
  readonly validAnswers: number | null;
  readonly distribution: readonly number[] | null;
  readonly step?: number | null;
  readonly index?: number | null;
  readonly band?: string | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly mean?: number | null;
  readonly meanLow?: number | null;
  readonly meanHigh?: number | null;
}
export interface PublishedDomain {
  readonly level: string;
  readonly agencyCode: string | null;
  readonly fieldCode: string | null;
  readonly population: number;
  readonly invited: number;
  readonly received: number | null;
  readonly responseRate?: number | null;
  readonly figures: readonly (PublishedFigure & { readonly respondents?: number | null })[];
}
/** What a published file tells of the fieldwork, beside its figures. */
export interface PublishedFieldwork {
  readonly invited?: number;
  readonly received?: number;
  readonly eligible?: number | undefined;
  readonly ineligible?: readonly { readonly reason: string; readonly people: number }[] | undefined;
  readonly declined?: number | null;
  readonly undelivered?: number | null;
  readonly modes?: readonly { readonly mode: string; readonly responses: number }[];
  readonly recheck?: readonly PublishedRecheck[] | undefined;
  readonly voided?: number | null | undefined;
  readonly paper?: PublishedPaper | undefined;
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
  readonly counts?: PublishedFieldwork | undefined;
  readonly groups?: PublishedGroups | undefined;
}
