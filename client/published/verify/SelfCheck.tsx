import { useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { Checking } from './checking.ts';
import { checkInWorker, createChecking } from './checking.ts';
import { FindMyself } from './FindMyself.tsx';
import { DRAW_FILES, fileNameOf } from './files.ts';
import type { Finding } from './self-check.ts';

/** Anyone repeats the draw in the browser, from files of their own or from the published ones. */
export function SelfCheck({ campaignId }: { readonly campaignId?: string }) {
  const checking = useMemo(() => createChecking(checkInWorker), []);
  const isBusy = checking.isBusy.value;
  return (
    <section class="self-check" aria-labelledby="self-check">
      <h2 id="self-check">{t('self.title')}</h2>
      <p>{t('self.here')}</p>
      {campaignId && (
        <div class="buttons">
          <Button
            kind="primary"
            isBusy={isBusy}
            busyLabel={t('self.busy')}
            onPress={() => checking.download(campaignId)}
          >
            {t('self.published')}
          </Button>
        </div>
      )}
      <OwnFiles checking={checking} />
      <div role="status">{isBusy && <p>{t('self.busy')}</p>}</div>
      {checking.hasFailed.value && <Notice kind="error" title={t('self.failed')} />}
      {checking.finding.value && <Found finding={checking.finding.value} />}
      <FindMyself checking={checking} />
    </section>
  );
}

function OwnFiles({ checking }: { readonly checking: Checking }) {
  const texts = checking.texts.value;
  return (
    <div class="drop">
      <label for="draw-files">{t('self.own')}</label>
      <p class="hint">{t('self.own_hint')}</p>
      <input
        id="draw-files"
        type="file"
        multiple
        accept=".txt,.tsv,text/plain"
        onChange={(event) => checking.take([...(event.currentTarget.files ?? [])])}
      />
      <ul class="files">
        {DRAW_FILES.map((file) => (
          <li key={file}>
            {fileNameOf(file)}: {t(texts[file] === undefined ? 'self.missing' : 'self.there')}
          </li>
        ))}
      </ul>
      {checking.unknown.value.map((name) => (
        <p key={name}>{t('self.unknown', { name })}</p>
      ))}
    </div>
  );
}

function Found({ finding }: { readonly finding: Finding }) {
  if (finding.kind === 'same') {
    return (
      <Notice kind="success" title={t('self.same')}>
        <p>{t('self.same_text', { n: wholeNumber(finding.lines) })}</p>
        {finding.resaved.length > 0 && (
          <p>{t('self.resaved', { files: finding.resaved.join(', ') })}</p>
        )}
      </Notice>
    );
  }
  return (
    <Notice kind="error" title={t('self.different')}>
      <p>
        {finding.kind === 'different'
          ? t('self.different_text', {
              n: wholeNumber(finding.differences),
              stratum: finding.stratum,
            })
          : t(`self.refused.${finding.reason}`, { stratum: finding.stratum })}
      </p>
      <p>{t('self.tell')}</p>
    </Notice>
  );
}
