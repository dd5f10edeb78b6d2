import type { Indicator } from '#contract/completeness.ts';
import { INDICATORS } from '#contract/completeness.ts';
import { t } from '../../../i18n.ts';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { createSorting } from '../../page/sorting.ts';
import type { BoardUnit } from './board.ts';
import { hasList, indicatorOf, marksOf } from './board.ts';

const COUNTS = ['rows', 'people', 'inError'] as const;

export const boardSorting = createSorting<BoardUnit>({
  unit: (unit) => unit.unitName,
  ...Object.fromEntries(COUNTS.map((name) => [name, (unit: BoardUnit) => unit[name]])),
  ...Object.fromEntries(
    INDICATORS.map((name) => [name, (unit: BoardUnit) => indicatorOf(unit, name)?.share ?? -1]),
  ),
});

/** State first, then counts, then the shares that tell whether anybody was left out. */
export const boardColumns = (hrefOf: (code: string) => string): ColumnOf<BoardUnit>[] => [
  {
    key: 'unit',
    heading: t('board.unit'),
    ...boardSorting.heading('unit'),
    cell: (unit) => (
      <>
        <a href={hrefOf(unit.unitCode)}>
          {unit.unitName} <small class="code">{unit.unitCode}</small>
        </a>
        {marksOf(unit).map((mark) => (
          <small class="mark" key={mark.name}>
            {markWords(mark)}
          </small>
        ))}
      </>
    ),
  },
  { key: 'state', heading: t('board.state'), cell: (unit) => t(`unit_state.${unit.state}`) },
  ...COUNTS.map((name) => ({
    key: name,
    heading: t(`counts.${name}`),
    isNumeric: true,
    ...boardSorting.heading(name),
    cell: (unit: BoardUnit) => (hasList(unit) ? wholeNumber(unit[name]) : ''),
  })),
  ...INDICATORS.map((name) => ({
    key: name,
    heading: t(`indicator.${name}.short`),
    isNumeric: true,
    ...boardSorting.heading(name),
    cell: (unit: BoardUnit) => indicatorCell(unit, name),
  })),
];

function indicatorCell(unit: BoardUnit, name: Indicator['name']): string {
  const indicator = indicatorOf(unit, name);
  if (!indicator || indicator.share === null) return '';
  const figure =
    name === 'missingNumbers' ? wholeNumber(indicator.cases) : percent(indicator.share);
  return indicator.side ? `! ${figure}` : figure;
}

/** Why a unit is marked, in one sentence. */
export const markWords = ({ name, side, share, expected, cases }: Indicator): string =>
  t(`indicator.${name}.${side ?? 'low'}`, {
    n: wholeNumber(cases),
    share: percent(share ?? 0),
    expected: percent(expected),
  });
