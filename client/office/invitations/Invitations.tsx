import { useEffect, useMemo } from 'preact/hooks';
import type { AgencyProgress } from '#contract/fieldwork.ts';
import { inText } from '#contract/place-names.ts';
import type { Printing } from '#contract/slips.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import type { InvitationsModel } from './invitations.ts';
import { createInvitations } from './invitations.ts';
import { Packet } from './Packet.tsx';
import { PrintPurposes, slipsAddress } from './PrintPurposes.tsx';

/** Issue the links and codes, then print agency by agency. */
export function Invitations({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createInvitations(ask, campaign.id), [ask, campaign.id]);
  const isDrawn = !['draft', 'frame_open', 'frame_frozen'].includes(campaign.stage);
  useEffect(() => {
    if (isDrawn) model.load();
  }, [model, isDrawn]);
  if (!isDrawn) {
    return (
      <Screen title={t(title)}>
        <StageLine stage={campaign.stage} />
      </Screen>
    );
  }
  const isIssued = model.invited.value > 0;
  return (
    <Screen
      title={t(title)}
      todo={
        model.agencies.value.value &&
        t(isIssued ? 'invitations.todo_print' : 'invitations.todo_issue')
      }
    >
      <StageLine stage={campaign.stage} />
      <WhenLoaded state={model.agencies}>
        {(agencies) =>
          isIssued ? (
            <Agencies agencies={agencies} model={model} context={context} />
          ) : (
            <Issue model={model} context={context} />
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function Agencies(props: {
  readonly agencies: readonly AgencyProgress[];
  readonly model: InvitationsModel;
  readonly context: PageContext;
}) {
  const { agencies, model, context } = props;
  const { slipPrinting } = context.campaign;
  return (
    <>
      <Notice kind="info" title={t(`slip_printing.${slipPrinting}`)}>
        <p>{t(`pack.who.${slipPrinting}.home_affairs`)}</p>
      </Notice>
      <PrintPurposes purpose={model.purpose} />
      <Packet agencies={agencies} model={model} context={context} />
      <Table
        caption={t('invitations.caption', {
          n: wholeNumber(agencies.reduce((sum, agency) => sum + agency.invited, 0)),
        })}
        rows={[...agencies].sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'vi'))}
        keyOf={(agency) => agency.agencyCode}
        columns={columnsOf(model, context)}
      />
    </>
  );
}

function columnsOf(model: InvitationsModel, context: PageContext): ColumnOf<AgencyProgress>[] {
  const { campaign } = context;
  const count = (name: 'invited' | 'undelivered' | 'reservesLeft', heading: string) => ({
    key: name,
    heading,
    isNumeric: true,
    cell: (agency: AgencyProgress) => wholeNumber(agency[name]),
  });
  return [
    {
      key: 'agency',
      heading: t('board.agency'),
      cell: (agency) => (
        <a href={context.linkTo('pack', { agencyCode: agency.agencyCode })}>{agency.agencyName}</a>
      ),
    },
    {
      key: 'print',
      heading: t('invitations.print'),
      cell: (agency) =>
        agency.invited > 0 && (
          <ButtonLink
            href={slipsAddress(campaign.id, agency.agencyCode, model.purpose.value)}
            label={t('invitations.print_agency', { agency: inText(agency.agencyName) })}
            download
          >
            {t('invitations.print_one')}
          </ButtonLink>
        ),
    },
    {
      key: 'printed',
      heading: t('invitations.printed'),
      cell: (agency) => printedWords(model.printings.value.get(agency.agencyCode)),
    },
    count('invited', t('fieldwork.invited')),
    count('undelivered', t('fieldwork.undelivered')),
    count('reservesLeft', t('fieldwork.reserves_left')),
  ];
}

function printedWords(printings: readonly Printing[] = []): string {
  const [last] = printings;
  if (!last) return t('invitations.never');
  return t('invitations.printed_words', {
    on: day(last.printedAt.slice(0, 10)),
    n: printings.length,
  });
}

function Issue(props: { readonly model: InvitationsModel; readonly context: PageContext }) {
  const { model, context } = props;
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
            await context.refresh();
          }}
        >
          {t('invitations.issue')}
        </Button>
      </div>
    </>
  );
}
