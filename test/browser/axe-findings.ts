import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WCAG_AND_PRACTICE = [...WCAG, 'best-practice'];

interface Asked {
  readonly tags?: readonly string[] | 'all';
  /** These alone, whatever their tags. */
  readonly rules?: readonly string[] | undefined;
}

/** What axe finds wrong with a page, each with the parts that it concerns. */
export async function axeFindings(
  page: Page,
  { tags = WCAG_AND_PRACTICE, rules }: Asked = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // Without frames in it a page is judged in place, not in a second one.
    .setLegacyMode()
    // What passed is not described, which takes as long as judging it.
    .options({ resultTypes: ['violations'] });
  if (rules) axe.withRules([...rules]);
  else if (tags !== 'all') axe.withTags([...tags]);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
