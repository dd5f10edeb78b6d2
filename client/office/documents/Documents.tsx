import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { WordingPart } from '#contract/documents.ts';
import {
  AGENCY_DOCUMENTS,
  changeWording,
  getWording,
  ROUND_DOCUMENTS,
} from '#contract/documents.ts';
import { isOfOneAgency } from '#contract/endpoint.ts';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { createAct } from '../page/act.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';

/** What a kind of document is made of is there from this stage on. */
const FROM = {
  report: 'published',
  announcement: 'published',
  count_minutes: 'published',
  duties_report: 'published',
  draw_minutes: 'drawn',
  invitation: 'drawn',
  reminder: 'drawn',
  thanks: 'drawn',
  sheet: 'published',
  apology: 'draft',
  publicity: 'draft',
} as const;
type Kind = keyof typeof FROM;

/** Reports, minutes, letters and texts, as Word files and PDFs. */
export function Documents({ context, title }: ScreenProps) {
  const { campaign, staff } = context;
  const isAgency = isOfOneAgency(staff.role);
  const kinds: readonly Kind[] = isAgency ? AGENCY_DOCUMENTS : ROUND_DOCUMENTS;
  const base = isAgency
    ? `/api/campaigns/${campaign.id}/agencies/${staff.agencyCode}/documents`
    : `/api/campaigns/${campaign.id}/documents`;
  const isReady = (kind: Kind) => STAGES.indexOf(campaign.stage) >= STAGES.indexOf(FROM[kind]);
  const ready = kinds.filter(isReady).length;
  return (
    <Screen title={t(title)} todo={t(ready > 0 ? 'documents.todo' : 'documents.todo_wait')}>
      <StageLine stage={campaign.stage} />
      <Table
        caption={t('documents.caption')}
        rows={kinds}
        keyOf={(kind) => kind}
        columns={[
          { key: 'kind', heading: t('documents.kind'), cell: (kind) => t(`documents.of.${kind}`) },
          {
            key: 'files',
            heading: t('documents.files'),
            isWide: true,
            cell: (kind) =>
              isReady(kind) ? (
                <Files kind={kind} base={base} />
              ) : (
                t('documents.from', { stage: t(`stage.${FROM[kind]}`) })
              ),
          },
        ]}
      />
      {!isAgency && campaign.stage === 'published' && (
        <p class="buttons">
          <ButtonLink href={`/api/campaigns/${campaign.id}/evidence.zip`} download>
            {t('documents.evidence')}
          </ButtonLink>
        </p>
      )}
      {staff.role === 'home_affairs' && <Wording context={context} />}
    </Screen>
  );
}

const Files = ({ kind, base }: { readonly kind: Kind; readonly base: string }) => (
  <span class="row-acts">
    {(['word', 'pdf'] as const).map((format) => (
      <ButtonLink
        key={format}
        href={`${base}/${kind}/${format}`}
        label={t(`documents.${format}_of`, { kind: t(`documents.of.${kind}`) })}
        download
      >
        {t(`documents.${format}`)}
      </ButtonLink>
    ))}
  </span>
);

function Wording({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const params = { campaignId: campaign.id };
  const parts = useMemo(
    () => createLoaded(async () => (await ask(getWording, { params })).parts),
    [ask, campaign.id],
  );
  const chosen = useSignal<WordingPart>('issuer');
  const text = useSignal<string | undefined>(undefined);
  const save = useMemo(
    () =>
      createAct(async (words: string) => {
        await ask(changeWording, { params, body: { part: chosen.value, text: words } });
        text.value = undefined;
        await parts.load();
      }),
    [ask, campaign.id],
  );
  useEffect(() => {
    parts.load();
  }, [parts]);
  return (
    <WhenLoaded state={parts}>
      {(found) => {
        const part = found.find((each) => each.part === chosen.value);
        return (
          <section class="panel">
            <h2>{t('documents.wording')}</h2>
            <RefusalNotice failure={save.failure.value} />
            <SelectField
              label={t('documents.part')}
              value={chosen.value}
              choices={found.map((each) => ({
                value: each.part,
                label: t(`documents.parts.${each.part}`),
              }))}
              onChange={(value) => {
                chosen.value = value;
                text.value = undefined;
              }}
            />
            <LongTextField
              label={t('documents.words')}
              hint={t('documents.words_hint')}
              value={text.value ?? part?.text ?? ''}
              onInput={into(text)}
            />
            <div class="buttons">
              <Button
                isBusy={save.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => save.run(text.value ?? part?.text ?? '')}
              >
                {t('documents.save')}
              </Button>
              {part && !part.isUsual && (
                <Button kind="plain" onPress={() => save.run('')}>
                  {t('documents.usual')}
                </Button>
              )}
            </div>
          </section>
        );
      }}
    </WhenLoaded>
  );
}
