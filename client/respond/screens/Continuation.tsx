import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { inGroups } from '#contract/continuation-code.ts';
import { Refusal } from '../../api.ts';
import { isFinal, Unheard } from '../calls.ts';
import { canSeal } from '../continuation.ts';
import type { Interview } from '../interview.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { QrSquare } from './QrSquare.tsx';

const UNKNOWN = 'go_on.unknown';

interface Props {
  readonly visit: Visit;
  readonly interview: Interview;
}

/** The code of this device, for its person alone; from its unfolding on it stays what it is. */
export function ContinueElsewhere({ visit, interview }: Props) {
  const isShown = useSignal(false);
  const { code } = interview.draft.value;
  if (visit.isShared || !canSeal()) return null;
  return (
    <details
      onToggle={(event) => {
        isShown.value = event.currentTarget.open;
        if (isShown.value) visit.markCodeShown(interview);
      }}
    >
      <summary>{t('go_on.elsewhere')}</summary>
      {isShown.value && (
        <>
          <p>{t('go_on.body')}</p>
          <CodeFigure code={code} />
          <QrSquare link={`${location.origin}${location.pathname}#${code}`} />
          <p>{t('go_on.care')}</p>
        </>
      )}
    </details>
  );
}

function CodeFigure({ code }: { code: string }) {
  return (
    <p class="figure groups">
      <span aria-hidden="true">{inGroups(code)}</span>
      <span class="visually-hidden">{[...code].join(' ')}</span>
    </p>
  );
}

/**
 * Offers the code for writing on the slip, once, from the second screen on and under what leads on: nobody
 * has to read it. Before the server has a copy the code would open nothing.
 */
export function CodeOffer({ visit, interview }: Props) {
  const isOpen = useSignal(false);
  const { code, codeWeight, isCodeSkipped } = interview.draft.value;
  const position = interview.position.value;
  const isDue =
    canSeal() && codeWeight === 0 && interview.page.value.now > 1 && visit.isBackedUp.value;
  useEffect(() => {
    if (isDue) visit.codeOfferedOn.value ??= position;
  }, [isDue]);
  if (isCodeSkipped || visit.codeOfferedOn.value !== position) return null;
  if (isOpen.value) {
    return (
      <section class="offer">
        <p>{t('go_on.write')}</p>
        <CodeFigure code={code} />
        <p>{t('go_on.care')}</p>
      </section>
    );
  }
  const open = () => {
    isOpen.value = true;
    visit.markCodeShown(interview);
  };
  return (
    <section class="offer">
      <p>{t('go_on.offer')}</p>
      <div class="row">
        <button type="button" class="second" onClick={open}>
          {t('go_on.offer_show')}
        </button>
        <button
          type="button"
          class="second"
          onClick={() => interview.note({ isCodeSkipped: true })}
        >
          {t('go_on.offer_skip')}
        </button>
      </div>
    </section>
  );
}

/** For one who has begun on another device, or in a browser that was cleared since. */
export function ContinueHere({ visit }: { visit: Visit }) {
  const typed = useSignal('');
  const fault = useSignal('');
  const isBusy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  if (visit.isShared || !canSeal()) return null;
  const resume = async (event: Event) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    fault.value = await tried(visit, typed.value);
    isBusy.value = false;
    if (fault.value) input.current?.focus();
  };
  return (
    <details open={fault.value !== ''}>
      <summary>{t('go_on.have')}</summary>
      <form onSubmit={resume} noValidate>
        <label class="field" for="go-on-code">
          {t('go_on.code')}
        </label>
        <p id="go-on-hint" class="hint">
          {t('go_on.hint')}
        </p>
        <p id="go-on-fault" class="fault" role="alert">
          {fault.value && t(fault.value)}
        </p>
        <input
          id="go-on-code"
          ref={input}
          class="digits"
          type="text"
          autocomplete="off"
          aria-describedby="go-on-hint go-on-fault"
          aria-invalid={fault.value !== ''}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        <button type="submit" class="second" aria-disabled={isBusy.value}>
          {t('code.go')}
        </button>
      </form>
    </details>
  );
}

/** Name of the text that says why not; nothing where it went. */
async function tried(visit: Visit, code: string): Promise<string> {
  try {
    return (await visit.continueFrom(code)) === 'unknown' ? UNKNOWN : '';
  } catch (error) {
    // A used slip: under this code nothing was sent.
    if (error instanceof Refusal && isFinal(error)) return UNKNOWN;
    if (error instanceof Refusal || error instanceof Unheard) return 'language.unheard';
    throw error;
  }
}
