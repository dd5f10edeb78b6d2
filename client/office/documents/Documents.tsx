import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { listAgencies } from '#contract/agencies.ts';
import { AGENCY_DOCUMENTS, ROUND_DOCUMENTS } from '#contract/documents.ts';
import { isOfOneAgency } from '#contract/endpoint.ts';
import { getCertificate } from '#contract/retention.ts';
import { STAGES } from '#contract/stage.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { into, SelectField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { Table } from '../../ui/Table.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import { PersonsList } from './PersonsList.tsx';
import { Wording } from './Wording.tsx';

/** What a kind of document is made of is there from this stage on. */
const FROM = {
  report: 'published',
  announcement: 'published',
  policy_sheets: 'published',
  count_minutes: 'published',
  duties_report: 'published',
  erasure_minutes: 'published',
  draw_minutes: 'drawn',
  invitation: 'drawn',
  reminder: 'drawn',
  thanks: 'drawn',
  sheet: 'published',
  apology: 'draft',
  publicity: 'draft',
  poster: 'draft',
} as const;
type Kind = keyof typeof FROM;

/** Reports, minutes, letters and texts, as Word files and PDFs. */
export function Documents({ context, title }: ScreenProps) {
  const { campaign, staff } = context;
  const isAgency = isOfOneAgency(staff.role);
  const base = `/api/campaigns/${campaign.id}`;
  const kinds = isAgency ? AGENCY_DOCUMENTS : ROUND_DOCUMENTS;
  const ready = kinds.filter((kind) => isReady(context, kind)).length;
  const certificate = useMemo(
    () => createLoaded(() => context.ask(getCertificate, { params: { campaignId: campaign.id } })),
    [context.ask, campaign.id],
  );
  useEffect(() => {
    certificate.load();
  }, [certificate]);
  return (
    <Screen title={t(title)} todo={t(ready > 0 ? 'documents.todo' : 'documents.todo_wait')}>
      <StageLine stage={campaign.stage} />
      {isAgency ? (
        <OfAgency context={context} agencyCode={staff.agencyCode ?? ''} />
      ) : (
        <Kinds
          context={context}
          caption={t('documents.caption')}
          kinds={kinds}
          base={`${base}/documents`}
          isErased={(certificate.value.value?.certificate ?? null) !== null}
        />
      )}
      {!isAgency && campaign.stage === 'published' && (
        <p class="buttons">
          <ButtonLink href={`${base}/evidence.zip`} download>
            {t('documents.evidence')}
          </ButtonLink>
        </p>
      )}
      {staff.role === 'home_affairs' && <ChosenAgency context={context} />}
      {staff.role === 'home_affairs' && <Wording context={context} />}
    </Screen>
  );
}

const isReady = ({ campaign }: PageContext, kind: Kind) =>
  STAGES.indexOf(campaign.stage) >= STAGES.indexOf(FROM[kind]);

function Kinds(props: {
  readonly context: PageContext;
  readonly caption: string;
  readonly kinds: readonly Kind[];
  readonly base: string;
  readonly isErased?: boolean;
}) {
  const { context, caption, kinds, base, isErased = false } = props;
  const isThere = (kind: Kind) => (kind === 'erasure_minutes' ? isErased : isReady(context, kind));
  const waits = (kind: Kind) =>
    kind === 'erasure_minutes'
      ? t('documents.after_erasure')
      : t('documents.from', { stage: t(`stage.${FROM[kind]}`) });
  return (
    <Table
      caption={caption}
      rows={kinds}
      keyOf={(kind) => kind}
      columns={[
        { key: 'kind', heading: t('documents.kind'), cell: (kind) => t(`documents.of.${kind}`) },
        {
          key: 'files',
          heading: t('documents.files'),
          isWide: true,
          cell: (kind) => (isThere(kind) ? <Files kind={kind} base={base} /> : waits(kind)),
        },
      ]}
    />
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

function OfAgency(props: { readonly context: PageContext; readonly agencyCode: string }) {
  const { context, agencyCode } = props;
  const { campaign, staff } = context;
  const hasList = ['home_affairs', 'agency'].includes(staff.role) && campaign.stage !== 'draft';
  return (
    <>
      <Kinds
        context={context}
        caption={t('documents.of_agency')}
        kinds={AGENCY_DOCUMENTS}
        base={`/api/campaigns/${campaign.id}/agencies/${agencyCode}/documents`}
      />
      {hasList && <PersonsList context={context} agencyCode={agencyCode} />}
    </>
  );
}

/** Home Affairs makes the papers of any agency, such as the publicity of each commune. */
function ChosenAgency({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const code = useSignal('');
  const agencies = useMemo(
    () =>
      createLoaded(
        async () => (await ask(listAgencies, { params: { campaignId: campaign.id } })).agencies,
      ),
    [ask, campaign.id],
  );
  useEffect(() => {
    agencies.load();
  }, [agencies]);
  return (
    <section>
      <h2>{t('documents.of_agency')}</h2>
      <WhenLoaded state={agencies}>
        {(found) => (
          <SelectField
            label={t('documents.agency')}
            value={code.value}
            choices={[
              { value: '', label: t('documents.choose_agency') },
              ...found.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={into(code)}
          />
        )}
      </WhenLoaded>
      {code.value !== '' && <OfAgency context={context} agencyCode={code.value} />}
    </section>
  );
}
