import { useEffect, useMemo } from 'preact/hooks';
import type { ActionItem } from '#contract/action-plan.ts';
import { PLAN_FORMS } from '#contract/action-plan.ts';
import type { Changes } from '#contract/changes.ts';
import { isOfOneAgency, seesCountsOnly } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { ActionPlanModel } from './action-plan.ts';
import { createActionPlan } from './action-plan.ts';
import { ImportPlan } from './ImportPlan.tsx';
import { LateLeads } from './LateLeads.tsx';
import { LeadStates } from './LeadStates.tsx';
import { NewAction } from './NewAction.tsx';
import { NextFigure } from './NextFigure.tsx';
import { createNextWave } from './next-wave.ts';

/** What follows from the figures: duties, who leads them, until when, and how far they are. */
export function ActionPlan({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createActionPlan(ask, campaign.id), [ask, campaign.id]);
  const next = useMemo(() => createNextWave(campaign), [campaign]);
  useEffect(() => {
    model.load();
    next.load();
  }, [model, next]);
  const mayWrite = staff.role === 'home_affairs';
  return (
    <Screen title={t(title)} todo={model.plan.value.value && todoOf(model, context)}>
      <RefusalNotice failure={model.remove.failure.value} />
      <WhenLoaded state={model.plan}>
        {(items) => (
          <>
            {items.length > 0 && <Documents campaignId={campaign.id} />}
            {model.late.value.length > 0 && <LateOnly model={model} />}
            {mayWrite && model.late.value.length > 0 && (
              <LateLeads items={model.late.value} context={context} />
            )}
            {items.length === 0 ? (
              <p>{t(mayWrite ? 'actions.empty' : 'actions.empty_own')}</p>
            ) : (
              <Duties model={model} context={context} changes={next.value.value ?? null} />
            )}
          </>
        )}
      </WhenLoaded>
      {mayWrite && <NewAction model={model} />}
      {mayWrite && <ImportPlan model={model} />}
    </Screen>
  );
}

function todoOf({ plan, late }: ActionPlanModel, { staff, campaign }: PageContext): string {
  const items = plan.value.value ?? [];
  const agencies = items.flatMap((item) => item.agencies);
  const waiting = agencies.filter(({ state }) => state === 'done').length;
  const n = wholeNumber(late.value.length);
  if (seesCountsOnly(staff.role)) return t('actions.todo_watch');
  if (isOfOneAgency(staff.role)) {
    const open = agencies.filter(({ state }) => !['done', 'accepted'].includes(state)).length;
    if (late.value.length > 0) return t('actions.todo_own_late', { n });
    return t(open > 0 ? 'actions.todo_own' : 'actions.todo_own_none', { n: wholeNumber(open) });
  }
  if (items.length === 0)
    return t(campaign.stage === 'published' ? 'actions.todo_first' : 'actions.todo_before');
  if (waiting > 0) return t('actions.todo_accept', { n: wholeNumber(waiting) });
  return t(late.value.length > 0 ? 'actions.todo_late' : 'actions.todo_none', { n });
}

const Documents = ({ campaignId }: { readonly campaignId: string }) => (
  <div class="buttons">
    {PLAN_FORMS.map((form) => (
      <ButtonLink
        key={form}
        href={`/api/campaigns/${campaignId}/action-plan.docx?form=${form}`}
        download
      >
        {t(`actions.form.${form}`)}
      </ButtonLink>
    ))}
  </div>
);

const LateOnly = ({ model }: { readonly model: ActionPlanModel }) => (
  <p>
    <Button
      kind="plain"
      onPress={() => {
        model.onlyLate.value = !model.onlyLate.value;
      }}
    >
      {t(model.onlyLate.value ? 'actions.show_all' : 'actions.show_late', {
        n: wholeNumber(model.late.value.length),
      })}
    </Button>
  </p>
);

function Duties(props: {
  readonly model: ActionPlanModel;
  readonly context: PageContext;
  readonly changes: Changes | null;
}) {
  const { model, context, changes } = props;
  const items = model.shown.value;
  const mayRemove = context.staff.role === 'home_affairs';
  return (
    <Table
      caption={t('actions.caption', { n: wholeNumber(items.length) })}
      rows={items}
      keyOf={(item) => item.id}
      columns={[
        {
          key: 'duty',
          heading: t('actions.duty'),
          cell: (item) => <Duty item={item} changes={changes} />,
        },
        { key: 'expected', heading: t('actions.expected'), cell: (item) => item.expected ?? '' },
        { key: 'leads', heading: t('actions.leads'), cell: (item) => item.leads },
        { key: 'deadline', heading: t('actions.deadline'), cell: deadlineWords },
        {
          key: 'states',
          heading: t('actions.state'),
          isWide: true,
          cell: (item) => <LeadStates item={item} context={context} onChange={model.load} />,
        },
        ...(mayRemove
          ? [
              {
                key: 'acts',
                heading: t('actions.acts'),
                cell: (item: ActionItem) =>
                  item.agencies.every(({ state }) => state === 'open') && (
                    <Button kind="plain" onPress={() => model.remove.run(item.id)}>
                      {t('actions.remove')}
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Duty(props: { readonly item: ActionItem; readonly changes: Changes | null }) {
  const { item, changes } = props;
  const { criterion, shortcoming, duty, figure } = item;
  return (
    <>
      {criterion && <p class="hint">{criterion}</p>}
      <p>{duty}</p>
      {(figure ?? shortcoming) && <p class="hint">{figure ?? shortcoming}</p>}
      {changes && <NextFigure item={item} changes={changes} />}
    </>
  );
}

const deadlineWords = ({ deadline: { dueOn, text } }: ActionItem): string => {
  if (!dueOn) return text;
  const last = day(dueOn);
  return text.includes(last) ? text : t('actions.last_day', { text, last });
};
