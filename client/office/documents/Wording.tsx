import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { WordingPart } from '#contract/documents.ts';
import { changeWording, getWording } from '#contract/documents.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../page/act.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';

const HINTS: Partial<Record<WordingPart, Parameters<typeof t>[0]>> = {
  persons_columns: 'documents.columns_hint',
  policy_owners: 'documents.owners_hint',
};

/** The words of documents that Home Affairs writes itself. */
export function Wording({ context }: { readonly context: PageContext }) {
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
              hint={t(HINTS[chosen.value] ?? 'documents.words_hint')}
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
