import { useSignal } from '@preact/signals';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { ConfirmedAct } from '../../page/ConfirmedAct.tsx';
import type { LinkTo } from '../../page/page-context.ts';
import type { BoardModel } from './board.ts';
import { isMarked } from './board.ts';
import { markSentences } from './mark-sentences.ts';

/** Signed lists, accepted together where nothing marks them. A marked one is opened by itself. */
export function AcceptSeveral(props: { readonly model: BoardModel; readonly linkTo: LinkTo }) {
  const { model, linkTo } = props;
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const signed = model.waiting.value;
  if (signed.length < 2) return null;
  const plain = signed.filter((agency) => !isMarked(agency));
  const marked = signed.filter(isMarked);
  const codes = plain.map(({ agencyCode }) => agencyCode).filter((code) => chosen.value.has(code));
  const choose = (code: string, isChosen: boolean) => {
    const next = new Set(chosen.value);
    if (isChosen) next.add(code);
    else next.delete(code);
    chosen.value = next;
  };
  return (
    <details class="panel">
      <summary>{t('accept_several.title', { n: wholeNumber(signed.length) })}</summary>
      <ul>
        {plain.map(({ agencyCode, agencyName }) => (
          <li key={agencyCode}>
            <label class="check">
              <input
                type="checkbox"
                checked={chosen.value.has(agencyCode)}
                onChange={(event) => choose(agencyCode, event.currentTarget.checked)}
              />{' '}
              {agencyName}
            </label>
          </li>
        ))}
        {marked.map((agency) => (
          <li key={agency.agencyCode}>
            <a href={linkTo('acceptance', { agencyCode: agency.agencyCode })}>
              {t('accept_several.look', { name: agency.agencyName })}
            </a>{' '}
            {markSentences(agency).join(' ')}
          </li>
        ))}
      </ul>
      <div class="buttons">
        {plain.length > 0 && (
          <Button
            onPress={() => {
              chosen.value = new Set(plain.map(({ agencyCode }) => agencyCode));
            }}
          >
            {t('accept_several.all', { n: wholeNumber(plain.length) })}
          </Button>
        )}
        {codes.length > 0 && (
          <ConfirmedAct
            act={model.acceptLists}
            label={t('accept_several.accept', { n: wholeNumber(codes.length) })}
            title={t('accept_several.confirm', { n: wholeNumber(codes.length) })}
            busy={t('app.busy')}
            isSecondary
            run={() => model.acceptLists.run(codes)}
          >
            <p>{t('acceptance.accept_consequence')}</p>
          </ConfirmedAct>
        )}
      </div>
    </details>
  );
}
