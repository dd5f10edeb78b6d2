import { remembered } from './remembered.ts';

/** `H55.200-260123-0001`: agency, day, running number (QĐ 20/2020/QĐ-TTg, TT 01/2018/TT-VPCP Điều 19). */
const FORM = /^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}-\d{3,6}$/;

export const looksLikeDossierCode = (text: string): boolean =>
  FORM.test(text) || FORM.test(dossierCode(text));

/** A dossier's code as its identity. Codes of an unknown form are kept as text. */
export const dossierCode = (text: string): string =>
  FORM.test(text) ? text : text.normalize('NFC').replaceAll(/\s+/gu, '').toUpperCase();

/** `1.001193.000.00.00.H55` → `1.001193`: the national procedure, without the local ending. */
export const procedureCode = remembered((text): string | null => {
  const code = text.replaceAll(/\s+/gu, '');
  return /^\d\.\d{6}/.exec(code)?.[0] ?? (code || null);
});
