import { effect, signal } from '@preact/signals';
import type { Language } from './texts.ts';
import { language, switchLanguage } from './texts.ts';

/** “Chữ to”: larger letters and one question at a time, for reading trouble of every kind. */
export const isLarge = signal(false);

/** How this device likes to read. Says nothing about who answers what, so it outlives the answers. */
export function startPreferences(): void {
  isLarge.value = remembered('large') === 'yes';
  const known = remembered('language');
  if (known) switchLanguage(known as Language);
  effect(() => {
    document.documentElement.classList.toggle('large', isLarge.value);
    remember('large', isLarge.value ? 'yes' : 'no');
  });
  effect(() => remember('language', language.value));
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
