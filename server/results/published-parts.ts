import type { Change, Changes } from '#contract/changes.ts';
import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';

/** What no first view shows of an agency: its own page and the published file have it. */
export const LEFT_OUT = {
  distribution: null,
  mean: null,
  meanLow: null,
  meanHigh: null,
  validAnswers: null,
};

/**
 * The province with all its figures but those of groups, a fifth of these bytes and below many screens; agencies by total,
 * part and factor, shares and ranges alone.
 */
export function overviewOf({ groups: _groups, ...results }: Results): Results {
  const isCriterion = new Set(
    results.nodes.filter(({ level }) => level === 'criterion').map(({ code }) => code),
  );
  const shortened = (domain: Domain): Domain => ({
    ...domain,
    figures: domain.figures
      .filter(({ node }) => !isCriterion.has(node))
      .map((figure) => ({ ...figure, ...LEFT_OUT })),
  });
  const domains = results.domains.flatMap((domain) => {
    if (domain.level === 'province') return [domain];
    return domain.level === 'agency' ? [shortened(domain)] : [];
  });
  return { ...results, domains };
}

/** The sentence of a first view: a hundred agencies with ten nodes each come when somebody reads on. */
export function changesOfIndex(changes: Changes, { nodes }: Results): Changes {
  const total = nodes.find(({ level }) => level === 'total')?.code;
  const isOfIndex = ({ agencyCode, node }: Change) => agencyCode === null && node === total;
  return {
    ...changes,
    changes: changes.changes.filter(isOfIndex),
    rearranged: [],
    unmatched: { earlier: [], later: [] },
  };
}

/** What one page needs: the agency and its fields, and the province's figures that marks are made beside. */
export function agencyPart({ groups: _groups, ...results }: Results, agencyCode: string): Results {
  const isShown = ({ level, agencyCode: code }: Domain) =>
    level === 'province' || code === agencyCode;
  return { ...results, domains: results.domains.filter(isShown) };
}
