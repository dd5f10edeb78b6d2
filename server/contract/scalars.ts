import * as z from 'zod/mini';

/** Values that many endpoints share. */
export const Id = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
/** A day of the calendar (`Date` moves 2026-02-31 into March); PostgreSQL knows no year 0. */
export const Day = z.string().check(
  z.regex(/^(?!0000)\d{4}-\d{2}-\d{2}$/),
  z.refine((day) => new Date(day).toJSON()?.slice(0, 10) === day),
);
/** Planned days are in these years, so that days counted from there are days of four digits too. */
export const PlannedDay = Day.check(z.regex(/^2[01]/));
export const Moment = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/));
/** A whole number of the database: `integer` ends at 2³¹ − 1. */
export const Count = z.int().check(z.gte(0), z.lte(2_147_483_647));
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Codes that a draw's files may contain (SIPAS-DRAW/1): a commune's five digits, or an agency's `H55.03`. */
export const AgencyCodeForm = z.string().check(z.regex(/^[A-Za-z0-9.]{2,20}$/));
/** Means all agencies in the place of an agency's code; so no agency may bear it. */
export const WHOLE_PROVINCE = 'province';
export const AgencyCode = AgencyCodeForm.check(
  z.refine((code) => code.toLowerCase() !== WHOLE_PROVINCE),
);

/** Who made a password link; null: the owner of the server, on its machine. */
export const LinkMaker = {
  madeBy: z.nullable(z.string()),
  madeByUsername: z.nullable(z.string()),
};

/** How an account got the password it acts with, where somebody else made the link. */
export const AccountLink = z.object({
  isRenewal: z.boolean(),
  ...LinkMaker,
  madeAt: Moment,
  usedAt: Moment,
  /** Others of the account's own office who have confirmed to know of it. */
  knownTo: z.array(z.object({ name: z.string(), username: z.string() })),
});
export type AccountLink = z.output<typeof AccountLink>;

export const CampaignParams = z.object({ campaignId: Id });
export const CampaignAgencyParams = z.object({ campaignId: Id, agencyCode: AgencyCode });
export const Page = z.object({
  page: z._default(z.pipe(z.string().check(z.regex(/^\d{1,6}$/)), z.transform(Number)), 1),
});
