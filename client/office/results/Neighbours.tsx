import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { NeighbourKind } from '#contract/neighbours.ts';
import { keepNeighbours, NEIGHBOUR_KINDS, withdrawNeighbours } from '#contract/neighbours.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField, TextField } from '../../ui/Field.tsx';
import { NeighbourFigures } from '../../ui/NeighbourFigures.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { PageContext } from '../page/page-context.ts';

/** Figures of other sources, and for Home Affairs the way to bring them in. */
export function Neighbours(props: {
  readonly context: PageContext;
  readonly agencyCode: string | null;
}) {
  const { context, agencyCode } = props;
  const edition = useSignal(0);
  return (
    <>
      <NeighbourFigures
        campaignId={context.campaign.id}
        agencyCode={agencyCode}
        edition={edition.value}
      />
      {context.staff.role === 'home_affairs' && agencyCode === null && (
        <BringIn context={context} onChange={() => edition.value++} />
      )}
    </>
  );
}

function BringIn(props: { readonly context: PageContext; readonly onChange: () => void }) {
  const { ask, campaign } = props.context;
  const kind = useSignal<NeighbourKind>('qd766');
  const period = useSignal('');
  const source = useSignal('');
  const publishedOn = useSignal('');
  const rows = useSignal('');
  const kept = useSignal<string | null>(null);
  const params = { campaignId: campaign.id };
  const acts = useMemo(
    () => ({
      keep: createAct((body: Parameters<typeof ask<typeof keepNeighbours>>[1]['body']) =>
        ask(keepNeighbours, { params, body }),
      ),
      withdraw: createAct((body: Parameters<typeof ask<typeof withdrawNeighbours>>[1]['body']) =>
        ask(withdrawNeighbours, { params, body }),
      ),
    }),
    [campaign.id],
  );
  const origin = () => ({ kind: kind.value, period: period.value, source: source.value });
  const keep = async () => {
    const body = { ...origin(), publishedOn: publishedOn.value || null, rows: rows.value };
    const done = await acts.keep.run(body);
    if (!done) return;
    kept.value = t('neighbours.kept', { n: wholeNumber(done.kept) });
    props.onChange();
  };
  const withdraw = async () => {
    const done = await acts.withdraw.run(origin());
    if (!done) return;
    kept.value = t('neighbours.withdrawn', { n: wholeNumber(done.withdrawn) });
    props.onChange();
  };
  return (
    <details>
      <summary>{t('neighbours.bring_in')}</summary>
      <SelectField
        label={t('neighbours.kind_label')}
        value={kind.value}
        choices={NEIGHBOUR_KINDS.map((value) => ({ value, label: t(`neighbours.kind.${value}`) }))}
        onChange={into(kind)}
      />
      <TextField label={t('neighbours.period')} value={period.value} onInput={into(period)} />
      <TextField label={t('neighbours.source_label')} value={source.value} onInput={into(source)} />
      <TextField
        label={t('neighbours.published_on')}
        type="date"
        value={publishedOn.value}
        onInput={into(publishedOn)}
      />
      <LongTextField
        label={t('neighbours.rows')}
        hint={t('neighbours.rows_hint')}
        value={rows.value}
        onInput={into(rows)}
      />
      <RefusalNotice failure={acts.keep.failure.value ?? acts.withdraw.failure.value} />
      {kept.value && <p role="status">{kept.value}</p>}
      <div class="buttons">
        <Button onPress={keep} isBusy={acts.keep.isBusy.value} busyLabel={t('app.busy')}>
          {t('neighbours.keep')}
        </Button>
        <Button onPress={withdraw} isBusy={acts.withdraw.isBusy.value} busyLabel={t('app.busy')}>
          {t('neighbours.withdraw')}
        </Button>
      </div>
    </details>
  );
}
