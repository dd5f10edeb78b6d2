import { useEffect, useMemo } from 'preact/hooks';
import { countPetitions, PETITION_STATES } from '#contract/petitions.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';

/** How far petitions are, without a word of them. */
export function PetitionCounts({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const counts = useMemo(
    () => createLoaded(() => ask(countPetitions, { params: { campaignId: campaign.id } })),
    [ask, campaign.id],
  );
  useEffect(() => {
    counts.load();
  }, [counts]);
  return (
    <Screen title={t(title)} todo={t('petitions.watch')}>
      <WhenLoaded state={counts}>
        {({ counts: byState, agencies }) => (
          <>
            <ul>
              {PETITION_STATES.map((state) => (
                <li key={state}>
                  {t(`petitions.state.${state}`, { n: wholeNumber(byState[state] ?? 0) })}
                </li>
              ))}
            </ul>
            <Table
              caption={t('petitions.by_agency')}
              rows={agencies}
              keyOf={({ agencyCode }) => agencyCode}
              columns={[
                {
                  key: 'agency',
                  heading: t('petitions.agency'),
                  cell: ({ agencyName }) => agencyName,
                },
                {
                  key: 'open',
                  heading: t('petitions.open'),
                  isNumeric: true,
                  cell: ({ open }) => wholeNumber(open),
                },
                {
                  key: 'overdue',
                  heading: t('petitions.late'),
                  isNumeric: true,
                  cell: ({ overdue }) => wholeNumber(overdue),
                },
              ]}
            />
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}
