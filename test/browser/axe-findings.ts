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

/** A telephone, a tablet, a computer. */
const WIDTHS = [1280, 768, 360] as const;

/** What axe finds at 360 px, and at which of three widths the page must be moved sideways to be read. */
export async function screenFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 640 });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > width) faults.push(`${needed} px wide on a screen of ${width}`);
  }
  return [...faults, ...(await axeFindings(page))];
}
