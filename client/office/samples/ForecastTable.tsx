import type { SampleDesign } from '#contract/samples.ts';
import { t } from '../../i18n.ts';
import { DotInterval } from '../../ui/DotInterval.tsx';
import { Table } from '../../ui/Table.tsx';
import { decimal, wholeNumber } from '../../ui/words.ts';
import { points } from './ForecastWords.tsx';
import type { Forecast, StratumForecast, UnitForecast } from './forecast.ts';

/** Each unit's people, invitations, expected answers and width; its strata unfold. */
export function ForecastTable(props: {
  readonly forecast: Forecast;
  readonly design: SampleDesign;
}) {
  const { forecast, design } = props;
  const units = [...forecast.units].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  return (
    <Table
      caption={t('design.caption', { n: wholeNumber(units.length) })}
      rows={units}
      keyOf={(unit) => unit.code}
      columns={[
        { key: 'unit', heading: t('board.unit'), cell: (unit) => <UnitName unit={unit} /> },
        {
          key: 'people',
          heading: t('counts.people'),
          isNumeric: true,
          cell: (unit) => wholeNumber(unit.population),
        },
        {
          key: 'invitations',
          heading: t('design.invitations'),
          isNumeric: true,
          cell: (unit) => wholeNumber(unit.invitations),
        },
        {
          key: 'expected',
          heading: t('design.expected'),
          isNumeric: true,
          cell: (unit) => wholeNumber(Math.round(unit.expectedCompletes)),
        },
        {
          key: 'width',
          heading: t('design.width'),
          isWide: true,
          cell: (unit) => <Width unit={unit} centre={design.expectedProportion} />,
        },
        { key: 'publishable', heading: t('design.publishable'), cell: verdictOf },
      ]}
    />
  );
}

function Width({ unit, centre }: { readonly unit: UnitForecast; readonly centre: number }) {
  if (unit.halfWidth >= 0.5) return <>{t('design.no_width')}</>;
  const words = t('design.plus_minus', { points: points(unit.halfWidth) });
  return (
    <span class="width">
      <span>{words}</span>
      <DotInterval
        value={centre}
        low={Math.max(0, centre - unit.halfWidth)}
        high={Math.min(1, centre + unit.halfWidth)}
        tier="not_different"
        isUncertain={!unit.publishable}
        sentence={words}
      />
    </span>
  );
}

function verdictOf(unit: UnitForecast): string {
  if (unit.publishable) return t('design.ready');
  if (unit.extraInvitationsNeeded === null) return t('design.never_ready');
  return t('design.more', { n: wholeNumber(unit.extraInvitationsNeeded) });
}

function UnitName({ unit }: { readonly unit: UnitForecast }) {
  return (
    <details>
      <summary>
        {unit.name} <small class="code">{unit.code}</small>
      </summary>
      <ul class="strata">
        {unit.strata.map((stratum) => (
          <li key={stratum.code}>{stratumWords(stratum)}</li>
        ))}
      </ul>
    </details>
  );
}

const stratumWords = (stratum: StratumForecast): string =>
  t(stratum.isThin ? 'design.stratum_thin' : 'design.stratum', {
    field: stratum.fieldName,
    population: wholeNumber(stratum.population),
    sample: wholeNumber(stratum.sample),
    reserves: wholeNumber(stratum.reserves),
    expected: decimal(stratum.expected, 1),
  });
