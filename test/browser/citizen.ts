import type { Locator, Page } from 'playwright-core';

/** Chooses the last answer of every question on the screen, then continues. */
export async function answerScreen(page: Page): Promise<void> {
  const questions = page.locator('fieldset.question');
  for (let i = 0; i < (await questions.count()); i += 1) {
    await questions.nth(i).locator('.options:not(.apart) .option').last().click();
  }
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

export async function answerUntil(page: Page, progress: string): Promise<void> {
  while (!(await page.getByText(progress, { exact: true }).isVisible())) await answerOn(page);
}

/** The same on the way to a later screen, and waits for the next one. */
export async function answerOn(page: Page): Promise<void> {
  const before = await page.locator('.progress p').textContent();
  await chooseAnswers(page);
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.locator(`.progress p:not(:text-is("${before}"))`).waitFor();
}

/** In one step: to look where a finger may press costs the browser three times as much as to choose. */
export const chooseAnswers = (page: Page): Promise<void> =>
  page.locator('fieldset.question').evaluateAll((questions) => {
    for (const question of questions)
      [...question.querySelectorAll<HTMLElement>('.options:not(.apart) .option')].at(-1)!.click();
  });

/** Answers everything, and gives the button that hands it in. */
export async function answerToEnd(page: Page): Promise<Locator> {
  const send = page.getByRole('button', { name: 'Gửi phiếu', exact: true });
  while (!(await send.isVisible())) await answerOn(page);
  return send;
}

/** The worker has put the page by: from here on a reload needs no network. */
export const keptOffline = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
