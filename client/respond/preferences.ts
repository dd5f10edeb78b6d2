import { effect, signal } from '@preact/signals';
import { readLanguage } from './calls.ts';
import { isBuiltIn, language, loadTexts, pack, switchLanguage } from './texts.ts';

/** “Chữ to”: larger letters and one question at a time, for reading trouble of every kind. */
export const isLarge = signal(false);

/** How this device likes to read. Says nothing about who answers what, so it outlives the answers. */
export function startPreferences(): Promise<void> {
  isLarge.value = remembered('large') === 'yes';
  const hasLanguage = startLanguage(
    new URL(location.href).searchParams.get('lang') ?? remembered('language') ?? 'vi',
  );
  effect(() => {
    document.documentElement.classList.toggle('large', isLarge.value);
    remember('large', isLarge.value ? 'yes' : 'no');
  });
  // Not before the texts are there: until then the page would remember Vietnamese in place of the choice.
  return hasLanguage.then(() => {
    effect(() => {
      remember('language', language.value);
      name(language.value);
    });
    effect(() => remember('pack', pack.value ? JSON.stringify(pack.value) : ''));
  });
}

/** A pack is kept on the device for a place without network; where there is one, the newest is taken. */
async function startLanguage(known: string): Promise<void> {
  try {
    if (!isBuiltIn(known)) switchLanguage(JSON.parse(remembered('pack') ?? ''));
  } catch {
    // Nothing whole was kept: the page is in Vietnamese until the pack has come.
  }
  const choice = chooseLanguage(known).catch(() => undefined);
  // The page's own languages are a file of the build; a pack may take as long as its server does.
  if (isBuiltIn(known)) await choice;
}

/** In the address too: from there the server knows it before any script has run. */
function name(chosen: string): void {
  const address = new URL(location.href);
  if ((address.searchParams.get('lang') ?? 'vi') === chosen) return;
  if (chosen === 'vi') address.searchParams.delete('lang');
  else address.searchParams.set('lang', chosen);
  history.replaceState(history.state, '', address);
}

let wanted = '';

/** Rejects where the pack cannot be had: the page stays as it was. Of two choices the later one counts. */
export async function chooseLanguage(name: string): Promise<void> {
  wanted = name;
  const next = isBuiltIn(name) ? await loadTexts(name).then(() => name) : await readLanguage(name);
  if (wanted === name) switchLanguage(next);
}

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`respond.${name}`);
  } catch {
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`respond.${name}`, value);
  } catch {
    // Without storage the choice holds for this visit.
  }
}
