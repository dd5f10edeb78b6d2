import type { Publication } from '../disclosure/attack/published-file.ts';
import { attackFile } from '../disclosure/attack/whole-file.ts';
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
  together by linear programmes. unexplained: figures that no people give unless some of those who were asked
  did not belong to the population, so that they were not attacked. Exit 1 when anything follows or stays
  unexplained. A file that no people give at all is refused with its cells, exit 2.`,
  example: 'npm run -s attack -- published.json plan.tsv',
  async run([path, plan, ...rest], io) {
    if (path === undefined || rest.length > 0)
      throw new SamplingError(
        'BadArguments',
        'Name the published file, and the plan if there is one.',
      );
    const publication = readPublication(await io.readFile(path));
    if (plan !== undefined) checkPlan(publication, await io.readExact(plan));
    const { claims, unexplained } = await attackFile(publication);
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
    return claims.length + unexplained.length === 0 ? 0 : 1;
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
