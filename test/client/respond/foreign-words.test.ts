// Truth: WCAG 2.2, 3.1.2: a voice that reads Vietnamese is given the language of a word that is not.
import { h, render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { markForeignWords } from '../../../client/respond/foreign-words.ts';
import { HotlineText } from '../../../client/respond/HotlineText.tsx';
import { switchLanguage } from '../../../client/respond/texts.ts';

markForeignWords();
afterEach(() => switchLanguage('vi'));

function shown(text: string): HTMLElement {
  const place = document.createElement('div');
  const hotline = '0208 3855 000';
  render(
    h('section', null, [h('p', null, text), h('p', null, h(HotlineText, { text, hotline }))]),
    place,
  );
  return place;
}
const marked = (place: HTMLElement) =>
  [...place.querySelectorAll('[lang]')].map((word) => [
    word.textContent,
    word.getAttribute('lang'),
  ]);

test('foreign words of a Vietnamese text are marked, once each, and no letter of it changes', () => {
  const text = 'Không hỏi mã OTP. Quét lại mã QR, hoặc gọi 0208 3855 000.';
  const place = shown(text);
  const words = [
    ['OTP', 'en'],
    ['QR', 'en'],
  ];
  expect(marked(place)).toEqual([...words, ...words]);
  expect(place.textContent).toBe(text + text);
});

test('a text without foreign words, and an English page, have no marks', () => {
  expect(marked(shown('Mời Ông/Bà cho ý kiến'))).toEqual([]);
  switchLanguage('en');
  expect(marked(shown('Scan the QR code again.'))).toEqual([]);
});
