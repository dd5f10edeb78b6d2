import { useEffect, useMemo } from 'preact/hooks';
import { getAcceptance } from '#contract/acceptance.ts';
import { getOverview } from '#contract/campaigns.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { momentNow } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import type { TaskRow } from '../../ui/TaskList.tsx';
import { TaskList } from '../../ui/TaskList.tsx';
import { day, daysUntil, moment, wholeNumber } from '../../ui/words.ts';
import type { NextStep } from '../frames/acceptance/next-step.ts';
import { nextStep, underWay } from '../frames/acceptance/next-step.ts';
import { stepWords } from '../frames/acceptance/next-step-words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import type { Task } from './task.ts';
import { nextTask } from './task.ts';
import { tasksOf } from './tasks.ts';

export function Tasks({ context, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo } = context;
  const standing = useMemo(() => createStanding(context), [ask, campaign.id, campaign.stage]);
  useEffect(() => {
    standing.load();
  }, [standing]);
  const found = standing.value.value;
  const tasks = found
    ? tasksOf({
        role: staff.role,
        agencyCode: staff.agencyCode,
        ...found,
        linkTo,
        now: momentNow(),
        collectTo: campaign.collectTo,
        graceDays: campaign.graceDays,
        slipPrinting: campaign.slipPrinting,
      })
    : [];
  const next = nextTask(tasks);
  const step = found?.step;
  const place = staff.agencyName ?? campaign.name;
  return (
    <Screen
      title={t(seesCountsOnly(staff.role) ? 'tasks.overview' : title, { place })}
      todo={found && (step ? stepWords(step) : todoOf(next))}
    >
      <StageLine stage={campaign.stage} />
      <WhenLoaded state={standing}>
        {() => (
          <>
            {next && next.state === 'open' && (
              <p class="buttons">
                <ButtonLink kind="primary" href={next.href}>
                  {t(`tasks.${next.key}.button`, written(next.values))}
                </ButtonLink>
              </p>
            )}
            <TaskList tasks={tasks.map(rowOf)} />
            <Window context={context} />
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** Counts for every role, and the next step of an agency whose list is still open. */
function createStanding({ ask, campaign, staff }: PageContext) {
  const params = { campaignId: campaign.id };
  const own =
    staff.role === 'agency' && staff.agencyCode && campaign.stage === 'frame_open'
      ? { ...params, agencyCode: staff.agencyCode }
      : undefined;
  return createLoaded(async () => {
    const [overview, acceptance, summary] = await Promise.all([
      ask(getOverview, { params }),
      own && ask(getAcceptance, { params: own }),
      own && ask(getFrameSummary, { params: own }),
    ]);
    const files = underWay(summary?.files ?? []);
    const step: NextStep | undefined =
      acceptance && nextStep(acceptance, { stage: campaign.stage, ...files });
    return { overview, acceptance, step };
  });
}

/** Only while days left mean something. */
function Window({ context }: { readonly context: PageContext }) {
  const { stage, collectFrom, collectTo } = context.campaign;
  if (['closed', 'published'].includes(stage)) return null;
  const left = Math.max(0, daysUntil(collectTo));
  return (
    <p class="hint">
      {t('tasks.window', { from: day(collectFrom), to: day(collectTo), left: wholeNumber(left) })}
    </p>
  );
}

function todoOf(next: Task | undefined): string {
  if (!next) return t('tasks.nothing');
  const values = written(next.values);
  return next.state === 'open'
    ? t(`tasks.${next.key}.act`, values)
    : `${t(`tasks.${next.key}.wait`, values)}.`;
}

function rowOf(task: Task): TaskRow {
  const values = written(task.values);
  const state = {
    done: t('tasks.done'),
    missed: t('tasks.missed'),
    late: t('tasks.late'),
    open: t(`tasks.${task.key}.open`, values),
    waiting: begun(t(`tasks.${task.key}.wait`, values)),
    locked: t('tasks.locked'),
  }[task.state];
  return {
    key: task.key,
    label: t(`tasks.${task.key}.label`),
    state,
    href: task.state === 'waiting' || task.state === 'locked' ? undefined : task.href,
  };
}

/** As a line by itself: the same words are the screen's order. */
const begun = (words: string): string => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);

/** Counts and days as people write them. */
const written = (values: Task['values']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? wholeNumber(value) : writtenDay(value),
    ]),
  );

const writtenDay = (value: string) => {
  if (value === '') return '';
  return value.includes('T') ? moment(value) : day(value);
};
