import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import type { ColumnCheckModel } from './column-check.ts';
import { columnLetter } from './column-check.ts';

/** The top of the sheet as it is; another row can be named as the one with the headings. */
export function HeadingRows({ model }: { readonly model: ColumnCheckModel }) {
  const preview = model.preview.value.value;
  if (!preview) return null;
  const width = Math.max(...preview.rows.map((row) => row.length), 1);
  const isHeading = (row: number) => preview.headingRows.includes(row);
  return (
    <details class="panel" open={preview.headingRows.length === 0}>
      <summary>
        {preview.headingRows.length > 0
          ? t('import.heading_rows', { rows: preview.headingRows.join(', ') })
          : t(preview.lacksHeadings ? 'import.heading_none_title' : 'import.heading_unknown')}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide sheet must scroll by keyboard too */}
      <section class="scrolls" tabIndex={0} aria-label={t('import.sheet')}>
        <table class="sheet">
          <caption class="visually-hidden">{t('import.sheet')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              {Array.from({ length: width }, (_, index) => (
                <th scope="col" key={columnLetter(index)}>
                  {columnLetter(index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, position) => (
              <tr key={position} data-heading={isHeading(position + 1) || undefined}>
                <th scope="row">
                  {position + 1}{' '}
                  {isHeading(position + 1) ? (
                    t('import.is_heading')
                  ) : (
                    <Button kind="plain" onPress={() => model.headingsAt(position + 1)}>
                      {t('import.make_heading')}
                    </Button>
                  )}
                </th>
                {row.map((value, index) => (
                  <td key={index}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
