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
import { AssignSerials } from './AssignSerials.tsx';
import type { AssignmentsModel, Hamlet } from './assignments.ts';
import { createAssignments, NOBODY } from './assignments.ts';

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
      <RefusalNotice failure={model.assign.failure.value} />
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
              <Table
                caption={t('assignments.caption')}
                rows={hamlets}
                keyOf={({ agencyCode, hamlet }) => `${agencyCode} ${hamlet}`}
                columns={columns(model, interviewers)}
              />
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

function columns(
  model: AssignmentsModel,
  interviewers: Assignments['interviewers'],
): ColumnOf<Hamlet>[] {
  const staffId = model.staffId.value;
  return [
    {
      key: 'hamlet',
      heading: t('assignments.hamlet'),
      cell: ({ agencyName, hamlet }) => `${agencyName} · ${hamlet ?? t('assignments.no_hamlet')}`,
    },
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
    ...(staffId === '' ? [] : [act(model, interviewers)]),
  ];
}

function act(model: AssignmentsModel, interviewers: Assignments['interviewers']): ColumnOf<Hamlet> {
  const staffId = model.staffId.value;
  const own = interviewers.find((row) => row.staffId === staffId)?.agencyCode;
  return {
    key: 'act',
    heading: t('assignments.act'),
    isWide: true,
    cell: ({ agencyCode, hamlet }) =>
      agencyCode === own ? (
        t('assignments.own')
      ) : (
        <Button
          isBusy={model.assign.isBusy.value}
          onPress={() => model.assign.run({ agencyCode, hamlet })}
        >
          {t(staffId === NOBODY ? 'assignments.take' : 'assignments.give')}
        </Button>
      ),
  };
}
