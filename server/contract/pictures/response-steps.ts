import type { Results } from '../results.ts';
import { wholePercent } from './marked-figures.ts';
import { paint } from './paints.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { drawing } from './picture.ts';
import type { Shape } from './shapes.ts';
import { fixed, label, shape } from './shapes.ts';

const WIDTH = 340;
const STEP = 54;

interface Step {
  readonly key: 'listed' | 'invited' | 'eligible' | 'received';
  readonly people: number;
}

/** From the list to the answers, with the published counts alone; a step that was not published is not drawn. */
export function responseSteps({ results }: PictureFacts, words: PictureWords): Picture | null {
  const { say } = words;
  const steps = stepsOf(results);
  const { invited, received, eligible = invited } = results.counts;
  if (invited === 0) return null;
  const isLeast = results.method.respondentsAtLeast === true;
  const number = (people: number) => people.toLocaleString(words.language);
  const title = say(isLeast ? 'pictures.response_least' : 'pictures.response_title', {
    eligible: number(eligible),
    received: number(received),
    rate: wholePercent(eligible === 0 ? 0 : received / eligible),
  });
  const most = Math.max(...steps.map(({ people }) => people), 1);
  const name = (step: Step) => say(`pictures.response.${step.key}`);
  return {
    title,
    about: say('pictures.response_about'),
    svg: drawing(
      { width: WIDTH, height: steps.length * STEP + 4 },
      title,
      'plot',
      steps.flatMap((step, place) =>
        bar(step, place, most, `${name(step)}: ${number(step.people)}`),
      ),
    ),
    key: [],
    table: {
      headings: [say('pictures.response.step'), say('groups.n')],
      rows: [
        ...steps.map((step) => [name(step), number(step.people)]),
        ...lostRows(results, words),
      ],
    },
  };
}

function stepsOf({ counts }: Results): Step[] {
  const { people, invited, eligible, received } = counts;
  return [
    { key: 'listed', people },
    { key: 'invited', people: invited },
    ...(eligible === undefined ? [] : [{ key: 'eligible' as const, people: eligible }]),
    { key: 'received', people: received },
  ];
}

function bar({ key, people }: Step, place: number, most: number, text: string): Shape[] {
  const top = place * STEP;
  return [
    label(text, { ...paint('ink'), x: 0, y: top + 16 }),
    shape('rect', {
      ...paint(key === 'received' ? 'higher' : 'd-4'),
      ...{ x: 0, y: top + 22, width: fixed(Math.max(1, (WIDTH * people) / most)), height: 20 },
    }),
  ];
}

/** Who was asked and not heard; fewer than the threshold are not in numbers. */
const lostRows = ({ counts, method }: Results, { say, language }: PictureWords): string[][] =>
  (['declined', 'undelivered'] as const).map((key) => {
    const people = counts[key];
    return [
      say(`pictures.response.${key}`),
      people === null
        ? say('pictures.response.few', { k: method.disclosureThreshold })
        : people.toLocaleString(language),
    ];
  });
