import { useSignal } from '@preact/signals';
import type { Acceptance } from '#contract/acceptance.ts';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../../i18n.ts';
import { into, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import type { AcceptanceModel } from './acceptance.ts';
import { statementOf } from './statement.ts';

/** The leader's position under a plain statement; what is still open is said before. */
export function SignList(props: {
  readonly model: AcceptanceModel;
  readonly acceptance: Acceptance;
  readonly staff: Staff;
}) {
  const { model, acceptance, staff } = props;
  const position = useSignal('');
  const wrong = useSignal(false);
  const { state, unexplainedVanished, counts } = acceptance;
  if (!counts || state === 'signed' || state === 'accepted') return null;
  if (!staff.isLead) return <Notice kind="info" title={t('acceptance.leader_signs')} />;
  const isMissing = wrong.value && !position.value.trim();
  async function sign() {
    wrong.value = true;
    if (!counts || !position.value.trim()) return undefined;
    return model.sign.run(position.value, counts);
  }
  if (unexplainedVanished > 0)
    return (
      <Notice
        kind="error"
        title={t('acceptance.vanished_first', { n: wholeNumber(unexplainedVanished) })}
      />
    );
  return (
    <section class="panel">
      <h2>{t('acceptance.sign_title')}</h2>
      <OpenPoints acceptance={acceptance} inError={counts.inError} />
      <p>{statementOf(counts)}</p>
      <p class="hint">{t('acceptance.statement_rest')}</p>
      <p>{t('acceptance.signed_as', { name: staff.fullName })}</p>
      <TextField
        label={t('acceptance.signer_position')}
        value={position.value}
        wrong={isMissing ? t('acceptance.signer_missing') : undefined}
        onInput={into(position)}
      />
      <div class="buttons">
        <ConfirmedAct
          act={model.sign}
          label={t('acceptance.sign')}
          title={t('acceptance.sign_confirm')}
          busy={t('app.busy')}
          run={sign}
          onDone={model.load}
        >
          <p>{t('acceptance.sign_consequence')}</p>
          {isMissing && <p>{t('acceptance.signer_missing')}</p>}
        </ConfirmedAct>
      </div>
    </section>
  );
}

/** What is not explained yet; the list may be signed all the same. */
function OpenPoints(props: { readonly acceptance: Acceptance; readonly inError: number }) {
  const { acceptance, inError } = props;
  const open = [
    ['in_error', inError],
    ['numbers', acceptance.unexplainedNumbers],
    ['totals', acceptance.unexplainedTotals],
  ] as const;
  return (
    <>
      {!acceptance.hasStatedTotals && (
        <Notice kind="attention" title={t('acceptance.open_no_totals')} />
      )}
      {open
        .filter(([, n]) => n > 0)
        .map(([key, n]) => (
          <Notice
            key={key}
            kind="attention"
            title={t(`acceptance.open_${key}`, { n: wholeNumber(n) })}
          />
        ))}
    </>
  );
}
