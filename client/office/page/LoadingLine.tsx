import { t } from '../../i18n.ts';

export function LoadingLine() {
  return (
    <p role="status" class="loading">
      {t('app.loading')}
    </p>
  );
}
