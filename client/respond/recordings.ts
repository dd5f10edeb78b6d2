import { signal } from '@preact/signals';
import { stopReading } from './read-aloud.ts';
import { pack } from './texts.ts';

/** What is heard now, or could not be. */
export const playing = signal('');
export const unheard = signal('');
let sound: HTMLAudioElement | undefined;

/** Address of a question's recording, where the language of the page has one. */
export function recordingOf(code: string): string | undefined {
  const file = pack.value?.recordings?.[code];
  return file && `/recordings/${pack.value?.language}/${file}`;
}

/** Fetched when it is asked for, never before: sound is dear on a telephone. */
export async function play(code: string, address: string): Promise<void> {
  stopPlaying();
  stopReading();
  const mine = new Audio(address);
  sound = mine;
  playing.value = code;
  mine.onended = stopPlaying;
  try {
    await mine.play();
  } catch {
    // Stopped before it began is no trouble.
    if (sound !== mine) return;
    stopPlaying();
    unheard.value = code;
  }
}

export function stopPlaying(): void {
  sound?.pause();
  sound = undefined;
  playing.value = '';
  unheard.value = '';
}
