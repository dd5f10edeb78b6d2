import type { Locator, Page } from 'playwright-core';

/** Chooses the last answer of every question on the screen, then continues, as a finger does. */
export async function answerScreen(page: Page): Promise<void> {
  const questions = page.locator('fieldset.question');
  for (let i = 0; i < (await questions.count()); i += 1) {
    await questions.nth(i).locator('.options:not(.apart) .option').last().click();
  }
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

/** The same on the way to a later screen. */
export const answerUntil = (page: Page, progress: string): Promise<void> =>
  walk(page, { end: 'place', progress });

/** One screen, to the next. A kiosk keeps nothing before all is sent. */
export const answerOn = (page: Page, { isKept = true } = {}): Promise<void> =>
  walk(page, { end: 'next', isKept });

/** Answers everything, and gives the button that hands it in. */
export async function answerToEnd(page: Page, { isKept = true } = {}): Promise<Locator> {
  await walk(page, { end: 'check', isKept });
  return page.getByRole('button', { name: 'Gửi phiếu', exact: true });
}

interface Walk {
  readonly end: 'next' | 'place' | 'check';
  readonly progress?: string;
  readonly isKept?: boolean;
}

/**
 * Chooses and continues inside the page: to look from outside where a finger may press, screen after screen, cost the
 * browser and its driver five times as much as to answer.
 */
function walk(page: Page, way: Walk): Promise<void> {
  return page.evaluate(async ({ end, progress, isKept = true }) => {
    const place = () => document.querySelector('.progress p')?.textContent || undefined;
    const button = (name: string) =>
      [...document.querySelectorAll('button')].find((found) => found.textContent?.trim() === name);
    const seen = <T>(find: () => T | undefined) =>
      new Promise<T>((resolve, reject) => {
        const look = () => {
          const found = find();
          if (found === undefined) return;
          observer.disconnect();
          resolve(found);
        };
        const observer = new MutationObserver(look);
        const changes = { childList: true, attributes: true, characterData: true };
        observer.observe(document.body, { subtree: true, ...changes });
        setTimeout(() => reject(new Error(`${place()} waits for ${find}`)), 60_000);
        look();
      });
    const isThere = () => (end === 'check' ? button('Gửi phiếu') : place() === progress);
    const kept = async () => {
      // Drawn anew first: until then it says “saved” of what was there before.
      await new Promise((drawn) => setTimeout(drawn));
      if (isKept) await seen(() => document.querySelector('main .state.saved') ?? undefined);
    };
    for (let before = await seen(place); !isThere(); before = place()!) {
      for (const question of document.querySelectorAll('fieldset.question'))
        [...question.querySelectorAll<HTMLElement>('.options:not(.apart) .option')].at(-1)!.click();
      await kept();
      (await seen(() => button('Tiếp tục'))).click();
      await seen(() => (place() === before ? undefined : place()));
      if (end === 'next') return;
    }
    // The place is kept behind the answers.
    if (end === 'place') await kept();
  }, way);
}

/** The worker has put the page by: from here on a reload needs no network. */
export const keptOffline = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
