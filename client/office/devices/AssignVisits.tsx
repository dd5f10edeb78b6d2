import { useEffect, useMemo } from 'preact/hooks';
import type { Assignments } from '#contract/visits.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { AssignmentMap } from './AssignmentMap.tsx';
import { AssignSerials } from './AssignSerials.tsx';
import type { AssignmentsModel, Hamlet } from './assignments.ts';
import { createAssignments, keyOf, NOBODY } from './assignments.ts';
import { PlaceHamlet } from './PlaceHamlet.tsx';

/** Hamlet by hamlet to an interviewer; whose cases somebody else had goes from them. */
export function AssignVisits({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createAssignments(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const found = model.assignments.value.value;
  return (
    <Screen title={t(title)} todo={found && t(todoOf(found))}>
      <RefusalNotice failure={model.assign.failure.value ?? model.assignChosen.failure.value} />
      {model.done.value !== undefined && (
        <Notice
          kind="success"
          title={t('assignments.done', { n: wholeNumber(model.done.value) })}
        />
      )}
      <WhenLoaded state={model.assignments}>
        {({ interviewers, hamlets }) =>
          interviewers.length > 0 &&
          hamlets.length > 0 && (
            <>
              <Interviewer model={model} interviewers={interviewers} />
              <ShownAgency model={model} hamlets={hamlets} />
              <AssignmentMap model={model} />
              <Table
                caption={t('assignments.caption')}
                rows={model.shown.value}
                keyOf={keyOf}
                columns={columns(model)}
              />
              <PlaceHamlet model={model} />
              {model.staffId.value !== '' && <AssignSerials model={model} hamlets={hamlets} />}
            </>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function todoOf({ interviewers, hamlets }: Assignments): string {
  if (hamlets.length === 0) return 'assignments.todo_wait';
  return interviewers.length === 0 ? 'assignments.todo_none' : 'assignments.todo';
}

interface InterviewerProps extends Pick<Assignments, 'interviewers'> {
  readonly model: AssignmentsModel;
}

function Interviewer({ model, interviewers }: InterviewerProps) {
  const choices = interviewers.map(({ staffId, name, agencyName: agency, open }) => ({
    value: staffId,
    label: t(agency ? 'assignments.from' : 'assignments.load', {
      name,
      agency,
      n: wholeNumber(open),
    }),
  }));
  return (
    <SelectField
      label={t('assignments.who')}
      value={model.staffId.value}
      choices={[
        { value: '', label: t('assignments.choose') },
        ...choices,
        { value: NOBODY, label: t('assignments.nobody') },
      ]}
      onChange={into(model.staffId)}
    />
  );
}

function ShownAgency(props: {
  readonly model: AssignmentsModel;
  readonly hamlets: readonly Hamlet[];
}) {
  const agencies = [...new Map(props.hamlets.map((row) => [row.agencyCode, row.agencyName]))];
  if (agencies.length < 2) return null;
  return (
    <SelectField
      label={t('assignments.shown')}
      value={props.model.agencyCode.value}
      choices={[
        { value: '', label: t('assignments.all_agencies') },
        ...agencies.map(([value, label]) => ({ value, label })),
      ]}
      onChange={into(props.model.agencyCode)}
    />
  );
}

const nameOf = ({ agencyName, hamlet }: Hamlet): string =>
  `${agencyName} · ${hamlet ?? t('assignments.no_hamlet')}`;

function columns(model: AssignmentsModel): ColumnOf<Hamlet>[] {
  const isChoosing = model.staffId.value !== '';
  return [
    { key: 'hamlet', heading: t('assignments.hamlet'), cell: nameOf },
    {
      key: 'open',
      heading: t('assignments.open'),
      isNumeric: true,
      cell: ({ open }) => wholeNumber(open),
    },
    {
      key: 'assigned',
      heading: t('assignments.assigned'),
      isNumeric: true,
      cell: ({ assigned }) => wholeNumber(assigned),
    },
    ...(isChoosing ? [choice(model), act(model)] : []),
  ];
}

const choice = (model: AssignmentsModel): ColumnOf<Hamlet> => ({
  key: 'chosen',
  heading: t('assignments.chosen'),
  cell: (row) =>
    row.agencyCode !== model.own.value && (
      <input
        type="checkbox"
        aria-label={t('assignments.choose_hamlet', { hamlet: nameOf(row) })}
        checked={model.chosen.value.has(keyOf(row))}
        onChange={() => model.toggle(keyOf(row))}
      />
    ),
});

const act = (model: AssignmentsModel): ColumnOf<Hamlet> => ({
  key: 'act',
  heading: t('assignments.act'),
  isWide: true,
  cell: ({ agencyCode, hamlet }) =>
    agencyCode === model.own.value ? (
      t('assignments.own')
    ) : (
      <Button
        isBusy={model.assign.isBusy.value}
        onPress={() => model.assign.run({ agencyCode, hamlet })}
      >
        {t(model.staffId.value === NOBODY ? 'assignments.take' : 'assignments.give')}
      </Button>
    ),
});
