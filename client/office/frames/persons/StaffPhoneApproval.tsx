import { useEffect, useMemo } from 'preact/hooks';
import { inText } from '#contract/place-names.ts';
import type { StaffPhonesOfAgency } from '#contract/staff-phones.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { Table } from '../../../ui/Table.tsx';
import { percent, wholeNumber } from '../../../ui/words.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import type { StaffPhoneApprovalModel } from './staff-phone-approval.ts';
import { createStaffPhoneApproval, leftOutWords } from './staff-phone-approval.ts';

/** Whom the agencies' own lists of staff phones take out of the frame, before they do. */
export function StaffPhoneApproval({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createStaffPhoneApproval(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.known.load();
  }, [model]);
  const mayDecide = staff.role === 'home_affairs' && campaign.stage === 'frame_open';
  const waiting = model.waiting.value.length;
  const todo = waiting > 0 ? 'todo' : 'todo_none';
  return (
    <Screen
      title={t(title)}
      todo={
        model.known.value.value &&
        t(mayDecide ? `staff_approval.${todo}` : 'staff_approval.todo_watch', { n: waiting })
      }
    >
      <p>{t('staff_approval.what')}</p>
      <RefusalNotice failure={model.saveOfficials.failure.value} />
      <WhenLoaded state={model.known}>
        {({ agencies }) => (
          <>
            <Table
              caption={t('staff_approval.caption')}
              rows={agencies}
              keyOf={({ agencyCode }) => agencyCode}
              columns={columnsOf(model, mayDecide)}
              isStale={model.known.isLoading.value}
            />
            {mayDecide && (
              <Button
                isBusy={model.saveOfficials.isBusy.value}
                busyLabel={t('app.saving')}
                onPress={() => model.saveOfficials.run()}
              >
                {t('staff_approval.save')}
              </Button>
            )}
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function columnsOf(
  model: StaffPhoneApprovalModel,
  mayDecide: boolean,
): ColumnOf<StaffPhonesOfAgency>[] {
  return [
    { key: 'agency', heading: t('staff_approval.agency'), cell: ({ agencyName }) => agencyName },
    {
      key: 'officials',
      heading: t('staff_approval.officials'),
      cell: (agency) =>
        mayDecide ? (
          <OfficialsInput model={model} agency={agency} />
        ) : (
          agency.officials !== null && wholeNumber(agency.officials)
        ),
    },
    {
      key: 'in_effect',
      heading: t('staff_approval.in_effect'),
      cell: (agency) => agency.phones > 0 && t('staff_approval.counts', leftOutWords(agency)),
    },
    { key: 'share', heading: t('staff_approval.share'), cell: shareWords },
    {
      key: 'waiting',
      heading: t('staff_approval.waiting'),
      isWide: true,
      cell: (agency) =>
        agency.waiting.phones > 0 && (
          <>
            {t('staff_approval.counts', leftOutWords(agency.waiting))}
            {mayDecide && <Decide model={model} agency={agency} />}
          </>
        ),
    },
  ];
}

interface AgencyProps {
  readonly model: StaffPhoneApprovalModel;
  readonly agency: StaffPhonesOfAgency;
}

function OfficialsInput({ model, agency }: AgencyProps) {
  return (
    <input
      class="input"
      inputMode="numeric"
      aria-label={t('staff_approval.officials_of', { name: inText(agency.agencyName) })}
      value={model.typed.value.get(agency.agencyCode) ?? agency.officials ?? ''}
      onInput={(event) => model.type(agency.agencyCode, event.currentTarget.value)}
    />
  );
}

function shareWords({ share, province, standsOut, people, waiting }: StaffPhonesOfAgency) {
  if (share === null || people + waiting.people === 0) return null;
  const words = { share: percent(share), province: percent(province) };
  return standsOut ? (
    <strong>{t('staff_approval.stands_out', words)}</strong>
  ) : (
    t('staff_approval.beside', words)
  );
}

function Decide({ model, agency }: AgencyProps) {
  const { decide, reason } = model;
  const words = { ...leftOutWords(agency.waiting), name: inText(agency.agencyName) };
  return (
    <div class="buttons">
      {(['approved', 'refused'] as const).map((kind) => (
        <ConfirmedAct
          key={kind}
          act={decide}
          label={t(`staff_approval.${kind}`)}
          title={t(`staff_approval.${kind}_title`, words)}
          busy={t('app.busy')}
          isSecondary
          run={() => decide.run(agency, kind)}
        >
          <p>{t(`staff_approval.${kind}_body`, words)}</p>
          <TextField
            label={t('staff_approval.reason')}
            value={reason.value}
            onInput={into(reason)}
          />
        </ConfirmedAct>
      ))}
    </div>
  );
}
