// Outside truth: two Python verifiers, the specification's and the one published here, asked about the
// specification's complete draw. They run on each Python of `pythons.ts`.
import { describe, expect, test } from 'vitest';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { drawVectors, fullDraw, goldenPath } from './golden.ts';
import { pythons } from './pythons.ts';

const PUBLISHED = 'sampling/verify_draw.py';
const key = drawVectors.full.key_hex;

/** The specification's draw of eleven units, as files. */
const { small } = drawVectors;
const smallDraw: typeof fullDraw = {
  seed: small.seed_text,
  frame: small.frame_text,
  plan: small.plan_text,
  sample: Object.entries(small.srswor)
    .flatMap(([stratum, { sample, reserve }]) =>
      [...sample, ...reserve].map((unit, place) => {
        const role = place < sample.length ? 'sample' : 'reserve';
        return `${stratum}\t${place + 1}\t${role}\t${unit}\t${small.tickets[unit]}\n`;
      }),
    )
    .join(''),
};

describe.concurrent.each(pythons)('on $name', (python) => {
  test.each([PUBLISHED, goldenPath('draw/verify_draw.py')])(
    'the Python verifier %s agrees, on the sample and on an altered one',
    async (verifier) => {
      expect(await python.run(verifier, fullDraw)).toEqual({
        status: 0,
        stdout: `OK 4785 lines, key ${key} mismatches 0\n`,
      });
      const altered = { ...smallDraw, sample: smallDraw.sample.replace('sample', 'reserve') };
      expect(await python.run(verifier, altered)).toEqual({
        status: 1,
        stdout: `DIFFERENT 9 lines, key ${small.key_hex} mismatches 2\n`,
      });
    },
  );

  test('it says no to files that do not belong together, and refuses broken ones', async () => {
    const verdict = async (texts: typeof fullDraw) => (await python.run(PUBLISHED, texts)).status;
    const { seed, frame, plan, sample } = smallDraw;
    const committed = (other: string, name: 'frame' | 'plan') =>
      seed.replace(new RegExp(`${name}=.*`), `${name}=${sha256Text(other)}`);
    const shorter = frame.split('\n').slice(1).join('\n');
    const unsorted = `${frame}A\tA\n`;
    const broken = plan.replace('\t7\t', '\t07\t');
    expect(await verdict(smallDraw)).toBe(0);
    expect(await verdict({ ...smallDraw, frame: shorter })).toBe(1);
    expect(await verdict({ seed: committed(shorter, 'frame'), frame: shorter, plan, sample })).toBe(
      1,
    );
    expect(
      await verdict({ seed: committed(unsorted, 'frame'), frame: unsorted, plan, sample }),
    ).toBe(2);
    expect(await verdict({ seed: committed(broken, 'plan'), frame, plan: broken, sample })).toBe(2);
    expect(await verdict({ ...smallDraw, seed: seed.replace('\n', '\n\n') })).toBe(2);
  });

  test('files that a program saved again with its own line ends are the same draw', async () => {
    const resaved = Object.fromEntries(
      Object.entries(smallDraw).map(([name, text]) => [
        name,
        `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`,
      ]),
    ) as typeof fullDraw;
    const { status, stdout } = await python.run('sampling/verify_draw.py', resaved);
    expect(stdout).toMatch(/^OK/);
    expect(status).toBe(0);
  });
});
