import { useEffect, useMemo } from 'preact/hooks';
import type { UnitProgress } from '#contract/fieldwork.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { Desk, ScreenProps } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import type { InvitationsModel } from './invitations.ts';
import { createInvitations } from './invitations.ts';

/** Issue the links and codes, then print unit by unit. */
export function Invitations({ desk }: ScreenProps) {
  const { ask, campaign } = desk;
  const model = useMemo(() => createInvitations(ask, campaign.id), [ask, campaign.id]);
  const isDrawn = !['draft', 'frame_open', 'frame_frozen'].includes(campaign.stage);
  useEffect(() => {
    if (isDrawn) model.load();
  }, [model, isDrawn]);
  if (!isDrawn) {
    return (
      <Screen title={t('invitations.title')} todo={t('invitations.todo_draw')}>
        <StageLine stage={campaign.stage} />
      </Screen>
    );
  }
  const isIssued = model.invited.value > 0;
  return (
    <Screen
      title={t('invitations.title')}
      todo={
        model.units.value.value && t(isIssued ? 'invitations.todo_print' : 'invitations.todo_issue')
      }
    >
      <StageLine stage={campaign.stage} />
      <Shown reading={model.units}>
        {(units) =>
          isIssued ? <Units units={units} desk={desk} /> : <Issue model={model} desk={desk} />
        }
      </Shown>
    </Screen>
  );
}

function Units(props: { readonly units: readonly UnitProgress[]; readonly desk: Desk }) {
  const { units, desk } = props;
  const invited = units.reduce((sum, unit) => sum + unit.invited, 0);
  return (
    <Table
      caption={t('invitations.caption', { n: wholeNumber(invited) })}
      rows={[...units].sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi'))}
      keyOf={(unit) => unit.unitCode}
      columns={[
        {
          key: 'unit',
          heading: t('board.unit'),
          cell: (unit) => <a href={desk.places.pack(unit.unitCode)}>{unit.unitName}</a>,
        },
        {
          key: 'invited',
          heading: t('fieldwork.invited'),
          isNumeric: true,
          cell: (unit) => wholeNumber(unit.invited),
        },
        {
          key: 'undelivered',
          heading: t('fieldwork.undelivered'),
          isNumeric: true,
          cell: (unit) => wholeNumber(unit.undelivered),
        },
        {
          key: 'reserves',
          heading: t('fieldwork.reserves_left'),
          isNumeric: true,
          cell: (unit) => wholeNumber(unit.reservesLeft),
        },
      ]}
    />
  );
}

function Issue(props: { readonly model: InvitationsModel; readonly desk: Desk }) {
  const { model, desk } = props;
  return (
    <>
      <RefusalNotice failure={model.issue.failure.value} />
      <p>{t('invitations.about')}</p>
      {model.issue.isBusy.value && <Progress label={t('invitations.issuing')} />}
      <div class="buttons">
        <Button
          kind="primary"
          isBusy={model.issue.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={async () => {
            await model.issue.run();
            await desk.refresh();
          }}
        >
          {t('invitations.issue')}
        </Button>
      </div>
    </>
  );
}
