import type * as z from 'zod/mini';
import { listProvinces } from '#contract/agencies.ts';
import { listQuestionnaires } from '#contract/campaigns.ts';
import { createLoaded } from '../../ui/loaded.ts';
import type { Ask } from '../page/session.ts';

/** What the form offers to choose from. */
export interface Lists {
  readonly provinces: z.output<typeof listProvinces.reply>['provinces'];
  readonly questionnaires: z.output<typeof listQuestionnaires.reply>['questionnaires'];
}

export const createLists = (ask: Ask) =>
  createLoaded<Lists>(async () => {
    const [{ provinces }, { questionnaires }] = await Promise.all([
      ask(listProvinces, {}),
      ask(listQuestionnaires, {}),
    ]);
    return { provinces, questionnaires };
  });
