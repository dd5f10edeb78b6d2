import { sha256Text } from '#sampling/randomness/sha256.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { settleResults } from '../results/settle-results.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

/** The published text has its hash, and the stored responses give every figure in it once more. */
export async function checkPublication(db: Db, campaignId: string): Promise<Finding> {
  const publication = await db
    .selectFrom('publication')
    .select(['results', 'sha256'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!publication) return absent('figures', 'not published');
  // Publishing adds these: they are no figures of the responses.
  const {
    journal: _journal,
    secondPerson: _secondPerson,
    rearrangements: _rearrangements,
    ...published
  } = JSON.parse(publication.results);
  const faults = unequal(
    'the published text has another hash',
    sha256Text(publication.results) === publication.sha256,
  );
  const domains: number = published.domains?.length ?? 0;
  // Version 0.1.0 counted by other rules; its responses are no longer stored as it kept them.
  if (!published.disclosure)
    return compared('figures', faults, `${domains} domains, an edition of version 0.1: hash alone`);
  const again = JSON.parse(
    JSON.stringify(await settleResults(db, await campaignAt(db, campaignId))),
  );
  // What an audit asked was counted by each version's own rule; the figures that left are among the domains.
  for (const results of [published, again]) delete results.disclosure.asked;
  // Editions of before have no weeks of answers, nor strips and forms of paper.
  for (const later of ['weeks', 'paper'])
    if (!published.counts?.[later]) delete again.counts[later];
  const found = figuresOf(again);
  const expected = figuresOf(published);
  const different = [...expected.keys()].filter((path) => expected.get(path) !== found.get(path));
  faults.push(
    ...unequal(
      `${different.length} values differ, the first at ${different[0]}`,
      different.length === 0,
    ),
    ...unequal('other values than were published', found.size === expected.size),
  );
  return compared(
    'figures',
    faults,
    `${expected.size} values in ${domains} domains computed again`,
  );
}

/** Every number, word and mark of a text by its path. */
function figuresOf(value: unknown, path = '', found = new Map<string, unknown>()) {
  if (value === null || typeof value !== 'object') return found.set(path, value);
  for (const [name, part] of Object.entries(value)) figuresOf(part, `${path}/${name}`, found);
  return found;
}
