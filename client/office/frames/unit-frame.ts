import { getAcceptance } from '#contract/acceptance.ts';
import { getFrameSummary, uploadList } from '#contract/frames.ts';
import { createAct } from '../act.ts';
import { createReading } from '../reading.ts';
import type { Ask } from '../session.ts';

export type UnitFrameModel = ReturnType<typeof createUnitFrame>;

/** One unit's list, or with `province` the file that covers all units. */
export function createUnitFrame(ask: Ask, campaignId: string, unitCode: string) {
  const params = { campaignId, unitCode };
  const summary = createReading(() => ask(getFrameSummary, { params }));
  const isUnit = unitCode !== 'province';
  const acceptance = createReading(async () =>
    isUnit ? await ask(getAcceptance, { params }) : null,
  );
  return {
    summary,
    acceptance,
    load: () => Promise.all([summary.load(), acceptance.load()]),
    upload: createAct((file: File) =>
      ask(uploadList, { params, query: { fileName: file.name.slice(-200) } }, file),
    ),
  };
}
