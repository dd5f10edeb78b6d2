import type { Generated, GeneratedAlways } from 'kysely';
import type { Role } from '#contract/endpoint.ts';
import type { Count, Json, Moment } from './column-types.ts';

/** Who may do what, and what they did. */
export interface AccountsTables {
  province: { code: string; name: string; kind: 'province' | 'city' };
  agency: AgencyTable;
  staff: StaffTable;
  session: {
    tokenHash: string;
    staffId: string;
    startedAt: Moment;
    lastSeenAt: Moment;
    expiresAt: Moment;
    /** Begun with a password where the post requires a second factor that is not set up. */
    isFactorDue: Generated<boolean>;
    /** Begun with a second factor or a passkey. */
    hasShownFactor: Generated<boolean>;
  };
  secondFactor: {
    staffId: string;
    secret: Buffer;
    madeAt: Moment;
    confirmedAt: Moment | null;
    lastStep: number;
  };
  passkey: {
    id: string;
    staffId: string;
    credentialId: string;
    publicKey: Buffer;
    signCount: number;
    /** How its device is reached, as the browser names it, separated by commas. */
    transports: string;
    name: string;
    madeAt: Moment;
    lastUsedAt: Moment | null;
  };
  spentChallenge: { challengeHash: string; expiresAt: Moment };
  recoveryCode: { staffId: string; codeHash: string; usedAt: Moment | null };
  secondFactorRule: { post: string; requiredBy: string | null; requiredAt: Moment };
  passwordLink: {
    tokenHash: string;
    staffId: string;
    createdAt: Moment;
    expiresAt: Moment;
    usedAt: Moment | null;
    linkId: string;
  };
  accountLink: {
    id: string;
    staffId: string;
    isRenewal: boolean;
    madeAt: Moment;
    /** Null: the server's owner, on its machine. */
    madeBy: string | null;
    usedAt: Moment | null;
  };
  linkMessage: {
    linkId: string;
    way: 'message' | 'email';
    state: 'waiting' | 'sent' | 'failed' | 'unclear';
    changedAt: Moment;
  };
  oidcIdentity: {
    staffId: string;
    issuer: string;
    subject: string;
    linkId: string | null;
    /** Null: found by a verified e-mail address. */
    setBy: string | null;
    setAt: Moment;
    firstUsedAt: Moment | null;
  };
  accountLinkSeen: { linkId: string; staffId: string; seenAt: Moment };
  sharedCount: { key: string; count: number; freeAt: Moment | null; expiresAt: Moment };
  signInAttempt: { key: string; tries: number; pausedUntil: Moment | null; lastAt: Moment };
  activity: {
    id: GeneratedAlways<number>;
    at: Moment;
    staffId: string | null;
    act: string;
    campaignId: string | null;
    details: Json<Record<string, string | number | boolean | null>>;
    isRead: Generated<boolean>;
    /** How often within the hour, and when last; only what is read is counted up. */
    times: Count;
    lastAt: Moment | null;
    foldKey: string | null;
  };
  dailyHead: { day: string; acts: number; position: number; sha256: string; storedAt: Moment };
  journalLink: { position: number; activityId: number; sha256: string; sealedAt: Moment };
  keyMark: { onlyRow: Generated<boolean>; mark: string };
}

interface AgencyTable {
  code: string;
  name: string;
  kind: 'commune' | 'ward' | 'special_zone' | 'department';
  provinceCode: string;
  /** How its counter is called, in every round; null: as the round says. */
  officeName: Generated<string | null>;
}

interface StaffTable {
  id: string;
  username: string;
  fullName: string;
  role: Role;
  agencyCode: string | null;
  /** At the head of its role: approves at Home Affairs, signs for an agency. */
  isLead: Generated<boolean>;
  telephone: Generated<string | null>;
  email: Generated<string | null>;
  passwordHash: string | null;
  isDisabled: Generated<boolean>;
  /** Null: nobody has signed in yet. */
  lastUsedAt: Generated<Date | null>;
  createdAt: Moment;
  /** When another person took the account over, and the row of that person. */
  handedOverAt: Generated<Date | null>;
  handedOverTo: Generated<string | null>;
}
