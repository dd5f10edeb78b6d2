import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { BatchRow } from '#contract/staff-batch.ts';
import { downloadStaffTemplate } from '#contract/staff-batch.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Table } from '../../ui/Table.tsx';
import { Upload } from '../../ui/Upload.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { Ask } from '../page/session.ts';
import type { BatchModel, MadeAccount } from './batch.ts';
import { createBatch } from './batch.ts';
import { LinkMessages } from './LinkMessages.tsx';
import type { LinkMessagesModel } from './link-messages.ts';
import { createLinkMessages } from './link-messages.ts';

/** Accounts for a whole province from one workbook, and their links as a sheet to cut up. */
export function Batch(props: { readonly ask: Ask; readonly onMade: () => Promise<unknown> }) {
  const { ask, onMade } = props;
  const model = useMemo(() => createBatch(ask, onMade), [ask, onMade]);
  const links = useMemo(() => createLinkMessages(ask), [ask]);
  if (model.made.value.length > 0) return <Links made={model.made.value} links={links} />;
  return (
    <details>
      <summary>{t('batch.title')}</summary>
      <p>
        {t('batch.how')}{' '}
        <a href={downloadStaffTemplate.path} download>
          {t('batch.template')}
        </a>
      </p>
      <RefusalNotice failure={model.read.failure.value ?? model.make.failure.value} />
      <Upload
        label={t('batch.file')}
        hint={t('batch.file_hint')}
        accept=".xlsx"
        isBusy={model.read.isBusy.value}
        isSecondary
        onFile={(file) => model.read.run(file)}
      />
      {model.rows.value.length > 0 && <Preview model={model} />}
    </details>
  );
}

function Preview({ model }: { readonly model: BatchModel }) {
  const rows = model.rows.value;
  const n = wholeNumber(rows.length);
  const wrong = model.wrong.value;
  return (
    <>
      {wrong > 0 && (
        <Notice kind="error" title={t('batch.wrong', { n: wholeNumber(wrong), all: n })}>
          <p>{t('batch.wrong_next')}</p>
        </Notice>
      )}
      <Table
        caption={t('batch.caption', { n })}
        rows={[...rows].sort((a, b) => b.faults.length - a.faults.length)}
        keyOf={(row) => String(row.line)}
        columns={COLUMNS()}
      />
      {wrong === 0 && (
        <div class="buttons">
          <ConfirmedAct
            act={model.make}
            label={t('batch.make', { n })}
            title={t('batch.make_confirm', { n })}
            busy={t('app.busy')}
            isSecondary
            run={() => model.make.run()}
          >
            <p>{t('batch.make_consequence')}</p>
          </ConfirmedAct>
        </div>
      )}
    </>
  );
}

const COLUMNS = () => [
  { key: 'line', heading: t('batch.line'), cell: (row: BatchRow) => row.line },
  { key: 'name', heading: t('accounts.name'), cell: (row: BatchRow) => row.fullName },
  { key: 'username', heading: t('accounts.username'), cell: (row: BatchRow) => row.username },
  {
    key: 'post',
    heading: t('accounts.role'),
    cell: (row: BatchRow) =>
      [row.post && t(`role.${row.post}`), row.agencyName].filter(Boolean).join(' · '),
  },
  {
    key: 'faults',
    heading: t('batch.faults'),
    cell: (row: BatchRow) => row.faults.map((fault) => t(`batch.fault_${fault}`)).join(' '),
  },
];

/** Shown once. One piece of paper for each person, under whose name nobody else's link is seen. */
function Links(props: {
  readonly made: readonly MadeAccount[];
  readonly links: LinkMessagesModel;
}) {
  const { made, links } = props;
  const n = wholeNumber(made.length);
  if (links.result.value) return <LinkMessages model={links} />;
  return (
    <>
      <LinkMessages model={links} />
      <Slips made={made}>
        <Button onPress={() => saveFile('duong-dan.csv', linksAsCsv(made))}>
          {t('link_messages.download')}
        </Button>
        {links.canSend() && (
          <ConfirmedAct
            act={links.send}
            label={t('link_messages.send')}
            title={t('link_messages.send_confirm', { n })}
            busy={t('app.busy')}
            isSecondary
            run={() => links.send.run(made.map(({ staffId }) => staffId))}
          >
            <p>{t('link_messages.send_consequence')}</p>
          </ConfirmedAct>
        )}
      </Slips>
    </>
  );
}

/** For a mail merge; with a mark that lets Excel read Vietnamese. */
const linksAsCsv = (made: readonly MadeAccount[]): string =>
  `\uFEFF${[
    [t('accounts.name'), t('accounts.username'), t('batch.agency'), t('batch.link')],
    ...made.map(({ fullName, username, agencyName, link }) => [
      fullName,
      username,
      agencyName ?? '',
      link,
    ]),
  ]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n')}\r\n`;

/** A name that begins like a formula is text for a spreadsheet. */
const csvCell = (text: string): string =>
  `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function Slips(props: {
  readonly made: readonly MadeAccount[];
  readonly children: ComponentChildren;
}) {
  const { made } = props;
  return (
    <Notice kind="success" title={t('batch.made', { n: wholeNumber(made.length) })}>
      <p>{t('batch.made_next')}</p>
      <div class="buttons">
        <Button onPress={() => print()}>{t('batch.print')}</Button>
        {props.children}
      </div>
      {made.map(({ username, fullName, post, agencyName, link, expiresAt }) => (
        <section key={username} class="link-slip">
          <p>
            <strong>{fullName}</strong>{' '}
            {[post && t(`role.${post}`), agencyName].filter(Boolean).join(' · ')}
          </p>
          <p>{t('batch.slip', { username, until: moment(expiresAt) })}</p>
          <p>
            <code class="secret">{link}</code>
          </p>
        </section>
      ))}
    </Notice>
  );
}
