import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Table } from '../../../ui/Table.tsx';
import type { ColumnCheckModel } from './column-check.ts';

/** Letters of a list in a font from before Unicode, beside how they are read: a person says if it is right. */
export function LegacyFont({ model }: { readonly model: ColumnCheckModel }) {
  const font = model.preview.value.value?.legacyFont;
  if (!font) return null;
  const pairs = font.before.map((before, index) => ({
    index,
    before,
    after: font.after[index] ?? '',
  }));
  return (
    <Notice
      kind="attention"
      title={t(font.name.startsWith('utf-8') ? 'import.twice_encoded' : 'import.font', {
        name: t(`old_font.${font.name}`),
      })}
    >
      <Table
        caption={t('import.font_caption')}
        rows={pairs}
        keyOf={({ index }) => String(index)}
        columns={[
          { key: 'before', heading: t('import.font_before'), cell: ({ before }) => before },
          { key: 'after', heading: t('import.font_after'), cell: ({ after }) => after },
        ]}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={model.isFontRight.value}
          onChange={(event) => {
            model.isFontRight.value = event.currentTarget.checked;
          }}
        />{' '}
        {t('import.font_right')}
      </label>
    </Notice>
  );
}
