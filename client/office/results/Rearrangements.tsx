import { useEffect, useMemo } from 'preact/hooks';
import type { ReplyOf } from '#contract/endpoint.ts';
import type { listRearrangements } from '#contract/rearrangements.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { RearrangementsModel } from './rearrangements.ts';
import { createRearrangements, undeclared } from './rearrangements.ts';

type Kept = ReplyOf<typeof listRearrangements>;

/** Which agencies were merged or divided since the round before: said before publishing, and fixed by it. */
export function Rearrangements({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const model = useMemo(() => createRearrangements(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.list.load();
  }, [model]);
  return (
    <details class="panel">
      <summary>{t('rearrangements.title')}</summary>
      <WhenLoaded state={model.list}>
        {(kept) =>
          kept.earlier ? (
            <>
              <p>{t('rearrangements.how', { earlier: kept.earlier.campaignName })}</p>
              <Lines model={model} kept={kept} />
              <Unexplained kept={kept} />
              <RefusalNotice failure={model.add.failure.value ?? model.remove.failure.value} />
              <NewLine model={model} kept={kept} />
              <p>{t('rearrangements.fixed')}</p>
            </>
          ) : (
            <p>{t('rearrangements.none_before')}</p>
          )
        }
      </WhenLoaded>
    </details>
  );
}

function Lines({ model, kept }: { readonly model: RearrangementsModel; readonly kept: Kept }) {
  const nameOf = new Map(kept.agencies.map(({ code, name }) => [code, name]));
  if (kept.rearrangements.length === 0) return <p>{t('rearrangements.none')}</p>;
  return (
    <ul>
      {kept.rearrangements.map(({ earlierCode, into, since, decree }) => (
        <li key={earlierCode}>
          {t('rearrangements.line', {
            name: nameOf.get(earlierCode) ?? earlierCode,
            into: into.map((code) => nameOf.get(code) ?? code).join(', '),
            since: day(since),
            decree,
          })}{' '}
          <Button
            kind="plain"
            isBusy={model.remove.isBusy.value}
            onPress={() => model.remove.run(earlierCode)}
          >
            {t('rearrangements.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Unexplained({ kept }: { readonly kept: Kept }) {
  const { earlier, later } = undeclared(kept);
  const names = (agencies: Kept['agencies']) => agencies.map(({ name }) => name).join('; ');
  return (
    <>
      {earlier.length > 0 && <p>{t('rearrangements.unexplained', { names: names(earlier) })}</p>}
      {later.length > 0 && <p>{t('rearrangements.new', { names: names(later) })}</p>}
    </>
  );
}

function NewLine({ model, kept }: { readonly model: RearrangementsModel; readonly kept: Kept }) {
  const { earlierCode, into, since, decree } = model.draft.value;
  const none = { value: '', label: t('rearrangements.choose') };
  const choices = (agencies: Kept['agencies']) => [
    none,
    ...agencies.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
  ];
  const earlier = kept.agencies.filter(({ isEarlier }) => isEarlier);
  return (
    <>
      <SelectField
        label={t('rearrangements.earlier')}
        value={earlierCode}
        choices={choices(earlier)}
        onChange={(code) => model.change({ earlierCode: code })}
      />
      {into.map((code, place) => (
        <SelectField
          key={String(place)}
          label={t(place === 0 ? 'rearrangements.into' : 'rearrangements.into_more', {
            n: place + 1,
          })}
          hint={place === 0 ? t('rearrangements.into_hint') : undefined}
          value={code}
          choices={choices(kept.agencies)}
          onChange={(chosen) => model.chooseInto(place, chosen)}
        />
      ))}
      <div class="buttons">
        <Button kind="plain" onPress={model.addInto}>
          {t('rearrangements.more')}
        </Button>
      </div>
      <TextField
        type="date"
        label={t('rearrangements.since')}
        value={since}
        onInput={(value) => model.change({ since: value })}
      />
      <TextField
        label={t('rearrangements.decree')}
        hint={t('rearrangements.decree_hint')}
        value={decree}
        onInput={(value) => model.change({ decree: value })}
      />
      {model.isWhole.value && (
        <div class="buttons">
          <Button kind="plain" isBusy={model.add.isBusy.value} onPress={() => model.add.run()}>
            {t('rearrangements.add')}
          </Button>
        </div>
      )}
    </>
  );
}
