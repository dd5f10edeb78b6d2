/**
 * Outside truth: the generator knows whose each dossier is. It writes as counters do: names without marks or
 * with a wrong one, in capitals, decomposed; phones missing, changed, a household's or an intermediary's;
 * numbers of nine digits and of twelve, missing or mistyped; namesakes, some born on one day.
 */
import { expect, test } from 'vitest';
import { readContact } from '../../../server/lists/decide/contact.ts';
import { saidBy } from '../../../server/lists/link/complete-identity.ts';
import { linkDossiers } from '../../../server/lists/link/link-dossiers.ts';
import { writtenPeople } from './written-people.ts';

const key = Buffer.alloc(32, 5);
const COMMUNE = 2500;

function linkedPersons(seed: number) {
  const dossiers = writtenPeople(seed, COMMUNE).map(({ person, cells }, at) => {
    const contact = readContact(cells, '2026-03-04');
    if (typeof contact === 'string') throw new Error(contact);
    const code = `H55.200-260302-${String(at).padStart(4, '0')}`;
    return { person, code, kind: contact.kind, isSeparated: false, said: saidBy(key, contact) };
  });
  return linkDossiers(dossiers, (code) => code);
}

const pairs = (n: number) => (n * (n - 1)) / 2;
const pairsIn = (groups: Iterable<readonly unknown[]>) =>
  [...groups].reduce((sum, { length }) => sum + pairs(length), 0);

/** Over all pairs of dossiers: how many of those joined are one person's, and of one person's are joined. */
function pairwise(seeds: readonly number[]) {
  let [joined, right, true_] = [0, 0, 0];
  for (const seed of seeds) {
    const persons = linkedPersons(seed);
    joined += pairsIn(persons);
    right += persons.reduce(
      (sum, dossiers) => sum + pairsIn(Map.groupBy(dossiers, ({ person }) => person).values()),
      0,
    );
    true_ += pairsIn(Map.groupBy(persons.flat(), ({ person }) => person).values());
  }
  return { precision: right / joined, recall: right / true_, pairs: true_ };
}

test('of known persons, at least 99 of 100 pairs joined are right and 95 of 100 that belong together are joined', () => {
  const { precision, recall, pairs: of } = pairwise([1, 2, 3]);
  console.log(
    `linking: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} over ${of} pairs`,
  );
  expect(precision).toBeGreaterThanOrEqual(0.99);
  expect(recall).toBeGreaterThanOrEqual(0.95);
});
