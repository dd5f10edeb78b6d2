import { useEffect, useMemo } from 'preact/hooks';
import type { Role } from '#contract/endpoint.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import type { FrameSummary } from '#contract/frames.ts';
import { t } from '../../../i18n.ts';
import { Progress } from '../../../ui/Progress.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Upload } from '../../../ui/Upload.tsx';
import { megabytes } from '../../../ui/words.ts';
import { useAgencyName } from '../../page/agency-name.ts';
import type { PageContext, ScreenProps } from '../../page/page-context.ts';
import { go } from '../../page/router.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { AcceptanceState } from '../acceptance/AcceptanceState.tsx';
import type { NextStep } from '../acceptance/next-step.ts';
import { nextStep, underWay } from '../acceptance/next-step.ts';
import { stepWords } from '../acceptance/next-step-words.ts';
import { AgencyListContent } from './AgencyListContent.tsx';
import type { AgencyListModel } from './agency-list.ts';
import { createAgencyList } from './agency-list.ts';

/** What a file is tells its content; a browser greys out what is not named here. */
const KINDS = '.xlsx,.xlsm,.xls,.ods,.xml,.csv,.tsv,.txt,.gz,.htm,.html,.mht';

/** An agency's list: hand it in, see how every row ended, see who is in it. */
export function AgencyList({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const agencyCode = params.agencyCode ?? '';
  const model = useMemo(
    () => createAgencyList(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  const name = useAgencyName(context, agencyCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const mayWrite = isOpen && !seesCountsOnly(staff.role);
  const summary = model.summary.value.value;
  const isEmpty = summary !== undefined && summary.rows === 0;
  const acceptance = model.acceptance.value.value;
  const step = acceptance && staff.role === 'agency' ? stepOf(model, campaign.stage) : undefined;
  const isWaiting = staff.role === 'home_affairs' && acceptance?.state === 'signed';
  const isSecondary = step ? step.screen !== 'list' : isWaiting || !isEmpty;
  return (
    <Screen
      title={agencyCode === 'province' ? t('agency.province_title') : t(title, { name })}
      todo={summary && todoOf(summary, step, campaign.stage, staff.role)}
    >
      {acceptance && (
        <AcceptanceState
          acceptance={acceptance}
          context={context}
          agencyCode={agencyCode}
          next={step?.screen ?? null}
          inError={isOpen ? (summary?.inError ?? 0) : 0}
        />
      )}
      <WhenLoaded state={model.summary}>
        {(counts) => (
          <AgencyListContent
            counts={counts}
            context={context}
            agencyCode={agencyCode}
            isHandInFirst={!isSecondary}
            onChange={model.load}
          >
            {mayWrite && (
              <HandIn
                model={model}
                isEmpty={isEmpty}
                isSecondary={isSecondary}
                isSigned={acceptance?.state === 'signed' || acceptance?.state === 'accepted'}
                context={context}
                agencyCode={agencyCode}
              />
            )}
          </AgencyListContent>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** The agency's own staff read their next step, other roles what can be done on this screen. */
function todoOf(
  { rows, inError: n }: FrameSummary,
  step: NextStep | undefined,
  stage: string,
  role: Role,
): string {
  if (step) return stepWords(step);
  if (stage === 'frame_open' && seesCountsOnly(role)) return t('agency.todo_watch');
  const isWritable = stage === 'frame_open';
  if (!isWritable) return t('agency.todo_fixed', { stage: t(`stage.${stage}`) });
  if (rows === 0) return t('agency.todo_upload');
  return n > 0 ? t('agency.todo_corrections', { n }) : t('agency.todo_check');
}

function stepOf(model: AgencyListModel, stage: string): NextStep | undefined {
  const acceptance = model.acceptance.value.value;
  const files = model.summary.value.value?.files ?? [];
  return acceptance ? nextStep(acceptance, { stage, ...underWay(files) }) : undefined;
}

function HandIn(props: {
  readonly model: AgencyListModel;
  readonly isEmpty: boolean;
  readonly isSecondary: boolean;
  /** A newer list ends the signature. */
  readonly isSigned: boolean;
  readonly context: PageContext;
  readonly agencyCode: string;
}) {
  const { model, isEmpty, context, agencyCode } = props;
  return (
    <>
      <RefusalNotice failure={model.upload.failure.value} />
      {props.isSigned && <p class="hint">{t('agency.signed_before')}</p>}
      <Upload
        label={t(isEmpty ? 'agency.choose_file' : 'agency.choose_again')}
        hint={t('agency.upload_hint')}
        accept={KINDS}
        isSecondary={props.isSecondary}
        isBusy={model.upload.isBusy.value}
        onFile={async (file) => {
          const preview = await model.upload.run(file);
          if (preview)
            go(context.linkTo('columns', { agencyCode: agencyCode, fileId: preview.fileId }));
        }}
      />
      {model.upload.isBusy.value ? <Sending model={model} /> : <LookFirst model={model} />}
    </>
  );
}

/** Once all has arrived, the server looks at the columns. */
function Sending({ model }: { readonly model: AgencyListModel }) {
  const { sent, total } = model.sending.value;
  if (sent >= total) return <Progress label={t('agency.looking')} />;
  const label = t('agency.uploading', { sent: megabytes(sent), of: megabytes(total) });
  return <Progress label={label} done={sent} of={total} />;
}

function LookFirst({ model }: { readonly model: AgencyListModel }) {
  return (
    <p>
      <label class="check">
        <input
          type="checkbox"
          checked={model.isToLook.value}
          onChange={(event) => {
            model.isToLook.value = event.currentTarget.checked;
          }}
        />{' '}
        {t('agency.look_first')}
      </label>
    </p>
  );
}
