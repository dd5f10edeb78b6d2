import { useEffect, useMemo } from 'preact/hooks';
import type { Completeness as CompletenessReply } from '#contract/completeness.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { useAgencyName } from '../../page/agency-name.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { OPEN_ACCEPTANCE } from '../acceptance/AcceptanceState.tsx';
import { AgencySources } from '../sources/AgencySources.tsx';
import type { CompletenessModel } from './completeness.ts';
import { createCompleteness } from './completeness.ts';
import type { CompletenessStep } from './completeness-step.ts';
import { completenessStep } from './completeness-step.ts';
import { FieldShares } from './FieldShares.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { MissingNumbers } from './MissingNumbers.tsx';
import { RegisterChecks } from './RegisterChecks.tsx';
import { StatedTotals } from './StatedTotals.tsx';
import { VanishedDossiers } from './VanishedDossiers.tsx';

/** Whether the list leaves anybody out: what vanished, what is missing, what differs, beside the province. */
export function Completeness({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const agencyCode = params.agencyCode ?? '';
  const maySeeCodes = !seesCountsOnly(staff.role);
  const model = useMemo(
    () => createCompleteness(ask, campaign.id, agencyCode, maySeeCodes),
    [ask, campaign.id, agencyCode, maySeeCodes],
  );
  const name = useAgencyName(context, agencyCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const mayExplain = isOpen && staff.role === 'agency';
  const mayState = isOpen && !seesCountsOnly(staff.role);
  const found = model.completeness.value.value;
  const todo = found && completenessStep(found, mayExplain);
  const isDone = todo === 'done' || todo === 'read';
  const toSign = (
    <p class="buttons">
      <ButtonLink
        {...(isDone && { kind: 'primary' as const })}
        href={context.linkTo('acceptance', { agencyCode })}
      >
        {t(OPEN_ACCEPTANCE[staff.role] ?? '')}
      </ButtonLink>
    </p>
  );
  return (
    <Screen title={t(title, { name })} todo={todo && t(`completeness.todo_${todo}`)}>
      <WhenLoaded state={model.completeness}>
        {(completeness) => (
          <>
            {todo === 'done' && toSign}
            <Sections
              model={model}
              completeness={completeness}
              todo={todo}
              mayState={mayState}
              mayExplain={mayExplain}
            />
            <AgencySources
              ask={ask}
              campaignId={campaign.id}
              agencyCode={agencyCode}
              maySeeCodes={maySeeCodes}
            />
            <RegisterChecks
              ask={ask}
              campaignId={campaign.id}
              agencyCode={agencyCode}
              mayDraw={isOpen && staff.role === 'home_affairs'}
            />
            {todo !== 'done' && toSign}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function Sections(props: {
  readonly model: CompletenessModel;
  readonly completeness: CompletenessReply;
  readonly todo: CompletenessStep | undefined;
  readonly mayState: boolean;
  readonly mayExplain: boolean;
}) {
  const { model, completeness, todo, mayState, mayExplain } = props;
  return (
    <>
      <VanishedDossiers
        model={model}
        change={completeness.change}
        isFirst={completeness.fields.every(({ earlier }) => earlier === null)}
        mayExplain={mayExplain}
        isNoteNext={todo === 'changes'}
      />
      <StatedTotals
        model={model}
        totals={completeness.totals}
        mayState={mayState}
        ownSource={mayExplain ? 'agency' : 'home_affairs'}
        mayExplain={mayExplain}
        isNext={todo === 'state'}
        isNoteNext={todo === 'totals'}
      />
      <MissingNumbers
        model={model}
        gaps={completeness.gaps}
        indicators={completeness.indicators}
        mayExplain={mayExplain}
        isNext={todo === 'gaps'}
      />
      <IndicatorTable indicators={completeness.indicators} />
      <FieldShares fields={completeness.fields} />
    </>
  );
}
