import { useEffect, useMemo } from 'preact/hooks';
import { STAGES } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../CampaignRoutes.tsx';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import { createSorting } from '../sorting.ts';
import { AddDepartment } from './AddDepartment.tsx';
import type { BoardModel, BoardUnit } from './board.ts';
import { createBoard, FILTERS, hasList } from './board.ts';
import { Freeze } from './Freeze.tsx';
import { FrozenFacts } from './FrozenFacts.tsx';
import { SumBar } from './SumBar.tsx';

/** All units of the province: who has handed in a list, and how every row ended. */
export function Board({ desk }: ScreenProps) {
  const { ask, campaign, staff, places, refresh } = desk;
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
  return (
    <Screen title={t('board.title')} todo={todoOf(model, isOpen, isHomeAffairs, isFrozen)}>
      <StageLine stage={campaign.stage} />
      {isHomeAffairs && isOpen && (
        <div class="buttons">
          <Freeze model={model} onFrozen={refresh} />
          <ButtonLink
            href={places.unit('province')}
            {...(model.absent.value.length > 0 && { kind: 'primary' as const })}
          >
            {t('board.province_file')}
          </ButtonLink>
        </div>
      )}
      {isFrozen && (
        <Shown reading={model.frozen}>
          {(frozen) => frozen && <FrozenFacts frozen={frozen} campaignId={campaign.id} />}
        </Shown>
      )}
      <Shown reading={model.province}>{(summary) => <SumBar counts={summary} />}</Shown>
      <Shown reading={model.units}>
        {() => <Units model={model} hrefOf={(code) => places.unit(code)} />}
      </Shown>
      {isHomeAffairs && ['draft', 'frame_open'].includes(campaign.stage) && (
        <AddDepartment model={model} />
      )}
    </Screen>
  );
}

function todoOf(model: BoardModel, isOpen: boolean, isHomeAffairs: boolean, isFrozen: boolean) {
  if (!isHomeAffairs) return t('board.todo_watch');
  if (isFrozen) return t('board.todo_frozen');
  if (!isOpen) return t('board.todo_closed');
  const absent = model.absent.value.length;
  return absent > 0 ? t('board.todo_absent', { n: absent }) : t('board.todo_freeze');
}

function Units(props: { readonly model: BoardModel; readonly hrefOf: (code: string) => string }) {
  const { model, hrefOf } = props;
  const all = model.units.value.value ?? [];
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
        isStale={model.units.isLoading.value}
        rows={sorting.apply(shown)}
        keyOf={(unit) => unit.unitCode}
        columns={columnsOf(hrefOf)}
      />
    </>
  );
}

const COUNTS = ['rows', 'accepted', 'merged', 'excluded', 'inError', 'people'] as const;

const sorting = createSorting<BoardUnit>({
  unit: (unit) => unit.unitName,
  ...Object.fromEntries(COUNTS.map((name) => [name, (unit: BoardUnit) => unit[name]])),
});

const columnsOf = (hrefOf: (code: string) => string): ColumnOf<BoardUnit>[] => [
  {
    key: 'unit',
    heading: t('board.unit'),
    ...sorting.heading('unit'),
    cell: (unit) => (
      <a href={hrefOf(unit.unitCode)}>
        {unit.unitName} <small class="code">{unit.unitCode}</small>
      </a>
    ),
  },
  {
    key: 'state',
    heading: t('board.state'),
    cell: (unit) => t(hasList(unit) ? 'board.handed_in' : 'board.absent'),
  },
  ...COUNTS.map((name) => ({
    key: name,
    heading: t(`counts.${name}`),
    isNumeric: true,
    ...sorting.heading(name),
    cell: (unit: BoardUnit) => (hasList(unit) ? wholeNumber(unit[name]) : ''),
  })),
];

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
