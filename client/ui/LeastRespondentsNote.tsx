import type { Results } from '#contract/results.ts';
import { t } from '../i18n.ts';
import { Notice } from './Notice.tsx';

/** Where nearly everybody answered: the province's numbers of respondents are lower bounds. */
export const LeastRespondentsNote = ({ method }: Pick<Results, 'method'>) =>
  method.respondentsAtLeast ? (
    <Notice kind="info" title={t('near_full.title')}>
      <p>{t('near_full.why', { k: method.disclosureThreshold })}</p>
    </Notice>
  ) : null;
