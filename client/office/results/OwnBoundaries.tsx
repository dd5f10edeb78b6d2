import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { BoundaryReport } from '#contract/boundaries.ts';
import { bringBoundaries, listBoundaries, withdrawBoundaries } from '#contract/boundaries.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, TextField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import { sendFile } from '../page/send-file.ts';

type Sets = ReplyOf<typeof listBoundaries>['sets'];

/** The province's own boundaries: brought with their source, looked at, and used by the next publication. */
export function OwnBoundaries({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const source = useSignal('');
  const model = useMemo(() => {
    const params = { campaignId: campaign.id };
    return {
      list: createLoaded(() => ask(listBoundaries, { params })),
      bring: createAct((file: File) =>
        sendFile(bringBoundaries, { params, query: { source: source.value } }, file, () => {}),
      ),
      withdraw: createAct((boundaryId: string) =>
        ask(withdrawBoundaries, { params: { ...params, boundaryId }, body: {} }),
      ),
    };
  }, [ask, campaign.id]);
  useEffect(() => {
    model.list.load();
  }, [model]);
  const then = async (done: Promise<unknown>) => {
    if (await done) model.list.load();
  };
  const isSourced = source.value.trim() !== '';
  return (
    <details class="panel">
      <summary>{t('boundaries.title')}</summary>
      <p>{t('boundaries.how')}</p>
      <WhenLoaded state={model.list}>
        {({ sets, drawing }) => (
          <>
            {sets.length === 0 && <p>{t('boundaries.none')}</p>}
            <Kept
              sets={sets}
              isBusy={model.withdraw.isBusy.value}
              onWithdraw={(boundaryId) => then(model.withdraw.run(boundaryId))}
            />
            {drawing && (
              // The server's own markup: every text in it is escaped by markup().
              <div class="picture-frame" dangerouslySetInnerHTML={{ __html: drawing }} />
            )}
          </>
        )}
      </WhenLoaded>
      <RefusalNotice failure={model.bring.failure.value ?? model.withdraw.failure.value} />
      <TextField
        label={t('boundaries.source')}
        hint={t('boundaries.source_hint')}
        value={source.value}
        onInput={into(source)}
      />
      {isSourced ? (
        <Upload
          label={t('boundaries.file')}
          hint={t('boundaries.file_hint')}
          accept=".geojson,.json"
          isBusy={model.bring.isBusy.value}
          isSecondary
          onFile={(file) => then(model.bring.run(file))}
        />
      ) : (
        <p>{t('boundaries.source_missing')}</p>
      )}
    </details>
  );
}

function Kept(props: {
  readonly sets: Sets;
  readonly isBusy: boolean;
  readonly onWithdraw: (boundaryId: string) => void;
}) {
  const used = props.sets.find(({ withdrawnAt }) => withdrawnAt === null);
  return props.sets.map(({ boundaryId, source, report, withdrawnAt }) => (
    <section key={boundaryId}>
      <p>
        <strong>{source}</strong> ·{' '}
        {t(
          `boundaries.${withdrawnAt ? 'withdrawn' : boundaryId === used?.boundaryId ? 'used' : 'older'}`,
        )}
      </p>
      <Report report={report} />
      {!withdrawnAt && (
        <div class="buttons">
          <Button kind="plain" isBusy={props.isBusy} onPress={() => props.onWithdraw(boundaryId)}>
            {t('boundaries.withdraw')}
          </Button>
        </div>
      )}
    </section>
  ));
}

function Report({ report }: { readonly report: BoundaryReport }) {
  const { byCode, byName, unmatched, missing } = report;
  const counts = {
    byCode,
    byName,
    matched: byCode + byName,
    kept: report.kept,
    given: report.given,
  };
  const written = Object.entries(counts).map(([key, n]) => [key, wholeNumber(n)]);
  return (
    <>
      <p>{t('boundaries.facts', Object.fromEntries(written))}</p>
      <Names words="boundaries.unmatched" names={unmatched} />
      <Names
        words="boundaries.missing"
        names={missing.map(({ code, name }) => `${name} (${code})`)}
      />
    </>
  );
}

const Names = ({ words, names }: { readonly words: string; readonly names: readonly string[] }) =>
  names.length > 0 && (
    <p>
      {t(words, { n: wholeNumber(names.length) })} {names.join('; ')}
    </p>
  );
