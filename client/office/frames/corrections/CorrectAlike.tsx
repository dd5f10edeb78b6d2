import { useMemo } from 'preact/hooks';
import type { Fault } from '#contract/row-counts.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { listOf } from './CorrectionCell.tsx';
import type { CorrectAlikeModel, WrongValue } from './correct-alike.ts';
import { createCorrectAlike } from './correct-alike.ts';
import type { CorrectionsModel } from './corrections.ts';

/** One fix for all rows that say the same wrong thing: what it would do is shown before it is done. */
export function CorrectAlike(props: {
  readonly model: CorrectionsModel;
  readonly fault: Fault;
  readonly wrong: WrongValue;
}) {
  const { model, fault, wrong } = props;
  const alike = useMemo(() => createCorrectAlike(model, fault, wrong), [model, fault, wrong]);
  const value = wrong.value || t('corrections.empty_cell');
  return (
    <form
      class="alike"
      onSubmit={(event) => {
        event.preventDefault();
        const reach = alike.reach.value;
        if (!reach) alike.look.run();
        else if (reach.inError < reach.rows) alike.apply.run();
      }}
    >
      <RefusalNotice failure={alike.look.failure.value ?? alike.apply.failure.value} />
      <TextField
        label={t('corrections.alike', {
          value,
          heading: wrong.heading,
          n: wholeNumber(wrong.rows),
        })}
        hint={t('corrections.alike_hint')}
        value={alike.typed.value}
        onInput={alike.type}
        {...(fault === 'unknown_agency' && { list: listOf('agencyCode') })}
      />
      <Step alike={alike} n={wrong.rows} />
    </form>
  );
}

function Step({ alike, n }: { readonly alike: CorrectAlikeModel; readonly n: number }) {
  const reach = alike.reach.value;
  if (!reach)
    return (
      <div class="buttons">
        <Button type="submit" isBusy={alike.look.isBusy.value}>
          {t('corrections.alike_look', { n: wholeNumber(n) })}
        </Button>
      </div>
    );
  return (
    <>
      <p role="status">
        {t('corrections.alike_reach', {
          rows: wholeNumber(reach.rows),
          mended: wholeNumber(reach.corrected),
          excluded: wholeNumber(reach.excluded),
          inError: wholeNumber(reach.inError),
        })}
      </p>
      <div class="buttons">
        {reach.inError < reach.rows && (
          <Button
            type="submit"
            isBusy={alike.apply.isBusy.value}
            busyLabel={t('corrections.saving')}
          >
            {t('corrections.alike_apply', { n: wholeNumber(reach.rows) })}
          </Button>
        )}
        <Button kind="plain" onPress={() => alike.type('')}>
          {t('corrections.alike_stop')}
        </Button>
      </div>
    </>
  );
}
