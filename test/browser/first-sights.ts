import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { slowPhone, untilUsable } from './first-visit.ts';

/** What is seen of the start page in each frame, from the first heading on until the page can be used. */
export async function sightsOfStart(browser: Browser, link: string): Promise<string[]> {
  const page = await slowPhone(browser);
  await page.addInitScript(() => {
    const sights: string[] = [];
    Object.assign(globalThis, { sights });
    const look = () => {
      const lines = ['h1', '.occasion', '.first', '.main'].map((name) => {
        const line = document.querySelector<HTMLElement>(`main ${name}`);
        const top = Math.round(line?.getBoundingClientRect().top ?? -1);
        // The button says “opening” until it can be pressed.
        return name === '.main'
          ? `button at ${top}`
          : `${line?.tagName} "${line?.innerText}" at ${top}`;
      });
      if (sights.length > 0 || document.querySelector('h1')) sights.push(lines.join('\n'));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(link, { waitUntil: 'commit' });
  await untilUsable(page);
  await pause(300);
  const sights = await page.evaluate<string[]>('sights');
  await page.context().close();
  return sights;
}
