import type { Slack } from '../answers/slack.ts';
import { AttackedCriterion } from './attacked-criterion.ts';
import type { ShownWorld } from './audited-figures.ts';
import { AuditedFigures } from './audited-figures.ts';
import type { AuditedProvince } from './audited-province.ts';
import type { Treatments } from './leaving-figure.ts';

/** A stratum whose answers to a criterion follow from what would leave. */
export interface Fallen {
  readonly stratum: number;
  readonly criterion: string;
}

export interface AnswersAudit {
  readonly treatments: Treatments;
  /** Strata × criteria for which other answers were found that leave everything as it is printed. */
  readonly open: number;
  /** Those for which nothing helps. */
  readonly fallen: readonly Fallen[];
}

/** Rounds in which what was found earlier is looked at again, since figures were weakened for others meanwhile. */
const MOST_CONFIRMED = 8;

/**
 * Attacks what would leave and weakens it until no answer follows: for each stratum that is small or agrees,
 * and each criterion, other answers must exist under which the figures of agency, agency × field, field and
 * province and of the nodes above are printed the same. Where there are none, the figure that leaves the least
 * slack is rounded coarser, told as a band, or withheld.
 * @param treatments what an earlier audit asked of figures
 * @param pause between two criteria: others get their turn
 */
export async function auditAnswers(
  province: AuditedProvince,
  treatments: Treatments,
  pause: () => Promise<void>,
): Promise<AnswersAudit> {
  const audit = new AuditedFigures(province, treatments);
  const criteria = province.nodes.flatMap(({ code, level }) => (level === 'criterion' ? code : []));
  const shown = new Map(criteria.map((code) => [code, new Map<number, ShownWorld>()]));
  const attack = (criterion: string) =>
    new AttackedCriterion(audit, criterion, shown.get(criterion)!);
  const fallen = new Map<string, Fallen>();
  const mend = (attacked: AttackedCriterion, criterion: string, strata: readonly number[]) => {
    for (const stratum of strata)
      if (!attacked.mend(stratum)) fallen.set(`${criterion} ${stratum}`, { stratum, criterion });
  };
  let asked = 0;
  for (const criterion of criteria) {
    await pause();
    const attacked = attack(criterion);
    const strata = attacked.mustStayOpen();
    asked += strata.length;
    mend(attacked, criterion, strata);
    restore(audit, criterion, [attacked]);
  }
  await restoreAll(audit, criteria, attack, pause);
  for (let round = 0; round <= MOST_CONFIRMED; round += 1)
    for (const criterion of criteria) {
      const stale = audit.staleOf(criterion, shown.get(criterion)!);
      if (stale.length === 0) continue;
      await pause();
      const attacked = attack(criterion);
      if (round < MOST_CONFIRMED) mend(attacked, criterion, stale);
      else
        for (const stratum of stale) fallen.set(`${criterion} ${stratum}`, { stratum, criterion });
    }
  await restoreAll(audit, criteria, attack, pause);
  return { treatments: audit.treatments, open: asked - fallen.size, fallen: [...fallen.values()] };
}

/** Figures of all nodes, once all criteria are attacked: those above are made of several. */
async function restoreAll(
  audit: AuditedFigures,
  criteria: readonly string[],
  attack: (criterion: string) => AttackedCriterion,
  pause: () => Promise<void>,
): Promise<void> {
  for (const { code } of audit.province.nodes) {
    if (audit.withheldOf(code).length === 0) continue;
    await pause();
    const below = criteria.filter((criterion) => audit.nodesAbove(criterion).includes(code));
    restore(audit, code, below.map(attack));
  }
}

/** Shows again what was withheld on the way and need not be, now that other figures are weaker. */
function restore(
  audit: AuditedFigures,
  node: string,
  attacked: readonly AttackedCriterion[],
): void {
  for (const figure of audit.withheldOf(node)) {
    const withheld = audit.treatmentOf(figure);
    audit.treat({ figure, treatment: { ...withheld, isHidden: false } });
    if (!attacked.every((criterion) => criterion.isStillOpen()))
      audit.treat({ figure, treatment: withheld });
  }
}

/**
 * What the figures of a domain leave open of a criterion, once they are weakened.
 * @param province everything that leaves together
 * @param treatments what the audit asked of figures
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function roomsUnder(
  province: AuditedProvince,
  treatments: Treatments,
): (criterion: string, domain: number) => Slack {
  const audit = new AuditedFigures(province, treatments);
  return (criterion, domain) => audit.slack(criterion, domain);
}
