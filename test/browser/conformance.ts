import type { Page } from 'playwright-core';

/** Text that leaves the window or its own box, and text that is cut off (1.4.4, 1.4.10, 1.4.12). */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ownTexts = (element: Element) =>
      [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
    const leavesWindow = (text: Node) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()].some(
        ({ left, right }) => right > innerWidth + 1 || left < -1,
      );
    };
    const faultsIn = (element: Element) => {
      const { display, overflow } = getComputedStyle(element);
      const isBox = display !== 'inline' && element.clientWidth > 0;
      const isTooWide = isBox && element.scrollWidth > element.clientWidth + 1;
      const isTooHigh = overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      return [
        isTooWide && 'leaves its box',
        isTooHigh && 'is cut off',
        ownTexts(element).some(leavesWindow) && 'leaves the window',
      ].filter(Boolean);
    };
    const wide = document.documentElement.scrollWidth - innerWidth;
    const faults = [...document.querySelectorAll('body *:not(.visually-hidden, script, style)')]
      .filter((element) => element.checkVisibility() && ownTexts(element).length > 0)
      .flatMap((element) =>
        faultsIn(element).map((fault) => `${fault}: ${element.outerHTML.slice(0, 90)}`),
      );
    return wide > 0 ? [`the page is ${wide} px wider than the window`, ...faults] : faults;
  });

/** Targets below a size; those in a line of text may be smaller (2.5.8 asks for 24 px). */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((size) => {
    const targets = 'a[href], button, input:not([type=hidden]), summary, textarea, .option';
    return [...document.querySelectorAll(targets)]
      .filter((target) => target.checkVisibility() && !target.matches('.visually-hidden'))
      .filter((target) => !target.matches('.option input, p > a:not(.link, .main, .second)'))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < size - 0.5)
      .map(({ target, box }) => {
        const measure = `${Math.round(box.width)} × ${Math.round(box.height)} px`;
        return `${measure}: ${target.outerHTML.slice(0, 90)}`;
      });
  }, least);

const END = 'end';

/** From here on each Tab key that comes up leaves a word: what is wrong with the focus where it is then. */
const watchFocus = (page: Page): Promise<void> =>
  page.evaluate((end) => {
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    const middle = (from: number, to: number, most: number) =>
      (Math.max(from, 0) + Math.min(to, most - 1)) / 2;
    const faultOf = (focused: Element) => {
      // The ring of a radio button is drawn around its answer.
      const shown = focused.matches('.option input') ? focused.nextElementSibling! : focused;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      const name = shown.outerHTML.slice(0, 90);
      if (outlineStyle === 'none' || outlineWidth === '0px') return `no ring: ${name}`;
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const above = document.elementFromPoint(
        middle(left, right, innerWidth),
        middle(top, bottom, innerHeight),
      );
      return above && (shown.contains(above) || above.contains(shown)) ? '' : `hidden: ${name}`;
    };
    const tabs: string[] = [];
    const hasEnded = () => tabs.includes(end);
    // Behind the end the keys still under way would begin anew.
    const onKeyDown = (event: Event) => hasEnded() && event.preventDefault();
    const onKeyUp = () => {
      const focused = document.activeElement ?? document.body;
      if (!hasEnded()) tabs.push(focused === document.body ? end : faultOf(focused));
    };
    const listening = new AbortController();
    addEventListener('keydown', onKeyDown, { signal: listening.signal, capture: true });
    addEventListener('keyup', onKeyUp, { signal: listening.signal, capture: true });
    Object.assign(globalThis, { tabs, leave: () => listening.abort() });
  }, END);

/** To ask after each key costs the browser more than the key. */
const TABS_AT_ONCE = 8;

/** Goes through the page by the Tab key: a focus unseen or hidden (2.4.7, 2.4.11), a way that never ends (2.1.2). */
export async function unseenFocus(page: Page): Promise<string[]> {
  await watchFocus(page);
  let tabs: readonly string[] = [];
  for (let steps = 0; steps < 80 && !tabs.includes(END); steps += TABS_AT_ONCE) {
    for (let key = 0; key < TABS_AT_ONCE; key += 1) await page.keyboard.press('Tab');
    tabs = await page.evaluate<string[]>('tabs');
  }
  await page.evaluate('leave()');
  const faults = tabs.filter((fault) => fault && fault !== END);
  return tabs.includes(END) ? faults : [...faults, 'the Tab key does not come to an end'];
}

/** What 1.4.12 lets a reader set. */
const WIDE_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

const WAYS_TO_READ = [
  { criterion: '1.4.10 at 320 px, 400 % of 1280', width: 320, height: 256, style: '' },
  { criterion: '1.4.4 at 200 %', width: 360, height: 640, style: 'html{font-size:200%!important}' },
  { criterion: '1.4.12', width: 320, height: 640, style: WIDE_SPACING },
  { criterion: '1.3.4 turned', width: 640, height: 360, style: '' },
] as const;

/** Also where no script runs: only the driver's own. */
const setStyle = (page: Page, style: string): Promise<void> =>
  page.evaluate((rules) => {
    document.getElementById('reader')?.remove();
    const sheet = document.createElement('style');
    sheet.id = 'reader';
    sheet.textContent = rules;
    document.head.append(sheet);
  }, style);

/** All that is wrong with the screen that is open, however it is read. */
export async function faultsOf(page: Page, screen: string): Promise<string[]> {
  const usual = page.viewportSize();
  const faults: string[] = [];
  for (const { criterion, width, height, style } of WAYS_TO_READ) {
    await page.setViewportSize({ width, height });
    await setStyle(page, style);
    const found = [...(await cutTexts(page)), ...(await smallTargets(page, 24))];
    if (width === 320 && !style) found.push(...(await unseenFocus(page)));
    faults.push(...found.map((fault) => `${screen}, ${criterion}: ${fault}`));
  }
  await setStyle(page, '');
  if (usual) await page.setViewportSize(usual);
  return faults;
}

/** Contrast of two colours of the page's own names, as WCAG reckons it. */
export async function contrast(page: Page, first: string, other: string): Promise<number> {
  const [light = 0, dark = 0] = (
    await Promise.all([first, other].map((name) => luminance(page, name)))
  ).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

async function luminance(page: Page, name: string): Promise<number> {
  const colour = await page.evaluate(
    (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim(),
    name,
  );
  if (!/^#([0-9a-f]{3}){1,2}$/.test(colour)) throw new Error(`${name} is “${colour}”`);
  const [red = 0, green = 0, blue = 0] = colour
    .slice(1)
    .match(colour.length === 4 ? /./g : /../g)!
    .map((hex) => {
      const share = Number.parseInt(hex.length === 1 ? hex + hex : hex, 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
