import { useEffect, useMemo } from 'preact/hooks';
import type { ReportingAgency } from '#contract/ineligibility.ts';
import { CHECK_OUTCOMES } from '#contract/ineligibility.ts';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { SavedChoice } from '../page/SavedChoice.tsx';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { IneligibilityModel } from './ineligibility.ts';
import { createIneligibility } from './ineligibility.ts';

/** Whom an agency alone calls dead or wrong, and what others found out about a random part of them. */
export function Ineligibility({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createIneligibility(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.agencies.load();
  }, [model]);
  const mayWrite = ['drawn', 'collecting'].includes(campaign.stage);
  return (
    <Screen title={t(title)} todo={todoOf(model)}>
      <p>{t('ineligibility.why')}</p>
      <WhenLoaded state={model.agencies}>
        {(agencies) =>
          agencies.map((agency) => (
            <Reports key={agency.agencyCode} agency={agency} model={model} mayWrite={mayWrite} />
          ))
        }
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ agencies, isSettled }: IneligibilityModel): string | undefined {
  const found = agencies.value.value;
  if (!found) return undefined;
  if (found.length === 0) return t('ineligibility.todo_none');
  return t(isSettled.value ? 'ineligibility.todo_done' : 'ineligibility.todo');
}

function Reports(props: {
  readonly agency: ReportingAgency;
  readonly model: IneligibilityModel;
  readonly mayWrite: boolean;
}) {
  const { agency, model, mayWrite } = props;
  const { agencyCode, agencyName, reports, toCheck } = agency;
  return (
    <Table
      caption={t('ineligibility.agency', {
        agency: agencyName,
        n: wholeNumber(reports),
        m: wholeNumber(toCheck.length),
      })}
      rows={toCheck}
      keyOf={(row) => String(row.serial)}
      columns={[
        {
          key: 'name',
          heading: t('ineligibility.person'),
          cell: (row) => `${String(row.serial).padStart(3, '0')} · ${row.fullName}`,
        },
        { key: 'address', heading: t('persons.address'), cell: (row) => row.address ?? '' },
        { key: 'phone', heading: t('persons.phone'), cell: (row) => row.phone ?? '' },
        {
          key: 'outcome',
          heading: t('ineligibility.outcome'),
          cell: (row) => t(`outcome.${row.outcome}`),
        },
        {
          key: 'found',
          heading: t('ineligibility.found'),
          isWide: true,
          cell: (row) =>
            mayWrite ? (
              <SavedChoice
                choices={model.outcomes}
                row={`${agencyCode}/${row.serial}`}
                label={t('ineligibility.found_of', { n: row.serial, name: row.fullName })}
                stored={row.checkOutcome}
                values={CHECK_OUTCOMES}
                wordOf={(outcome) => t(`check_outcome.${outcome ?? 'none'}`)}
              />
            ) : (
              t(`check_outcome.${row.checkOutcome ?? 'none'}`)
            ),
        },
      ]}
    />
  );
}
