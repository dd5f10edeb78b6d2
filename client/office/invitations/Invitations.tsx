import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../CampaignRoutes.tsx';
import { Screen, Shown } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import { createInvitations } from './invitations.ts';

/** Issue the links and codes, then print unit by unit. */
export function Invitations({ desk }: ScreenProps) {
  const { ask, campaign, places, refresh } = desk;
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
      <RefusalNotice failure={model.issue.failure.value} />
      <Shown reading={model.units}>
        {(units) =>
          isIssued ? (
            <Table
              caption={t('invitations.caption', { n: wholeNumber(model.invited.value) })}
              rows={[...units].sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi'))}
              keyOf={(unit) => unit.unitCode}
              columns={[
                {
                  key: 'unit',
                  heading: t('board.unit'),
                  cell: (unit) => <a href={places.pack(unit.unitCode)}>{unit.unitName}</a>,
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
          ) : (
            <>
              <p>{t('invitations.about')}</p>
              {model.issue.isBusy.value && <Progress label={t('invitations.issuing')} />}
              <div class="buttons">
                <Button
                  kind="primary"
                  isBusy={model.issue.isBusy.value}
                  busyLabel={t('app.busy')}
                  onPress={async () => {
                    await model.issue.run();
                    await refresh();
                  }}
                >
                  {t('invitations.issue')}
                </Button>
              </div>
            </>
          )
        }
      </Shown>
    </Screen>
  );
}
