import { attackAnswers } from '../disclosure/attack/answer-sums.ts';
import { attackCounts } from '../disclosure/attack/count-sums.ts';
import { attackFieldwork } from '../disclosure/attack/fieldwork.ts';
import { attackPublication } from '../disclosure/attack/publication.ts';
import type { Publication } from '../disclosure/attack/published-file.ts';
import { parsePlan } from '../draw/plan.ts';
import { SamplingError } from '../errors.ts';
import type { Command } from './command.ts';
import { printResult } from './command.ts';

export const command: Command = {
  summary: 'Attacks a publication with what its own files tell, and prints what follows from it.',
  usage: `npm run -s attack -- published.json [plan.tsv]
  published.json  as downloaded from /api/published/<campaign>
  plan.tsv        of the public draw: N_h that the publication does not contradict
  Prints {claims: [{kind, stratum, criterion, value}], …}: counts of fewer respondents than the threshold,
  answers of strata below the threshold, strata that agree, groups that are small, agree or follow
  from the rest, few people by what is told of the fieldwork. Agencies one by one by whole numbers, then all sums of agencies, fields and levels
  together by linear programmes. Exit 1 when anything follows. A file whose counts contradict each other
  is refused; unexplained: criteria whose shares fit no answers by the attacker's rules, so that they were
  not attacked together.`,
  example: 'npm run -s attack -- published.json plan.tsv',
  async run([path, plan, ...rest], io) {
    if (path === undefined || rest.length > 0)
      throw new SamplingError(
        'BadArguments',
        'Name the published file, and the plan if there is one.',
      );
    const publication = readPublication(await io.readFile(path));
    if (plan !== undefined) checkPlan(publication, await io.readExact(plan));
    const counts = await attackCounts(publication);
    const { claims: answers, unexplained } = await attackAnswers(publication);
    const fieldwork = await attackFieldwork(publication);
    const claims = [...attackPublication(publication), ...counts, ...answers, ...fieldwork];
    const countOf = (kind: string) => claims.filter((claim) => claim.kind === kind).length;
    printResult(io, {
      respondents: countOf('respondents'),
      answers: countOf('answers'),
      unanimous: countOf('unanimous'),
      groups: countOf('group'),
      fieldwork: countOf('fieldwork'),
      unexplained,
      claims,
    });
    return claims.length === 0 ? 0 : 1;
  },
};

function readPublication(text: string): Publication {
  let file: { results?: unknown } | null = null;
  try {
    file = JSON.parse(text);
  } catch {
    throw new SamplingError('BadPublication', 'The published file is not JSON.');
  }
  const publication = (file?.results ?? file) as Partial<Publication> | null;
  if (!Array.isArray(publication?.domains) || !Array.isArray(publication.nodes))
    throw new SamplingError('BadPublication', 'The published file holds no domains and nodes.');
  return publication as Publication;
}

/** An attack with the draw's record needs the record of this campaign. */
function checkPlan({ domains }: Publication, text: string): void {
  const rows = parsePlan(text);
  const populations = new Map(rows.map(({ stratum, population }) => [stratum, population]));
  const other = domains.find(
    ({ level, agencyCode, fieldCode, population }) =>
      level === 'agency_field' && populations.get(`${agencyCode}.${fieldCode}`) !== population,
  );
  if (other)
    throw new SamplingError('OtherPlan', 'The plan and the publication differ in a stratum.', {
      stratum: `${other.agencyCode}.${other.fieldCode}`,
    });
}
