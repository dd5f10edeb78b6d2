import { useId, useRef } from 'preact/hooks';
import type { CommentInReview } from '#contract/comments.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import type { ReviewModel } from './comment-review.ts';
import { maskedBetween, partsOf } from './comment-review.ts';

interface SheetProps {
  readonly model: ReviewModel;
  readonly comment: CommentInReview;
}

/** One comment: as written, with what is suggested marked, beside what the agency would read. */
export function CommentSheet({ model, comment }: SheetProps) {
  const { id, state, original } = comment;
  const sheet = useRef<HTMLLIElement>(null);
  async function decide(decision: 'release' | 'withhold') {
    const next = sheet.current?.nextElementSibling;
    if ((await model.decide.run(id, decision, model.maskedOf(comment))) === undefined) return;
    // The next one is at hand without a mouse.
    const box = next?.isConnected ? next : document.querySelector('.review');
    box?.querySelector('textarea')?.focus();
  }
  return (
    <li class="panel" ref={sheet}>
      <h2>{comment.agencyName ?? t('review.no_agency')}</h2>
      <div class="pair">
        <div>
          <h3>{t('review.original')}</h3>
          {original === null ? (
            <p class="hint">{t('review.erased')}</p>
          ) : (
            <Original comment={comment} />
          )}
        </div>
        {state === 'waiting' ? (
          <Masking model={model} comment={comment} onDecide={decide} />
        ) : (
          <div>
            <h3>{t('review.masked')}</h3>
            <blockquote class="verbatim">
              {state === 'released' ? comment.masked : t('review.is_withheld')}
            </blockquote>
          </div>
        )}
      </div>
      {state === 'released' && <Quote model={model} comment={comment} />}
      {state !== 'waiting' && original !== null && (
        <div class="buttons">
          <Button onPress={() => model.undo.run(id)}>{t('review.reopen')}</Button>
        </div>
      )}
    </li>
  );
}

/** Quoted in public only after a second person has approved it. */
function Quote({ model, comment: { id, quote } }: SheetProps) {
  const { run, isBusy } = model.quote;
  const press = (decision: 'propose' | 'approve' | 'withdraw') => (
    <Button isBusy={isBusy.value} busyLabel={t('app.busy')} onPress={() => run(id, decision)}>
      {t(`quote.${decision}`)}
    </Button>
  );
  return (
    <>
      {quote && <p>{t(`quote.${quote}`)}</p>}
      <div class="buttons">
        {quote === null && press('propose')}
        {quote === 'proposed' && press('approve')}
        {quote !== null && press('withdraw')}
      </div>
    </>
  );
}

function Original({ comment }: { readonly comment: CommentInReview }) {
  return (
    <blockquote class="verbatim">
      {partsOf(comment).map(({ text, kind }, place) =>
        kind ? (
          <mark key={place} title={t(`review.kind.${kind}`)}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </blockquote>
  );
}

function Masking(
  props: SheetProps & { readonly onDecide: (decision: 'release' | 'withhold') => void },
) {
  const { model, comment, onDecide } = props;
  const name = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const text = model.maskedOf(comment);
  function maskChosen() {
    const { selectionStart = 0, selectionEnd = 0 } = box.current ?? {};
    model.type(comment.id, maskedBetween(text, selectionStart, selectionEnd, t('review.instead')));
    box.current?.focus();
  }
  return (
    <div>
      <label for={name}>
        <h3>{t('review.masked')}</h3>
      </label>
      <span class="hint" id={`${name}-hint`}>
        {t('review.keys')}
      </span>
      <textarea
        class="input"
        id={name}
        ref={box}
        rows={4}
        aria-describedby={`${name}-hint`}
        value={text}
        onInput={(event) => model.type(comment.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!event.ctrlKey && !event.metaKey) return;
          if (event.key === 'Enter') onDecide('release');
          else if (event.key === 'Backspace') onDecide('withhold');
          else if (event.key.toLowerCase() === 'm') maskChosen();
          else return;
          event.preventDefault();
        }}
      />
      <div class="buttons">
        <Button
          kind="primary"
          isBusy={model.decide.isBusy.value}
          onPress={() => onDecide('release')}
        >
          {t('review.release')}
        </Button>
        <Button onPress={maskChosen}>{t('review.mask')}</Button>
        <Button
          kind="plain"
          isBusy={model.decide.isBusy.value}
          onPress={() => onDecide('withhold')}
        >
          {t('review.withhold')}
        </Button>
      </div>
    </div>
  );
}
