import { useSignal } from '@preact/signals';
import type { RecheckRecord } from '#contract/rechecks.ts';
import { RECHECK_FILES } from '#contract/rechecks.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { RechecksModel } from './rechecks.ts';

/** First the list is locked and its hash public, then the dice. */
export function Draws(props: {
  readonly model: RechecksModel;
  readonly found: { readonly rechecks: readonly RecheckRecord[]; readonly unchecked: number };
  readonly campaignId: string;
  readonly mayDraw: boolean;
}) {
  const { model, found, campaignId, mayDraw } = props;
  return (
    <section>
      <h2>{t('rechecks.draws')}</h2>
      {found.rechecks.length === 0 && <p>{t('rechecks.no_draw')}</p>}
      {found.rechecks.map((recheck) => (
        <DrawFacts key={recheck.number} recheck={recheck} campaignId={campaignId} />
      ))}
      {mayDraw && model.undrawn.value && <DiceForm model={model} />}
      {mayDraw && !model.undrawn.value && found.unchecked > 0 && (
        <PrepareForm model={model} unchecked={found.unchecked} />
      )}
    </section>
  );
}

function DrawFacts(props: { readonly recheck: RecheckRecord; readonly campaignId: string }) {
  const { number, percent, isDoubled, preparedAt, drawnAt, frameSha256, planSha256 } =
    props.recheck;
  const files = RECHECK_FILES.filter((file) => drawnAt || !/seed|sample/.test(file));
  return (
    <>
      <p>
        {t(drawnAt ? 'rechecks.drawn_line' : 'rechecks.prepared', {
          number,
          percent,
          at: moment(drawnAt ?? preparedAt),
        })}{' '}
        {isDoubled && t('rechecks.doubled')}
      </p>
      <details>
        <summary>{t('rechecks.files')}</summary>
        <p>
          {t('rechecks.hashes')} <code class="hash">{frameSha256}</code>{' '}
          <code class="hash">{planSha256}</code>
        </p>
        <ul>
          {files.map((file) => (
            <li key={file}>
              <a href={`/api/campaigns/${props.campaignId}/rechecks/${number}/${file}`}>{file}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function PrepareForm(props: { readonly model: RechecksModel; readonly unchecked: number }) {
  const { model, unchecked } = props;
  const share = useSignal('5');
  const isWrong = useSignal(false);
  function submit(event: Event) {
    event.preventDefault();
    isWrong.value = !/^([5-9]|10)$/.test(share.value.trim());
    if (!isWrong.value) model.prepare.run(Number(share.value));
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <RefusalNotice failure={model.prepare.failure.value} />
      <p>{t('rechecks.unchecked', { n: wholeNumber(unchecked) })}</p>
      <TextField
        label={t('rechecks.percent')}
        hint={t('rechecks.percent_hint')}
        wrong={isWrong.value ? t('rechecks.percent_wrong') : undefined}
        inputmode="numeric"
        isShort
        value={share.value}
        onInput={into(share)}
      />
      <Button kind="primary" type="submit" isBusy={model.prepare.isBusy.value}>
        {t('rechecks.prepare')}
      </Button>
    </form>
  );
}

function DiceForm({ model }: { readonly model: RechecksModel }) {
  const [dice, witness, body] = [useSignal(''), useSignal(''), useSignal('MTTQ')];
  function submit(event: Event) {
    event.preventDefault();
    model.draw.run(dice.value, witness.value, body.value);
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <RefusalNotice failure={model.draw.failure.value} />
      <TextField
        label={t('rechecks.dice')}
        hint={t('rechecks.dice_hint')}
        inputmode="numeric"
        value={dice.value}
        onInput={into(dice)}
      />
      <TextField label={t('rechecks.witness')} value={witness.value} onInput={into(witness)} />
      <TextField label={t('rechecks.witness_body')} value={body.value} onInput={into(body)} />
      <Button kind="primary" type="submit" isBusy={model.draw.isBusy.value}>
        {t('rechecks.draw')}
      </Button>
    </form>
  );
}
