import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WCAG_AND_PRACTICE = [...WCAG, 'best-practice'];

interface Asked {
  readonly tags?: readonly string[] | 'all';
  /** These alone, whatever their tags. */
  readonly rules?: readonly string[] | undefined;
}

interface Judged {
  readonly axe: typeof axe;
}

/** What axe finds wrong with a page, each with the parts that it concerns. */
export async function axeFindings(
  page: Page,
  { tags = WCAG_AND_PRACTICE, rules }: Asked = {},
): Promise<string[]> {
  await bringAxe(page);
  const values = [...(rules ?? tags)];
  const options: axe.RunOptions = {
    // What passed is not described, which takes as long as judging it.
    resultTypes: ['violations'],
    ...((rules || tags !== 'all') && { runOnly: { type: rules ? 'rule' : 'tag', values } }),
  };
  return page.evaluate(async (asked) => {
    const { violations } = await (window as unknown as Judged).axe.run(document, asked);
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }, options);
}

/** Packed, and without letters for which the browser would keep it in two bytes each. */
const packedAxe = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8').then(
  (source) => gzipSync(source.replace(/[^\0-\x7f]/g, escaped)).toString('base64'),
);

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Once for each document: to hand over its half megabyte as it is takes longer than to judge a screen. */
async function bringAxe(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    if (await frame.evaluate(() => 'axe' in window)) continue;
    await frame.evaluate(
      async (packed) => {
        const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
        const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
        Object.assign(window, { sourceOfAxe: await new Response(unpacked).text() });
      },
      await packedAxe,
    );
    // In a step of its own: behind a wait the page's own policy refuses it.
    await frame.evaluate('(0, eval)(sourceOfAxe); delete window.sourceOfAxe');
  }
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
