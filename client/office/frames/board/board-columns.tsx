import type { Indicator } from '#contract/indicators.ts';
import { INDICATORS } from '#contract/indicators.ts';
import { t } from '../../../i18n.ts';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { createSorting } from '../../page/sorting.ts';
import type { BoardAgency } from './board.ts';
import { hasList, indicatorOf } from './board.ts';
import { markSentences } from './mark-sentences.ts';

const COUNTS = ['rows', 'people', 'inError'] as const;

export const boardSorting = createSorting<BoardAgency>({
  agency: (agency) => agency.agencyName,
  ...Object.fromEntries(COUNTS.map((name) => [name, (agency: BoardAgency) => agency[name]])),
  ...Object.fromEntries(
    INDICATORS.map((name) => [
      name,
      (agency: BoardAgency) => indicatorOf(agency, name)?.share ?? -1,
    ]),
  ),
});

/** State first, then counts, then the shares that tell whether anybody was left out. */
export const boardColumns = (hrefOf: (code: string) => string): ColumnOf<BoardAgency>[] => [
  {
    key: 'agency',
    heading: t('board.agency'),
    ...boardSorting.heading('agency'),
    cell: (agency) => (
      <>
        <a href={hrefOf(agency.agencyCode)}>
          {agency.agencyName} <small class="code">{agency.agencyCode}</small>
        </a>
        {markSentences(agency).map((sentence) => (
          <small class="mark" key={sentence}>
            {sentence}
          </small>
        ))}
      </>
    ),
  },
  { key: 'state', heading: t('board.state'), cell: (agency) => t(`agency_state.${agency.state}`) },
  ...COUNTS.map((name) => ({
    key: name,
    heading: t(`counts.${name}`),
    isNumeric: true,
    ...boardSorting.heading(name),
    cell: (agency: BoardAgency) => (hasList(agency) ? wholeNumber(agency[name]) : ''),
  })),
  ...INDICATORS.map((name) => ({
    key: name,
    heading: t(`indicator.${name}.short`),
    isNumeric: true,
    ...boardSorting.heading(name),
    cell: (agency: BoardAgency) => indicatorCell(agency, name),
  })),
];

function indicatorCell(agency: BoardAgency, name: Indicator['name']): string {
  const indicator = indicatorOf(agency, name);
  if (!indicator || indicator.share === null) return '';
  const figure =
    name === 'missingNumbers' || name === 'emptyDays'
      ? wholeNumber(indicator.cases)
      : percent(indicator.share);
  return indicator.side ? `! ${figure}` : figure;
}
