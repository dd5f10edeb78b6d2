import { useEffect, useMemo } from 'preact/hooks';
import { getOverview } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import { day, daysUntil, today, wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CalendarWarnings } from './CalendarWarnings.tsx';
import { LateAgencies } from './LateAgencies.tsx';
import type { RoundStep } from './round-calendar.ts';
import { roundSteps } from './round-calendar.ts';

/** The days of the round, what is late, and whom to remind. */
export function RoundCalendar({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const overview = useMemo(
    () => createLoaded(() => ask(getOverview, { params: { campaignId: campaign.id } })),
    [ask, campaign.id],
  );
  useEffect(() => {
    overview.load();
  }, [overview]);
  const counts = overview.value.value;
  const steps = counts && roundSteps(campaign, counts, today());
  return (
    <Screen title={t(title)} todo={steps && todoOf(steps)}>
      <CalendarWarnings campaign={campaign} />
      <WhenLoaded state={overview}>
        {() => (
          <Table
            caption={t('calendar.caption', { campaign: campaign.name })}
            rows={steps ?? []}
            keyOf={(step) => step.key}
            columns={[
              { key: 'step', heading: t('calendar.what'), cell: nameOf },
              {
                key: 'who',
                heading: t('calendar.who'),
                cell: ({ actors }) => actors.map((role) => t(`calendar.role.${role}`)).join(', '),
              },
              { key: 'due', heading: t('calendar.due'), cell: ({ dueOn }) => day(dueOn) },
              { key: 'state', heading: t('calendar.state'), cell: stateOf },
            ]}
          />
        )}
      </WhenLoaded>
      {staff.role === 'home_affairs' && campaign.stage === 'frame_open' && (
        <LateAgencies context={context} />
      )}
    </Screen>
  );
}

const nameOf = ({ key }: RoundStep): string => t(`calendar.step.${key}`);

function stateOf({ state, dueOn }: RoundStep): string {
  const n = wholeNumber(Math.abs(daysUntil(dueOn)));
  return t(`calendar.is.${state}`, { n });
}

const lowered = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/** What is late comes before what is next. */
function todoOf(steps: readonly RoundStep[]): string {
  const late = steps.find(({ state }) => state === 'late');
  const next = late ?? steps.find(({ state }) => state === 'now');
  if (!next) return t('calendar.todo_none');
  return t(late ? 'calendar.todo_late' : 'calendar.todo', {
    step: lowered(nameOf(next)),
    due: day(next.dueOn),
  });
}
