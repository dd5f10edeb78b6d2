import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Table } from '../../ui/Table.tsx';
import { day, daysUntil, today, wholeNumber } from '../../ui/words.ts';
import { Contacts } from '../page/Contacts.tsx';
import type { PageContext } from '../page/page-context.ts';
import { ReminderText } from '../page/ReminderText.tsx';
import { WhenLoaded } from '../page/Screen.tsx';
import type { LateAgency } from './late-agencies.ts';
import { createLateAgencies } from './late-agencies.ts';

/** Whom to ring about a list, and a text that can be sent by Zalo. */
export function LateAgencies({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const late = useMemo(() => createLateAgencies(ask, campaign.id, today()), [ask, campaign.id]);
  useEffect(() => {
    late.load();
  }, [late]);
  return (
    <WhenLoaded state={late}>
      {(agencies) =>
        agencies.length === 0 ? (
          <p>{t('calendar.none_late')}</p>
        ) : (
          <Table
            caption={t('calendar.late_caption', { n: wholeNumber(agencies.length) })}
            rows={agencies}
            keyOf={(agency) => agency.agencyCode}
            columns={[
              {
                key: 'agency',
                heading: t('board.agency'),
                cell: ({ agencyCode, agencyName }) => (
                  <a href={context.linkTo('list', { agencyCode })}>{agencyName}</a>
                ),
              },
              { key: 'lacks', heading: t('calendar.lacks'), cell: lacksWords },
              {
                key: 'contacts',
                heading: t('calendar.contacts'),
                isWide: true,
                cell: (agency) => <Contacts contacts={agency.contacts} />,
              },
              {
                key: 'text',
                heading: t('calendar.text'),
                isWide: true,
                cell: (agency) => <ReminderText text={reminderOf(agency, context.campaign.name)} />,
              },
            ]}
          />
        )
      }
    </WhenLoaded>
  );
}

const lacksWords = ({ lacks, listsDueOn }: LateAgency): string =>
  t(`calendar.lack.${lacks}`, { n: wholeNumber(-daysUntil(listsDueOn)) });

const reminderOf = ({ agencyName, lacks, listsDueOn }: LateAgency, campaign: string): string =>
  t(`calendar.reminder.${lacks}`, { agency: agencyName, due: day(listsDueOn), campaign });
