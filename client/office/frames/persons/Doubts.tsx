import { useMemo } from 'preact/hooks';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Paging } from '../../../ui/Paging.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import type { Ask } from '../../page/session.ts';
import { DoubtfulPairFacts } from './DoubtfulPairFacts.tsx';
import type { DoubtsModel } from './doubts.ts';
import { createDoubts, PAIRS_A_PAGE } from './doubts.ts';
import { JoinByHand } from './JoinByHand.tsx';
import { PairDecisions } from './PairDecisions.tsx';

export interface DoubtCounts {
  readonly doubtful: number;
  readonly contradictory: number;
}

/** Pairs of dossiers of which the list does not say enough: one person's, or two persons'. */
export function Doubts(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly counts: DoubtCounts | undefined;
  readonly mayWrite: boolean;
  readonly onChange: () => void;
}) {
  const { ask, campaignId, agencyCode, counts, mayWrite, onChange } = props;
  const model = useMemo(
    () => createDoubts(ask, campaignId, agencyCode, onChange),
    [ask, campaignId, agencyCode],
  );
  return (
    <div class="panel">
      <h2>{t('doubts.title')}</h2>
      <p>{countWords(counts)}</p>
      <RefusalNotice failure={model.decide.failure.value ?? model.undo.failure.value} />
      {model.isOpen.value ? (
        <WhenLoaded state={model.doubts}>
          {() => (
            <>
              <Pairs model={model} mayWrite={mayWrite} />
              {mayWrite && <JoinByHand model={model} />}
              <PairDecisions model={model} mayWrite={mayWrite} />
            </>
          )}
        </WhenLoaded>
      ) : (
        <div class="buttons">
          <Button onPress={() => model.open()}>{t('doubts.show')}</Button>
        </div>
      )}
    </div>
  );
}

function countWords(counts: DoubtCounts | undefined): string {
  if (!counts || counts.doubtful === 0) return t('doubts.none');
  const n = wholeNumber(counts.doubtful);
  return counts.contradictory === 0
    ? t('doubts.some', { n })
    : t('doubts.some_contradict', { n, k: wholeNumber(counts.contradictory) });
}

function Pairs({ model, mayWrite }: { readonly model: DoubtsModel; readonly mayWrite: boolean }) {
  const found = model.doubts.value.value;
  if (!found || found.total === 0) return null;
  return (
    <>
      <ul class="dossiers">
        {found.pairs.map((pair) => (
          <DoubtfulPairFacts
            key={pair.dossiers.map(({ code }) => code).join(' ')}
            pair={pair}
            model={model}
            mayWrite={mayWrite}
          />
        ))}
      </ul>
      <Paging
        page={found.page}
        pages={Math.max(1, Math.ceil(found.total / PAIRS_A_PAGE))}
        label={t('app.pages')}
        words={(page, pages) => t('app.page', { page, pages })}
        back={t('app.page_back')}
        on={t('app.page_on')}
        onTurn={(page) => model.turnTo(page)}
      />
    </>
  );
}
