import type { Claim } from '#sampling/disclosure/attack/publication.ts';
import type { Publication, PublishedDomain } from '#sampling/disclosure/attack/published-file.ts';
import type { AnsweringProvince } from './answering-province.ts';
import { truthOf } from './answering-province.ts';

/** Whether the people of the province answered as an attacker claims. */
export function isRight(
  { kind, stratum, criterion, value }: Claim,
  counted: AnsweringProvince,
): boolean {
  const { respondents, values } = truthOf(counted)(stratum, criterion);
  if (kind === 'respondents') return respondents === value;
  if (kind === 'answers') return values.join() === (value as readonly number[]).join();
  const satisfied = values[3]! + values[4]!;
  const answers = values.reduce((sum, count) => sum + count, 0);
  return answers > 0 && satisfied === (value === 1 ? answers : 0);
}

/** As an insider reads the file: nothing of how many answered is withheld. */
export const withRespondents = (
  publication: Publication,
  counted: AnsweringProvince,
): Publication => ({
  ...publication,
  domains: publication.domains.map((domain) =>
    domain.received === null ? { ...domain, received: respondentsOf(domain, counted) } : domain,
  ),
});
const respondentsOf = ({ agencyCode, fieldCode }: PublishedDomain, counted: AnsweringProvince) =>
  counted.strata
    .filter(
      (stratum) =>
        (agencyCode ?? stratum.agencyCode) === stratum.agencyCode &&
        (fieldCode ?? stratum.fieldCode) === stratum.fieldCode,
    )
    .reduce((sum, { respondents }) => sum + respondents, 0);
