import { t } from '../../i18n.ts';
import { DIGITS } from './dice.ts';

/** Twenty places in groups of five, readable from ten metres. */
export function Digits({ digits }: { readonly digits: string }) {
  const places = digits.padEnd(DIGITS, '·').match(/.{5}/g) ?? [];
  const spoken = digits.split('').join(' ');
  return (
    <p class="wall-digits" role="img" aria-label={t('draw.digits_so_far', { digits: spoken })}>
      {places.map((group, position) => (
        <span key={position} aria-hidden="true">
          {group}
        </span>
      ))}
    </p>
  );
}
