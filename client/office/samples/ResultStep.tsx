import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { decimal, wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { go } from '../page/router.ts';
import type { CeremonyModel } from './ceremony.ts';
import { Digits } from './Digits.tsx';
import { DrawFacts } from './DrawFacts.tsx';

export function ResultStep({
  model,
  context,
}: {
  readonly model: CeremonyModel;
  readonly context: PageContext;
}) {
  const record = model.record.value.value;
  if (!record) return null;
  return (
    <>
      <p class="wall-result">
        {t('draw.result', {
          sampled: wholeNumber(record.sampled),
          people: wholeNumber(record.people),
          agencies: wholeNumber(record.agencies),
        })}{' '}
        {model.seconds.value !== undefined &&
          t('draw.in_seconds', { seconds: decimal(model.seconds.value, 1) })}
      </p>
      <Digits digits={record.dice} />
      <DrawFacts record={record} campaignId={context.campaign.id} />
      <div class="buttons">
        <Button
          kind="primary"
          onPress={async () => {
            go(context.linkTo('tasks'));
            await context.refresh();
          }}
        >
          {t('draw.finish')}
        </Button>
        <Button onPress={() => print()}>{t('draw.print')}</Button>
      </div>
    </>
  );
}
