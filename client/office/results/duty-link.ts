import type { Domain } from '#contract/figures.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import { t } from '../../i18n.ts';
import { figureOf, figureWords, nodeLabel, provinceOf } from '../../ui/figures.ts';
import { percent } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';

/**
 * Address at which a duty begins with a published figure in words; none where the figure is withheld. “Lower” is
 * said only where the figure's own mark says it.
 */
export function dutyLink(
  { staff, campaign, linkTo }: PageContext,
  { domain, results, node }: { domain: Domain; results: Results; node: IndexNode },
): string | undefined {
  if (staff.role !== 'home_affairs' || campaign.stage !== 'published') return undefined;
  const figure = figureOf(domain, node.code);
  const own = figureWords(figure);
  const line = figureWords(figureOf(provinceOf(results), node.code));
  if (typeof own === 'string' || typeof line === 'string') return undefined;
  const isAgency = domain.level === 'agency';
  const words = t(`actions.figure.${isAgency && figure?.tier === 'lower' ? 'lower' : 'plain'}`, {
    node: nodeLabel(node),
    agency: domain.name,
    share: percent(own.index, 0),
    line: percent(line.index, 0),
  });
  const query = new URLSearchParams({
    nodeCode: node.code,
    figure: words,
    criterion: nodeLabel(node),
    ...(isAgency && { agency: domain.agencyCode ?? '', leads: domain.name }),
  });
  return `${linkTo('action_plan')}?${query}`;
}
