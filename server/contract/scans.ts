import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { CampaignParams } from './scalars.ts';

/** All lengths in millimetres from the top left of the sheet; pages from 0. */
const Length = z.number();
const Place = { x: Length, y: Length };
const OnPage = { page: z.int(), ...Place };

const FormBoxes = z.object({
  pages: z.int(),
  /** `value` null is the box for “no answer”. */
  boxes: z.array(z.object({ ...OnPage, question: z.string(), value: z.nullable(z.int()) })),
  /** Where words may be written. */
  rooms: z.array(z.object({ ...OnPage, width: Length, height: Length })),
});

/** Where everything is on a printed form, so that a scan of it can be read. */
export const PrintedForm = z.object({
  sheet: z.object({ width: Length, height: Length }),
  /** Solid squares in the corners: left and top of each, and their side. */
  marks: z.array(z.object(Place)),
  mark: Length,
  /** Side of a box to tick. */
  box: Length,
  code: z.object({ ...Place, size: Length, modules: z.int() }),
  normal: FormBoxes,
  large: FormBoxes,
  /** Questions that take several answers. */
  multiple: z.array(z.string()),
});
export type PrintedForm = z.output<typeof PrintedForm>;

export const readPrintedForm = endpoint({
  method: 'GET',
  path: '/api/campaigns/:campaignId/paper/printed-form',
  access: ['home_affairs', 'entry'],
  summary: 'Where marks, code and boxes are on a printed form, for the desk that reads scans',
  params: CampaignParams,
  reply: PrintedForm,
});
