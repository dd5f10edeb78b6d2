// Truth: ux.md §4: read aloud only by a voice of the device, stem, statements and options, never the answers.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { screensOf } from '../../../client/respond/paging.ts';
import { questionTexts, textsOf } from '../../../client/respond/questions/ReadAloud.tsx';
import {
  canRead,
  isReading,
  readAloud,
  startVoices,
  stopReading,
} from '../../../client/respond/read-aloud.ts';
import { opening } from './device.ts';

const spoken: { text: string; lang: string; onend: (() => void) | undefined }[] = [];
let voices: { lang: string; localService: boolean }[] = [];
let changed: (() => void) | undefined;

beforeEach(() => {
  spoken.length = 0;
  voices = [];
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => voices,
    addEventListener: (_: string, listener: () => void) => {
      changed = listener;
    },
    speak: (sentence: (typeof spoken)[0]) => spoken.push(sentence),
    cancel: () => spoken.splice(0),
  });
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

test('a remote voice is none; a voice of the device that comes late is found', () => {
  voices = [{ lang: 'vi-VN', localService: false }];
  startVoices();
  expect(canRead()).toBe(false);
  voices.push({ lang: 'en-US', localService: true }, { lang: 'vi-VN', localService: true });
  changed?.();
  expect(canRead()).toBe(true);
});

test('it reads stem, statements and options, and stops when asked or at the end', () => {
  voices = [{ lang: 'vi-VN', localService: true }];
  startVoices();
  const [screen] = screensOf(opening.questionnaire, false);
  readAloud(textsOf(screen!));
  expect(spoken.map(({ text }) => text)).toEqual([
    'Ông/Bà hài lòng ở mức nào?',
    'Câu 1 ở {BPMC}',
    'Mức 1. Mức 2. Mức 3. Mức 4. Mức 5',
    'Tôi chưa gặp việc này',
    'Câu 2 ở {BPMC}',
    'Mức 1. Mức 2. Mức 3. Mức 4. Mức 5',
    'Tôi chưa gặp việc này',
  ]);
  const [question] = screen!.questions;
  expect(questionTexts(question!)).toEqual(spoken.slice(1, 4).map(({ text }) => text));
  expect(isReading.value).toBe(true);
  spoken.at(-1)?.onend?.();
  expect(isReading.value).toBe(false);
  readAloud(['một']);
  stopReading();
  expect(spoken).toEqual([]);
});
