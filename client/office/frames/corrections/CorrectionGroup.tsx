import type { CorrectionGroups } from '#contract/corrections.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import { CorrectAlike } from './CorrectAlike.tsx';
import { CorrectionRow } from './CorrectionRow.tsx';
import type { CorrectionsModel } from './corrections.ts';
import { PAGE_SIZE } from './corrections.ts';

/** One kind of fault: how many rows, fixes that serve many at once, and the rows when somebody wants them. */
export function CorrectionGroup(props: {
  readonly model: CorrectionsModel;
  readonly group: CorrectionGroups['groups'][number];
  readonly isWorst: boolean;
  readonly mayWrite: boolean;
}) {
  const { model, group, isWorst, mayWrite } = props;
  const isOpen = model.fault.value === group.fault;
  const id = `correction-${group.fault}`;
  return (
    <section class="correction-group" aria-labelledby={id}>
      <div class="correction-head">
        <h2 id={id}>
          {t(`corrections.kind.${group.fault}`)} ({wholeNumber(group.rows)})
        </h2>
        {mayWrite && (
          <Button
            onPress={() => model.open(isOpen ? undefined : group.fault)}
            {...(isWorst && !model.fault.value && { kind: 'primary' as const })}
          >
            {t(isOpen ? 'corrections.hide' : 'corrections.show', { n: wholeNumber(group.rows) })}
          </Button>
        )}
      </div>
      {group.noted > 0 && (
        <p class="hint">{t('corrections.noted', { n: wholeNumber(group.noted) })}</p>
      )}
      {mayWrite && <CorrectAlikeForms model={model} group={group} />}
      {mayWrite && isOpen && <Rows model={model} />}
    </section>
  );
}

const SHOWN_AT_ONCE = 5;

/** The values that most rows share; the others are folded away, so that the next kind is in sight. */
function CorrectAlikeForms(props: Pick<Parameters<typeof CorrectionGroup>[0], 'model' | 'group'>) {
  const { model, group } = props;
  const fix = (wrong: (typeof group.values)[number]) => (
    <CorrectAlike
      key={`${wrong.column} ${wrong.value}`}
      model={model}
      fault={group.fault}
      wrong={wrong}
    />
  );
  const folded = group.values.slice(SHOWN_AT_ONCE);
  return (
    <>
      {group.values.slice(0, SHOWN_AT_ONCE).map(fix)}
      {folded.length > 0 && (
        <details>
          <summary>{t('corrections.more_values', { n: wholeNumber(folded.length) })}</summary>
          {folded.map(fix)}
        </details>
      )}
    </>
  );
}

function Rows({ model }: { readonly model: CorrectionsModel }) {
  return (
    <>
      <p class="hint">{t('corrections.recorded')}</p>
      <RefusalNotice failure={model.save.failure.value} />
      <RefusalNotice failure={model.note.failure.value} />
      <WhenLoaded state={model.rows}>
        {(found) =>
          found && (
            <>
              <ol class="correction-rows" aria-label={t('corrections.rows')}>
                {found.rows.map((row) => (
                  <CorrectionRow
                    key={row.rowNumber}
                    model={model}
                    row={row}
                    headings={found.headings}
                  />
                ))}
              </ol>
              <Paging
                page={found.page}
                pages={Math.ceil(found.total / PAGE_SIZE)}
                label={t('corrections.rows')}
                words={(page, pages) => t('app.page', { page, pages })}
                back={t('app.page_back')}
                on={t('app.page_on')}
                onTurn={model.turnTo}
              />
            </>
          )
        }
      </WhenLoaded>
    </>
  );
}
