import { effect, signal } from '@preact/signals';
import { language } from './texts.ts';

/** A voice of the device itself: a remote one would send the questions to a third party. */
const voice = signal<SpeechSynthesisVoice | undefined>(undefined);
export const isReading = signal(false);
export const canRead = (): boolean => voice.value !== undefined;

/** `vi-VN` and `vi` are one language; some Androids write `vi_VN`. */
const primary = (tag: string) => tag.split(/[-_]/)[0];

/** Voices come late on many phones; a device without one simply has no button. */
export function startVoices(): void {
  const { speechSynthesis } = globalThis;
  if (!speechSynthesis) return;
  const look = () => {
    voice.value = speechSynthesis
      .getVoices()
      .find((voice) => voice.localService && primary(voice.lang) === primary(language.value));
  };
  speechSynthesis.addEventListener?.('voiceschanged', look);
  effect(look);
}

/** Reads what it is given, or stops; it never begins by itself. */
export function readAloud(texts: readonly string[]): void {
  stopReading();
  if (!voice.value) return;
  for (const [i, text] of texts.entries()) {
    const sentence = new SpeechSynthesisUtterance(text);
    sentence.voice = voice.value;
    sentence.lang = voice.value.lang;
    if (i === texts.length - 1) sentence.onend = stopReading;
    speechSynthesis.speak(sentence);
  }
  isReading.value = true;
}

export function stopReading(): void {
  if (isReading.value) speechSynthesis.cancel();
  isReading.value = false;
}
