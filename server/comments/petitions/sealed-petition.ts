import * as z from 'zod/mini';
import { PetitionContact } from '#contract/petitions.ts';
import { openText, sealText } from '../../db/sealed-text.ts';

const Content = z.object({ text: z.string(), contact: z.nullable(PetitionContact) });
export type PetitionContent = z.output<typeof Content>;

export const sealPetition = (key: Buffer, content: PetitionContent): Buffer =>
  sealText(key, JSON.stringify(content));

export const openPetition = (key: Buffer, sealed: Uint8Array): PetitionContent =>
  Content.parse(JSON.parse(openText(key, sealed)));
