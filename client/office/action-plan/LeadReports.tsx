import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ActionItem, ActionLead, ActionReport } from '#contract/action-plan.ts';
import { decideAction, listActionReports, reportAction } from '#contract/action-plan.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';

interface Props {
  readonly item: ActionItem;
  readonly lead: ActionLead;
  readonly context: PageContext;
  readonly onChange: () => Promise<void>;
}

/** The history of one agency's duty, and the next word on it. */
export function LeadReports({ item, lead, context, onChange }: Props) {
  const { ask, campaign, staff } = context;
  const params = { campaignId: campaign.id, itemId: item.id, agencyCode: lead.agencyCode };
  const reports = useMemo(
    () => createLoaded(async () => (await ask(listActionReports, { params })).reports),
    [ask, item.id, lead.agencyCode],
  );
  useEffect(() => {
    reports.load();
  }, [reports]);
  const changed = async () => {
    await Promise.all([reports.load(), onChange()]);
  };
  const mayDecide = staff.role === 'home_affairs' && ['done', 'accepted'].includes(lead.state);
  const mayReport = ['agency', 'agency_office'].includes(staff.role) && lead.state !== 'accepted';
  return (
    <WhenLoaded state={reports}>
      {(found) => (
        <>
          <History reports={found} params={params} mayOpen={!seesCountsOnly(staff.role)} />
          {mayReport && <Report params={params} context={context} onChange={changed} />}
          {mayDecide && <Decide params={params} context={context} onChange={changed} />}
        </>
      )}
    </WhenLoaded>
  );
}

type Params = { campaignId: string; itemId: string; agencyCode: string };

function History(props: {
  readonly reports: readonly ActionReport[];
  readonly params: Params;
  readonly mayOpen: boolean;
}) {
  const { campaignId, itemId, agencyCode } = props.params;
  const base = `/api/campaigns/${campaignId}/action-plan/${itemId}/agencies/${agencyCode}/reports`;
  if (props.reports.length === 0) return <p class="hint">{t('actions.no_report')}</p>;
  return (
    <ul>
      {props.reports.map(({ id, kind, text, fileName, reportedAt, reportedBy }) => (
        <li key={id}>
          {t('actions.report_line', {
            kind: t(`actions.is.${kind}`),
            by: reportedBy,
            on: moment(reportedAt),
          })}{' '}
          {text} {fileName && !props.mayOpen && fileName}
          {fileName && props.mayOpen && (
            <a href={`${base}/${id}/file`} download={fileName}>
              {fileName}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ActProps {
  readonly params: Params;
  readonly context: PageContext;
  readonly onChange: () => Promise<void>;
}

function Report({ params, context, onChange }: ActProps) {
  const text = useSignal('');
  const file = useSignal<File | undefined>(undefined);
  const report = useMemo(
    () =>
      createAct(async (kind: 'doing' | 'done') => {
        const evidence = file.value
          ? { fileName: file.value.name, base64: await base64Of(file.value) }
          : null;
        await context.ask(reportAction, { params, body: { kind, text: text.value, evidence } });
        text.value = '';
        file.value = undefined;
        await onChange();
      }),
    [],
  );
  return (
    <>
      <RefusalNotice failure={report.failure.value} />
      <LongTextField label={t('actions.word')} value={text.value} onInput={into(text)} />
      <label>
        {t('actions.evidence')}{' '}
        <input
          type="file"
          onChange={({ currentTarget }) => {
            file.value = currentTarget.files?.[0];
          }}
        />
      </label>
      <div class="buttons">
        <Button onPress={() => report.run('doing')} isBusy={report.isBusy.value}>
          {t('actions.report_doing')}
        </Button>
        <Button onPress={() => report.run('done')} isBusy={report.isBusy.value}>
          {t('actions.report_done')}
        </Button>
      </div>
    </>
  );
}

/** In pieces, as a whole file is too many arguments for one call. */
async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const PIECE = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += PIECE)
    binary += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  return btoa(binary);
}

function Decide({ params, context, onChange }: ActProps) {
  const text = useSignal('');
  const decide = useMemo(
    () =>
      createAct(async (kind: 'accepted' | 'returned') => {
        await context.ask(decideAction, { params, body: { kind, text: text.value } });
        text.value = '';
        await onChange();
      }),
    [],
  );
  return (
    <>
      <RefusalNotice failure={decide.failure.value} />
      <LongTextField label={t('actions.decision_word')} value={text.value} onInput={into(text)} />
      <div class="buttons">
        <Button onPress={() => decide.run('accepted')} isBusy={decide.isBusy.value}>
          {t('actions.accept')}
        </Button>
        <Button onPress={() => decide.run('returned')} isBusy={decide.isBusy.value}>
          {t('actions.return')}
        </Button>
      </div>
    </>
  );
}
