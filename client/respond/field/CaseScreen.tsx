import { useSignal } from '@preact/signals';
import { inText } from '#contract/place-names.ts';
import { mayClose } from '#contract/visit-rules.ts';
import { writtenMonth } from '#contract/written-day.ts';
import { t } from '../texts.ts';
import { AttemptForm } from './AttemptForm.tsx';
import { FieldPage } from './FieldPage.tsx';
import type { Interviewer } from './interviewer.ts';
import { SlipCheck } from './SlipCheck.tsx';
import { fieldText } from './texts.ts';
import type { ShownCase } from './visit-book.ts';

interface Props {
  readonly interviewer: Interviewer;
  readonly shown: ShownCase;
  readonly onBack: () => void;
}

/** One person: where to find them, what to say, and what became of it. */
export function CaseScreen({ interviewer, shown, onBack }: Props) {
  const isAsking = useSignal(false);
  const needed = interviewer.book.value?.round?.terms.visitAttempts ?? 0;
  if (isAsking.value)
    return (
      <Consent
        interviewer={interviewer}
        shown={shown}
        onBack={() => (isAsking.value = false)}
        onRefused={onBack}
      />
    );
  return (
    <FieldPage title={shown.fullName} onBack={onBack}>
      <p class="strong">{[shown.address, shown.hamlet].filter(Boolean).join(' · ')}</p>
      <p>{occasionOf(shown)}</p>
      <button type="button" class="main" data-primary onClick={() => (isAsking.value = true)}>
        {fieldText(shown.isBegun ? 'visit.resume' : 'visit.ask')}
      </button>
      <SlipCheck interviewer={interviewer} shown={shown} />
      <AttemptForm interviewer={interviewer} caseId={shown.caseId} onDone={onBack} />
      <section>
        <h2>{fieldText('visit.close_title')}</h2>
        {mayClose(shown.attempts, needed) ? (
          <button
            type="button"
            class="second"
            onClick={async () => {
              await interviewer.close(shown.caseId);
              onBack();
            }}
          >
            {fieldText('visit.close')}
          </button>
        ) : (
          <p class="hint">{fieldText('visit.close_later', { needed, n: shown.attempts.length })}</p>
        )}
      </section>
    </FieldPage>
  );
}

function occasionOf({ procedureName, returnedMonth, officeName, agencyName }: ShownCase): string {
  const procedure = procedureName ?? t('start.any_procedure');
  const place = { procedure, office: officeName, agency: inText(agencyName) };
  return returnedMonth
    ? t('start.occasion', { ...place, month: writtenMonth(returnedMonth) })
    : t('start.occasion_undated', place);
}

/** The sentence comes first: nobody is asked a question before they have agreed. */
function Consent(props: Props & { readonly onRefused: () => void }) {
  const { interviewer, shown, onBack, onRefused } = props;
  const campaign = interviewer.book.value?.round?.campaign;
  return (
    <FieldPage title={fieldText('consent.title')} onBack={onBack}>
      <p>
        {fieldText('consent.greeting', {
          name: shown.fullName,
          province: inText(campaign?.provinceName ?? ''),
        })}{' '}
        {campaign?.hotline && fieldText('consent.ask_back', { hotline: campaign.hotline })}
      </p>
      <p class="strong">{fieldText('consent.free')}</p>
      <button type="button" class="main" data-primary onClick={() => interviewer.interview(shown)}>
        {fieldText('consent.yes')}
      </button>
      <button
        type="button"
        class="second"
        onClick={async () => {
          await interviewer.record(shown.caseId, 'refused');
          onRefused();
        }}
      >
        {fieldText('consent.no')}
      </button>
    </FieldPage>
  );
}
