import type { SuppressionAudit } from './audit.ts';
import { auditSuppression } from './audit.ts';
import type { ConfidentialityRule } from './confidentiality.ts';
import { CONFIDENTIALITY_RULE } from './confidentiality.ts';
import type { Addition, PublishedCell } from './published-table.ts';
import type { Suppression } from './suppress.ts';
import { suppress } from './suppress.ts';

/** What readers already hold: an earlier edition of the same figures, with its withheld cells. */
export interface PreviousEdition {
  readonly cells: readonly PublishedCell[];
  readonly withheld: readonly string[];
}

/**
 * Chooses the cells of a new edition to withhold so that it is safe beside the previous one too: no
 * confidential count of either edition, and no difference of fewer than `rule.threshold` persons
 * between them, can be pinned down from both together. What was published stays published, so the
 * answer can be `aggregate` where the new edition alone would be safe; `exposed` then also names,
 * by their keys, cells whose change is too small to show. Throws what `suppress` throws.
 * Source: differencing between linked tables, Hundepool et al. 2012, §4.3.5 and §5.4.
 * @param current cells of the new edition, in persons
 * @param previous cells of the earlier edition and what it withheld
 * @param rule threshold and protection, in persons
 */
export function suppressEdition(
  current: readonly PublishedCell[],
  previous: PreviousEdition,
  rule: ConfidentialityRule = CONFIDENTIALITY_RULE,
): Suppression {
  const joint = suppress(jointTable(current, previous), rule);
  return {
    ...joint,
    primary: ofCurrent(joint.primary),
    complementary: ofCurrent(joint.complementary),
    exposed: plainKeys(joint.exposed),
  };
}

/**
 * Attacks two editions together, as `auditSuppression` attacks one; `withheld` are the suppressed
 * keys of the current edition. Throws what `auditSuppression` throws.
 * @param current cells of the new edition, in persons
 * @param previous cells of the earlier edition and what it withheld
 * @param rule threshold and protection, in persons
 * Hundepool et al. (2012), §4.3.5.
 */
export function auditEditions(
  current: readonly PublishedCell[],
  withheld: Iterable<string>,
  previous: PreviousEdition,
  rule: ConfidentialityRule = CONFIDENTIALITY_RULE,
): SuppressionAudit {
  const audit = auditSuppression(jointTable(current, previous), Array.from(withheld, now), rule);
  return { ...audit, exposed: plainKeys(audit.exposed) };
}

const now = (key: string) => `now ${key}`;
const then = (key: string) => `then ${key}`;
const change = (key: string) => `change ${key}`;
const ofCurrent = (keys: readonly string[]) =>
  keys.filter((key) => key.startsWith('now ')).map((key) => key.slice(4));
const plainKeys = (keys: readonly string[]) => [
  ...new Set(keys.map((key) => key.slice(key.indexOf(' ') + 1))),
];

/** Both editions and, for every cell in both, larger = smaller + change, which nobody published. */
function jointTable(current: readonly PublishedCell[], previous: PreviousEdition): PublishedCell[] {
  const before = new Map(previous.cells.map((cell) => [cell.key, cell] as const));
  const after = new Map(current.map((cell) => [cell.key, cell] as const));
  const hidden = new Set(previous.withheld);
  const grown = (key: string) => {
    const [old, young] = [before.get(key), after.get(key)];
    return old && young ? countOf(young) >= countOf(old) : null;
  };
  const oldCells = previous.cells.map((cell) => ({
    ...renamed(cell, then, grown(cell.key) === true ? now(cell.key) : null),
    ...(hidden.has(cell.key) ? { neverPublished: true } : { alwaysPublished: true }),
  }));
  const newCells = current.map((cell) =>
    renamed(cell, now, grown(cell.key) === false ? then(cell.key) : null),
  );
  const changes = current.flatMap((cell) => {
    const old = before.get(cell.key);
    return old ? [changeOf(cell, old)] : [];
  });
  return [...oldCells, ...newCells, ...changes];
}

const countOf = (cell: PublishedCell) => cell.count ?? cell.respondents;

function renamed(
  cell: PublishedCell,
  rename: (key: string) => string,
  larger: string | null,
): PublishedCell {
  const addsInto: Addition[] = cell.addsInto.map((addition) => ({
    ...addition,
    total: rename(addition.total),
  }));
  if (larger !== null) addsInto.push({ total: larger, along: 'edition' });
  return { ...cell, key: rename(cell.key), addsInto };
}

/** An unchanged cell is known to be unchanged: readers are assumed to know what was corrected. */
function changeOf(young: PublishedCell, old: PublishedCell): PublishedCell {
  const count = countOf(young) - countOf(old);
  const total = count >= 0 ? now(young.key) : then(young.key);
  return {
    key: change(young.key),
    respondents: Math.abs(young.respondents - old.respondents),
    count: Math.abs(count),
    addsInto: [{ total, along: 'edition' }],
    ...(count === 0 ? {} : { neverPublished: true }),
  };
}
