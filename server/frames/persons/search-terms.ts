import { readIdNumber } from '../../lists/decide/contact.ts';
import { bareHash, idHash, nameHash, phoneHash } from '../../lists/link/identity-keys.ts';
import { dossierCode } from '../../lists/understand/dossier-code.ts';
import { isBare, readName } from '../../lists/understand/names.ts';
import { readPhone } from '../../lists/understand/phone.ts';

/** What somebody may have typed: hashes to look for; null where it cannot be that. */
export interface Search {
  readonly phone: number | null;
  /** Ten digits are a tax code, or a citizen's number without its zeros. */
  readonly ids: readonly number[];
  /** With marks they count; without any, every name that differs in marks only is meant. */
  readonly name: number | null;
  readonly bareName: number | null;
  readonly code: string | null;
}

export function searchTerms(key: Buffer, text: string): Search {
  const phone = readPhone(text);
  const ids = (['citizen', 'organization'] as const).flatMap(
    (kind) => readIdNumber(text, kind) ?? [],
  );
  const name = readName(text);
  return {
    phone: phone ? phoneHash(key, phone) : null,
    ids: ids.map((id) => idHash(key, id)),
    name: name && !isBare(name) ? nameHash(key, name) : null,
    bareName: name ? bareHash(key, name) : null,
    code: dossierCode(text) || null,
  };
}
