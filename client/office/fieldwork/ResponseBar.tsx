import type { AgencyProgress } from '#contract/fieldwork.ts';
import { t } from '../../i18n.ts';
import { PartsBar, PartsKey } from '../../ui/PartsBar.tsx';
import { wholeNumber } from '../../ui/words.ts';
import { partsOf } from './fieldwork.ts';

export function ResponseBar(props: {
  readonly agency: AgencyProgress;
  readonly withKey?: boolean;
}) {
  const parts = partsOf(props.agency, (key) => t(`fieldwork.${key}`));
  const sentence = parts.map((part) => `${part.label}: ${wholeNumber(part.count)}`).join('; ');
  return (
    <>
      <PartsBar parts={parts} sentence={sentence} />
      {props.withKey && <PartsKey parts={parts} />}
    </>
  );
}
