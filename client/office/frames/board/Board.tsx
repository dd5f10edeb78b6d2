import { useEffect, useMemo } from 'preact/hooks';
import { isOfOneAgency } from '#contract/endpoint.ts';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { LinkTo, ScreenProps } from '../../page/page-context.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { StageLine } from '../../page/StageLine.tsx';
import { dueWords } from '../acceptance/AcceptanceState.tsx';
import { TotalsFile } from '../completeness/TotalsFile.tsx';
import { CheckFrame } from '../freeze/CheckFrame.tsx';
import { Freeze } from '../freeze/Freeze.tsx';
import { FrozenFacts } from '../freeze/FrozenFacts.tsx';
import { AcceptSeveral } from './AcceptSeveral.tsx';
import { AddDepartment } from './AddDepartment.tsx';
import type { BoardModel } from './board.ts';
import { createBoard, FILTERS } from './board.ts';
import { boardColumns, boardSorting } from './board-columns.tsx';
import { IndicatorStrips } from './IndicatorStrips.tsx';
import { LeftOutSigns } from './LeftOutSigns.tsx';
import { StateCounts } from './StateCounts.tsx';

/** All agencies of the province: the state of each list, its indicators beside the others', the next action. */
export function Board({ context, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo, refresh } = context;
  const isFrozen = STAGES.indexOf(campaign.stage) >= STAGES.indexOf('frame_frozen');
  const model = useMemo(
    () => createBoard(ask, campaign.id, isFrozen),
    [ask, campaign.id, isFrozen],
  );
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const isHomeAffairs = staff.role === 'home_affairs';
  const hrefOf = (code: string) => linkTo('list', { agencyCode: code });
  return (
    <Screen title={t(title)} todo={todoOf(model, isHomeAffairs)}>
      <StageLine stage={campaign.stage} />
      {isOpen && <Due model={model} />}
      {isHomeAffairs && isOpen && <Acts model={model} linkTo={linkTo} onFrozen={refresh} />}
      {isFrozen && (
        <WhenLoaded state={model.frozen}>
          {(frozen) =>
            frozen && (
              <>
                <FrozenFacts frozen={frozen} campaignId={campaign.id} />
                {frozen.commitmentsRoot && !isOfOneAgency(staff.role) && (
                  <CheckFrame check={model.check} found={model.checked.value} />
                )}
              </>
            )
          }
        </WhenLoaded>
      )}
      <p>
        <a href={linkTo('staff_phones')}>{t('staff_approval.open')}</a>
      </p>
      <p>
        <a href={linkTo('sources')}>{t('sources.open')}</a>
      </p>
      <p>
        <a href={linkTo('register_checks')}>{t('register_check.open_all')}</a>
      </p>
      <WhenLoaded state={model.province}>
        {(summary) => <RowCountBar counts={summary} />}
      </WhenLoaded>
      <WhenLoaded state={model.board}>
        {() => (
          <>
            <StateCounts agencies={model.all.value} onChoose={model.show} />
            {isHomeAffairs && isOpen && <AcceptSeveral model={model} linkTo={linkTo} />}
            <LeftOutSigns model={model} linkTo={linkTo} />
            <IndicatorStrips agencies={model.all.value} hrefOf={hrefOf} />
            <Agencies model={model} hrefOf={hrefOf} />
          </>
        )}
      </WhenLoaded>
      {isHomeAffairs && isOpen && <TotalsFile act={model.uploadTotals} />}
      {isHomeAffairs && ['draft', 'frame_open'].includes(campaign.stage) && (
        <AddDepartment model={model} />
      )}
    </Screen>
  );
}

function Due({ model }: { readonly model: BoardModel }) {
  const dueOn = model.board.value.value?.listsDueOn;
  if (!dueOn) return null;
  return <p class="hint">{dueWords(dueOn)}</p>;
}

function Acts(props: {
  readonly model: BoardModel;
  readonly linkTo: LinkTo;
  readonly onFrozen: () => Promise<void>;
}) {
  const { model, linkTo } = props;
  const isWaiting = model.waiting.value.length > 0;
  const isAbsent = !isWaiting && model.absent.value.length > 0;
  const inError = model.inError.value;
  return (
    <div class="buttons">
      {isWaiting && (
        <ButtonLink kind="primary" href="?loc=signed">
          {t('board.see_waiting', { n: wholeNumber(model.waiting.value.length) })}
        </ButtonLink>
      )}
      {inError > 0 && (
        <ButtonLink
          {...(!isWaiting && !isAbsent && { kind: 'primary' as const })}
          href={linkTo('corrections', { agencyCode: 'province' })}
        >
          {t('agency.correct', { n: wholeNumber(inError) })}
        </ButtonLink>
      )}
      <Freeze
        act={model.freeze}
        progress={model.freezing.value}
        people={model.province.value.value?.people ?? 0}
        absent={model.absent.value}
        unaccepted={model.unaccepted.value}
        inError={inError}
        leftOut={model.province.value.value?.inError ?? 0}
        unsigned={model.unsigned.value.length}
        onFrozen={props.onFrozen}
      />
      <ButtonLink
        href={linkTo('list', { agencyCode: 'province' })}
        {...(isAbsent && { kind: 'primary' as const })}
      >
        {t('board.province_file')}
      </ButtonLink>
    </div>
  );
}

function todoOf(model: BoardModel, isHomeAffairs: boolean) {
  if (!isHomeAffairs) return t('board.todo_watch');
  const [waiting, absent, unaccepted] = [model.waiting, model.absent, model.unaccepted].map(
    (agencies) => agencies.value.length,
  );
  if (waiting) return t('board.todo_waiting', { n: waiting });
  if (absent) return t('board.todo_absent', { n: absent });
  const inError = model.inError.value;
  if (inError) return t('board.todo_corrections', { n: wholeNumber(inError) });
  return unaccepted ? t('board.todo_unaccepted', { n: unaccepted }) : t('board.todo_freeze');
}

function Agencies(props: {
  readonly model: BoardModel;
  readonly hrefOf: (code: string) => string;
}) {
  const { model, hrefOf } = props;
  const all = model.all.value;
  const shown = model.shown.value;
  return (
    <>
      <Filters model={model} />
      <p role="status" class="hint">
        {t('app.showing', { a: wholeNumber(shown.length), b: wholeNumber(all.length) })}
      </p>
      <Table
        caption={t('board.caption', {
          all: wholeNumber(all.length),
          present: wholeNumber(all.length - model.absent.value.length),
          absent: wholeNumber(model.absent.value.length),
        })}
        isStale={model.board.isLoading.value}
        rows={boardSorting.apply(shown)}
        keyOf={(agency) => agency.agencyCode}
        columns={boardColumns(hrefOf)}
      />
    </>
  );
}

function Filters({ model }: { readonly model: BoardModel }) {
  return (
    <div class="filters">
      <TextField
        label={t('board.search')}
        type="search"
        value={model.search.value}
        onInput={model.find}
      />
      <SelectField
        label={t('board.filter')}
        value={model.filter.value}
        choices={FILTERS.map((value) => ({ value, label: t(`board.filter_${value}`) }))}
        onChange={model.show}
      />
    </div>
  );
}
