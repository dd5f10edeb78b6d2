import { useEffect, useMemo } from 'preact/hooks';
import { getOverview } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
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
    <Screen title={t(title)} todo={steps && todoOf(steps, staff.role)}>
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
                cell: whoOf,
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

const whoOf = ({ actors }: RoundStep): string =>
  actors.map((role) => t(`calendar.role.${role}`)).join(', ');
/** Within a sentence; Home Affairs and the Front are names. */
const whomOf = ({ actors }: RoundStep): string =>
  actors
    .map((role) => t(`calendar.role.${role}`))
    .map((name, n) => (actors[n] === 'agency' ? lowered(name) : name))
    .join(', ');
const nameOf = ({ key }: RoundStep): string => t(`calendar.step.${key}`);

function stateOf({ state, dueOn }: RoundStep): string {
  const n = wholeNumber(Math.abs(daysUntil(dueOn)));
  return t(`calendar.is.${state}`, { n });
}

const lowered = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/** What is late comes before what is next, the reader's own before what others have to do. */
function todoOf(steps: readonly RoundStep[], role: Role): string {
  const isOwn = ({ actors }: RoundStep) => actors.includes(actorOf(role));
  const inOrder = steps.toSorted((first, second) => Number(isOwn(second)) - Number(isOwn(first)));
  const late = inOrder.find(({ state }) => state === 'late');
  const next = late ?? inOrder.find(({ state }) => state === 'now');
  if (!next) return t('calendar.todo_none');
  const whose = isOwn(next) ? 'todo' : 'todo_others';
  return t(`calendar.${whose}${late ? '_late' : ''}`, {
    step: lowered(nameOf(next)),
    who: whomOf(next),
    due: day(next.dueOn),
  });
}

/** What its clerks do is the office's of an agency too. */
const actorOf = (role: Role): Role => (role === 'agency_office' ? 'agency' : role);
