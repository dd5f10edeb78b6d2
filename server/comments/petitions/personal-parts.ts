import { suggestedMasks } from '../suggest-masks.ts';
import type { PetitionContent } from './sealed-petition.ts';

/** Kinds that are never mistaken for a common word. */
const CERTAIN = ['phone', 'number', 'dossier', 'address'];

/** What of the petition as written or its contact is still in a text that others are to read. */
export function personalParts(shown: string, { text, contact }: PetitionContent): string[] {
  const written = suggestedMasks(text)
    .filter(({ kind }) => CERTAIN.includes(kind))
    .map(({ from, to }) => text.slice(from, to));
  const left = Object.values(contact ?? {});
  return [...written, ...left].filter((part) => part !== '' && holds(shown, part));
}

/** A number is the same with other spaces and dots in it. */
function holds(shown: string, part: string): boolean {
  const digits = part.replaceAll(/\D/g, '');
  const isNumber = digits.length >= 6 && digits.length >= part.length / 2;
  if (isNumber) return shown.replaceAll(/(?<=\d)[ .-]+(?=\d)/g, '').includes(digits);
  return shown.toLowerCase().includes(part.toLowerCase());
}
