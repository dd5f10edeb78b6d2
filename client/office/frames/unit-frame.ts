import { getFrameSummary, uploadList } from '#contract/frames.ts';
import { createAct } from '../act.ts';
import { createReading } from '../reading.ts';
import type { Ask } from '../session.ts';

export type UnitFrameModel = ReturnType<typeof createUnitFrame>;

/** One unit's list, or with `province` the file that covers all units. */
export function createUnitFrame(ask: Ask, campaignId: string, unitCode: string) {
  const params = { campaignId, unitCode };
  const summary = createReading(() => ask(getFrameSummary, { params }));
  return {
    summary,
    load: summary.load,
    upload: createAct((file: File) =>
      ask(uploadList, { params, query: { fileName: file.name.slice(-200) } }, file),
    ),
  };
}
