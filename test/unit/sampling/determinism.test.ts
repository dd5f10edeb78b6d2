// Outside truth: IEEE 754, which fixes +, -, *, / and the square root to the last bit, but no
// other function. What decides who is drawn may use nothing else, and no clock or platform.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sampling = new URL('../../../sampling/', import.meta.url);

const sourcesIn = (folder: string) =>
  readdirSync(new URL(`${folder}/`, sampling))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      name: `${folder}/${name}`,
      code: readFileSync(new URL(`${folder}/${name}`, sampling), 'utf8').replace(
        /\/\*[\s\S]*?\*\/|\/\/.*/g,
        '',
      ),
    }));

const DECIDING = ['frame', 'draw', 'randomness', 'allocation'].flatMap(sourcesIn);
const SELECTING = sourcesIn('selection').filter(
  ({ name }) => !/joint|entropy|polynomials/.test(name),
);

test.each([...DECIDING, ...SELECTING])(
  '$name decides with correctly rounded operations only',
  ({ code }) => {
    expect(code).not.toMatch(/Math\.(?!sqrt|min|max|floor|ceil|round|abs|imul)\w+/);
    // A power of two is exact; any other power is the platform's.
    expect(code).not.toMatch(/(?<!\b2 )\*\*/);
  },
);

test.each([...DECIDING, ...sourcesIn('selection'), ...sourcesIn('size')])(
  '$name knows no clock, chance, platform or locale',
  ({ code }) => {
    expect(code).not.toMatch(
      /Math\.random|Date\b|performance|process\.|Buffer\b|node:|localeCompare|toLocale|crypto|fetch\(/,
    );
  },
);
