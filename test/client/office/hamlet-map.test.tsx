// Truth: WCAG 2.2, 2.1.1 and 4.1.2: what a dot does by a press it does by the keyboard, and says whether it is chosen.
import { render } from 'preact';
import { expect, test } from 'vitest';
import { HamletMap } from '../../../client/ui/map/HamletMap.tsx';

test('a dot is chosen by pointer, blank and Enter, and can have the focus', () => {
  const pressed: string[] = [];
  render(
    <HamletMap
      hamlets={[
        { key: 'a', name: 'Nà Cà', place: { east: 105_800, north: 21_600 }, open: 4 },
        {
          key: 'b',
          name: 'Bản Áng',
          place: { east: 105_850, north: 21_640 },
          open: 9,
          isChosen: true,
        },
      ]}
      label="Bản đồ 2 thôn"
      lengthWords={(km) => `${km} km`}
      onPress={(key) => pressed.push(key)}
    />,
    document.body,
  );
  const [first, second] = [...document.querySelectorAll('[role=checkbox]')];
  for (const key of [' ', 'Enter', 'x'])
    first!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  second!.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(pressed).toEqual(['a', 'a', 'b']);
  expect([first, second].map((dot) => dot!.getAttribute('tabindex'))).toEqual(['0', '0']);
  expect([first, second].map((dot) => dot!.getAttribute('aria-checked'))).toEqual([
    'false',
    'true',
  ]);
  expect(second!.getAttribute('aria-label')).toBe('Bản Áng (9)');
  render(null, document.body);
});
