import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { FrameSummary } from '#contract/frames.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Upload } from '../../../ui/Upload.tsx';
import { megabytes, wholeNumber } from '../../../ui/words.ts';
import type { PageContext, ScreenProps } from '../../page/page-context.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';
import { go } from '../../page/router.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { useUnitName } from '../../page/unit-name.ts';
import { AcceptanceState } from '../acceptance/AcceptanceState.tsx';
import type { NextStep } from '../acceptance/next-step.ts';
import { nextStep, underWay } from '../acceptance/next-step.ts';
import { stepWords } from '../acceptance/next-step-words.ts';
import { Persons } from '../persons/Persons.tsx';
import { ListCounts } from './ListCounts.tsx';
import { ListFiles } from './ListFiles.tsx';
import type { UnitListModel } from './unit-list.ts';
import { createUnitList } from './unit-list.ts';

/** What a file is tells its content; a browser greys out what is not named here. */
const KINDS = '.xlsx,.xlsm,.xls,.csv,.tsv,.txt,.gz,.htm,.html,.mht';

/** A unit's list: hand it in, see how every row ended, see who is in it. */
export function UnitList({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const unitCode = params.unitCode ?? '';
  const model = useMemo(
    () => createUnitList(ask, campaign.id, unitCode),
    [ask, campaign.id, unitCode],
  );
  const name = useUnitName(context, unitCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const mayWrite = isOpen && staff.role !== 'observer';
  const summary = model.summary.value.value;
  const isEmpty = summary !== undefined && summary.rows === 0;
  const acceptance = model.acceptance.value.value;
  const step = acceptance && staff.role === 'unit' ? stepOf(model, campaign.stage) : undefined;
  const isWaiting = staff.role === 'home_affairs' && acceptance?.state === 'signed';
  const isSecondary = step ? step.screen !== 'list' : isWaiting || !isEmpty;
  return (
    <Screen
      title={unitCode === 'province' ? t('unit.province_title') : t(title, { name })}
      todo={summary && todoOf(summary, step, campaign.stage, staff.role)}
    >
      {acceptance && (
        <AcceptanceState
          acceptance={acceptance}
          context={context}
          unitCode={unitCode}
          next={step?.screen ?? null}
          inError={isOpen ? (summary?.inError ?? 0) : 0}
        />
      )}
      <WhenLoaded state={model.summary}>
        {(counts) => (
          <Content
            counts={counts}
            context={context}
            unitCode={unitCode}
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
                unitCode={unitCode}
              />
            )}
          </Content>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** A unit is told its next step; whoever looks at its list is told what can be done here. */
function todoOf(
  { rows, inError: n }: FrameSummary,
  step: NextStep | undefined,
  stage: string,
  role: string,
): string {
  if (step) return stepWords(step);
  if (stage === 'frame_open' && role === 'observer') return t('unit.todo_watch');
  const isWritable = stage === 'frame_open';
  if (!isWritable) return t('unit.todo_fixed', { stage: t(`stage.${stage}`) });
  if (rows === 0) return t('unit.todo_upload');
  return n > 0 ? t('unit.todo_corrections', { n }) : t('unit.todo_check');
}

function stepOf(model: UnitListModel, stage: string): NextStep | undefined {
  const acceptance = model.acceptance.value.value;
  const files = model.summary.value.value?.files ?? [];
  return acceptance ? nextStep(acceptance, { stage, ...underWay(files) }) : undefined;
}

function HandIn(props: {
  readonly model: UnitListModel;
  readonly isEmpty: boolean;
  readonly isSecondary: boolean;
  /** A newer list ends the signature. */
  readonly isSigned: boolean;
  readonly context: PageContext;
  readonly unitCode: string;
}) {
  const { model, isEmpty, context, unitCode } = props;
  return (
    <>
      <RefusalNotice failure={model.upload.failure.value} />
      {props.isSigned && <p class="hint">{t('unit.signed_before')}</p>}
      <Upload
        label={t(isEmpty ? 'unit.choose_file' : 'unit.choose_again')}
        hint={t('unit.upload_hint')}
        accept={KINDS}
        isSecondary={props.isSecondary}
        isBusy={model.upload.isBusy.value}
        onFile={async (file) => {
          const preview = await model.upload.run(file);
          if (preview)
            go(context.linkTo('columns', { unitCode: unitCode, fileId: preview.fileId }));
        }}
      />
      {model.upload.isBusy.value ? <Sending model={model} /> : <LookFirst model={model} />}
    </>
  );
}

/** Once all has arrived, the server looks at the columns. */
function Sending({ model }: { readonly model: UnitListModel }) {
  const { sent, of } = model.sending.value;
  if (sent >= of) return <Progress label={t('unit.looking')} />;
  const label = t('unit.uploading', { sent: megabytes(sent), of: megabytes(of) });
  return <Progress label={label} done={sent} of={of} />;
}

function LookFirst({ model }: { readonly model: UnitListModel }) {
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
        {t('unit.look_first')}
      </label>
    </p>
  );
}

function Content(props: {
  readonly counts: FrameSummary;
  readonly context: PageContext;
  readonly unitCode: string;
  /** A new file comes before what is there, or beside the files that were handed in. */
  readonly isHandInFirst: boolean;
  /** The list has changed: who is in it, or who is one person. */
  readonly onChange: () => void;
  readonly children: ComponentChildren;
}) {
  const { counts, context, unitCode, isHandInFirst, children } = props;
  const files = (
    <ListFiles
      files={counts.files}
      hrefOf={(id) => context.linkTo('columns', { unitCode: unitCode, fileId: id })}
    />
  );
  if (counts.rows === 0)
    return (
      <>
        {counts.files.length === 0 && <p>{t(children ? 'unit.empty' : 'unit.empty_watch')}</p>}
        {children}
        {files}
      </>
    );
  return (
    <>
      {isHandInFirst && children}
      <RowCountBar counts={counts} />
      {unitCode === 'province' && counts.inError > 0 && (
        <div class="buttons">
          <ButtonLink
            {...(!isHandInFirst && { kind: 'primary' as const })}
            href={context.linkTo('corrections', { unitCode })}
          >
            {t('unit.correct', { n: wholeNumber(counts.inError) })}
          </ButtonLink>
        </div>
      )}
      <ListCounts summary={counts} />
      {files}
      {!isHandInFirst && children}
      {context.staff.role === 'observer' ? (
        <Notice kind="info" title={t('app.not_for_observer')} />
      ) : (
        <Persons context={context} unitCode={unitCode} onChange={props.onChange} />
      )}
    </>
  );
}
