import type { SampleDesign } from '#contract/samples.ts';
import { t } from '../../i18n.ts';
import { DotInterval } from '../../ui/DotInterval.tsx';
import { Table } from '../../ui/Table.tsx';
import { decimal, wholeNumber } from '../../ui/words.ts';
import { points } from './ForecastWords.tsx';
import type { AgencyForecast, Forecast, StratumForecast } from './forecast.ts';

/** Each agency's people, invitations, expected answers and width; its strata unfold. */
export function ForecastTable(props: {
  readonly forecast: Forecast;
  readonly design: SampleDesign;
}) {
  const { forecast, design } = props;
  const agencies = [...forecast.agencies].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  return (
    <Table
      caption={t('design.caption', { n: wholeNumber(agencies.length) })}
      rows={agencies}
      keyOf={(agency) => agency.code}
      columns={[
        {
          key: 'agency',
          heading: t('board.agency'),
          cell: (agency) => <AgencyName agency={agency} />,
        },
        {
          key: 'people',
          heading: t('counts.people'),
          isNumeric: true,
          cell: (agency) => wholeNumber(agency.population),
        },
        {
          key: 'invitations',
          heading: t('design.invitations'),
          isNumeric: true,
          cell: (agency) => wholeNumber(agency.invitations),
        },
        {
          key: 'expected',
          heading: t('design.expected'),
          isNumeric: true,
          cell: (agency) => wholeNumber(Math.round(agency.expectedCompletes)),
        },
        {
          key: 'width',
          heading: t('design.width'),
          isWide: true,
          cell: (agency) => <Width agency={agency} centre={design.expectedProportion} />,
        },
        { key: 'publishable', heading: t('design.publishable'), cell: verdictOf },
      ]}
    />
  );
}

function Width({ agency, centre }: { readonly agency: AgencyForecast; readonly centre: number }) {
  if (agency.halfWidth >= 0.5) return <>{t('design.no_width')}</>;
  const words = t('design.plus_minus', { points: points(agency.halfWidth) });
  return (
    <span class="width">
      <span>{words}</span>
      <DotInterval
        value={centre}
        low={Math.max(0, centre - agency.halfWidth)}
        high={Math.min(1, centre + agency.halfWidth)}
        tier="not_different"
        isUncertain={!agency.publishable}
        sentence={words}
      />
    </span>
  );
}

function verdictOf(agency: AgencyForecast): string {
  if (agency.publishable) return t('design.ready');
  if (agency.extraInvitationsNeeded === null) return t('design.never_ready');
  return t('design.more', { n: wholeNumber(agency.extraInvitationsNeeded) });
}

function AgencyName({ agency }: { readonly agency: AgencyForecast }) {
  return (
    <details>
      <summary>
        {agency.name} <small class="code">{agency.code}</small>
      </summary>
      <ul class="strata">
        {agency.strata.map((stratum) => (
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
