import { useEffect, useMemo } from 'preact/hooks';
import type { ActionItem } from '#contract/action-plan.ts';
import { listStaff } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { Contacts } from '../page/Contacts.tsx';
import type { PageContext } from '../page/page-context.ts';
import { ReminderText } from '../page/ReminderText.tsx';
import { WhenLoaded } from '../page/Screen.tsx';
import { lateLeadsOf } from './late-leads.ts';

/** Whom to ring about overdue duties, and a text that can be sent by Zalo. */
export function LateLeads(props: {
  readonly items: readonly ActionItem[];
  readonly context: PageContext;
}) {
  const { items, context } = props;
  const { ask, campaign } = context;
  const staff = useMemo(() => createLoaded(async () => (await ask(listStaff, {})).staff), [ask]);
  useEffect(() => {
    staff.load();
  }, [staff]);
  return (
    <WhenLoaded state={staff}>
      {(accounts) => {
        const late = lateLeadsOf(items, accounts);
        return (
          <Table
            caption={t('actions.late_caption', { n: wholeNumber(late.length) })}
            rows={late}
            keyOf={({ agencyCode }) => agencyCode}
            columns={[
              { key: 'agency', heading: t('board.agency'), cell: ({ agencyName }) => agencyName },
              {
                key: 'duties',
                heading: t('actions.late_duties'),
                cell: ({ duties }) => (
                  <ul class="plain">
                    {duties.map((duty) => (
                      <li key={duty}>{duty}</li>
                    ))}
                  </ul>
                ),
              },
              {
                key: 'contacts',
                heading: t('calendar.contacts'),
                isWide: true,
                cell: ({ contacts }) => <Contacts contacts={contacts} />,
              },
              {
                key: 'text',
                heading: t('calendar.text'),
                isWide: true,
                cell: ({ agencyName, duties }) => (
                  <ReminderText
                    text={t('actions.reminder', {
                      agency: agencyName,
                      campaign: campaign.name,
                      n: wholeNumber(duties.length),
                      duties: duties.join('; '),
                    })}
                  />
                ),
              },
            ]}
          />
        );
      }}
    </WhenLoaded>
  );
}
