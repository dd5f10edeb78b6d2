import type { ComponentChildren } from 'preact';
import { seesCountsOnly } from '#contract/endpoint.ts';
import type { FrameSummary } from '#contract/frames.ts';
import { t } from '../../../i18n.ts';
import { ButtonLink } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { PageContext } from '../../page/page-context.ts';
import { RowCountBar } from '../../page/RowCountBar.tsx';
import { Persons } from '../persons/Persons.tsx';
import { ExcludedRows } from './ExcludedRows.tsx';
import { ListCounts } from './ListCounts.tsx';
import { ListFiles } from './ListFiles.tsx';

export function AgencyListContent(props: {
  readonly counts: FrameSummary;
  readonly context: PageContext;
  readonly agencyCode: string;
  /** A new file comes before what is there, or beside the files that were handed in. */
  readonly isHandInFirst: boolean;
  /** The list has changed: who is in it, or who is one person. */
  readonly onChange: () => void;
  readonly children: ComponentChildren;
}) {
  const { counts, context, agencyCode, isHandInFirst, children } = props;
  const files = (
    <ListFiles
      files={counts.files}
      hrefOf={(id) => context.linkTo('columns', { agencyCode: agencyCode, fileId: id })}
    />
  );
  if (counts.rows === 0)
    return (
      <>
        {counts.files.length === 0 && <p>{t(children ? 'agency.empty' : 'agency.empty_watch')}</p>}
        {children}
        {files}
      </>
    );
  return (
    <>
      {isHandInFirst && children}
      <RowCountBar counts={counts} />
      {agencyCode === 'province' && counts.inError > 0 && (
        <div class="buttons">
          <ButtonLink
            {...(!isHandInFirst && { kind: 'primary' as const })}
            href={context.linkTo('corrections', { agencyCode })}
          >
            {t('agency.correct', { n: wholeNumber(counts.inError) })}
          </ButtonLink>
        </div>
      )}
      <ListCounts summary={counts} />
      {files}
      {!isHandInFirst && children}
      {seesCountsOnly(context.staff.role) ? (
        <Notice kind="info" title={t('app.not_for_observer')} />
      ) : (
        <>
          <ExcludedRows context={context} agencyCode={agencyCode} counts={counts.exclusions} />
          <Persons context={context} agencyCode={agencyCode} onChange={props.onChange} />
        </>
      )}
    </>
  );
}
