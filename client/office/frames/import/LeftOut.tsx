import type { ListFile } from '#contract/list-import.ts';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { wholeNumber } from '../../../ui/words.ts';

/** Tabs of a workbook that are no part of the list, each with its rows and why. */
export function LeftOut({ file }: { readonly file: ListFile }) {
  const filled = file.leftSheets.filter(({ rows }) => rows !== 0);
  if (filled.length === 0) return null;
  return (
    <Notice kind="info" title={t('import.left_sheets', { n: filled.length })}>
      <ul>
        {filled.map(({ name, rows, state }) => (
          <li key={name}>
            {t('import.left_sheet', {
              name,
              n: wholeNumber(rows ?? 0),
              why: t(`sheet_state.${state}`, { roles: '' }),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Totals, notes and signatures below the dossiers, names of groups between them: how many, and the first. */
export function LeftLines({ file: { leftLines } }: { readonly file: ListFile }) {
  if (!leftLines) return null;
  const { between, below, sheetName, line, text } = leftLines;
  const place = sheetName ? t('import.left_place', { sheet: sheetName, line }) : String(line);
  return (
    <p class="hint">
      {t('import.left_lines', { below: wholeNumber(below), between: wholeNumber(between) })}{' '}
      {t('import.left_first', { place, text: text ?? '' })}
    </p>
  );
}
