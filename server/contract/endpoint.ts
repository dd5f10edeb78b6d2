import type * as z from 'zod/mini';

export const ROLES = [
  'home_affairs',
  'agency',
  'agency_office',
  'observer',
  'commune_observer',
  'entry',
  'interviewer',
  'data_protection',
  'auditor',
  'technician',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that see one agency and no other. */
export const ROLES_OF_ONE_AGENCY = [
  'agency',
  'agency_office',
  'commune_observer',
] as const satisfies readonly Role[];
/** Roles that may belong to an agency; a clerk or an interviewer carries no answer about theirs. */
export const ROLES_WITH_AGENCY = [
  ...ROLES_OF_ONE_AGENCY,
  'entry',
  'interviewer',
] as const satisfies readonly Role[];
/** Who follows the round, each as far as their agency goes; clerks and interviewers see their own desk alone. */
export const OFFICE = [
  'home_affairs',
  'agency',
  'agency_office',
  'observer',
  'commune_observer',
  'auditor',
] as const satisfies readonly Role[];
/** Who follows the whole province's round. */
export const WITNESSES = ['home_affairs', 'observer', 'auditor'] as const satisfies readonly Role[];
/** Who reads an agency's list in counts, or with its people. */
export const LIST_READERS = [
  'home_affairs',
  'agency',
  'observer',
  'commune_observer',
  'auditor',
] as const satisfies readonly Role[];

/** Counts, and no person's name. */
export const seesCountsOnly = (role: Role): boolean =>
  role === 'observer' || role === 'commune_observer' || role === 'auditor';
export const isOfOneAgency = (role: Role): boolean =>
  ROLES_OF_ONE_AGENCY.some((bound) => bound === role);

/** Who asks: the role, and whether at its head (Home Affairs' approver confirms, an agency's leader signs). */
export interface Post {
  readonly role: Role;
  readonly isLead: boolean;
}

/** Every post there is, by its name in words and tables. */
export const POSTS = {
  home_affairs: { role: 'home_affairs', isLead: false },
  approver: { role: 'home_affairs', isLead: true },
  agency: { role: 'agency', isLead: false },
  leader: { role: 'agency', isLead: true },
  agency_office: { role: 'agency_office', isLead: false },
  interviewer: { role: 'interviewer', isLead: false },
  entry: { role: 'entry', isLead: false },
  observer: { role: 'observer', isLead: false },
  commune_observer: { role: 'commune_observer', isLead: false },
  data_protection: { role: 'data_protection', isLead: false },
  auditor: { role: 'auditor', isLead: false },
  technician: { role: 'technician', isLead: false },
} as const satisfies Readonly<Record<string, Post>>;
export type PostName = keyof typeof POSTS;
export const POST_NAMES = Object.keys(POSTS) as PostName[];

export const postName = ({ role, isLead }: Post): PostName =>
  POST_NAMES.find((name) => POSTS[name].role === role && POSTS[name].isLead === isLead) ?? role;

/** Who may ask. `staff` is anyone who has signed in; a list names the roles. */
export type Access = 'public' | 'staff' | readonly Role[];

/** The table of rights, one cell of it: `GET /api/…` for a post. */
export function mayAsk({ access, isForLead }: Pick<Endpoint, 'access' | 'isForLead'>, post: Post) {
  if (typeof access === 'string') return true;
  return access.includes(post.role) && (!isForLead || post.isLead);
}

/**
 * One endpoint is one value: the server serves it, the client calls it, OpenAPI describes it.
 * A path with `:agencyCode` is open to the staff of that agency only; `serve` refuses everyone else's.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/${string}`;
  /** Required, so that it cannot be forgotten. */
  readonly access: Access;
  /** Only for the head of these roles. */
  readonly isForLead?: true;
  /** Also for a session whose second factor is still to be set up. */
  readonly isBeforeFactor?: true;
  readonly summary: string;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Bytes of the largest body; where nothing is said 4 kB from the public, a megabyte from staff. */
  readonly bodyLimit?: number;
  /** The request body is a file, streamed as it comes. */
  readonly upload?: true;
  /** A JSON reply; what the schema does not name never leaves the server. */
  readonly reply?: z.ZodMiniType;
  /** A reply that is a file of this content type. */
  readonly file?: string;
}

export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

type Parts = 'params' | 'query' | 'body';
type Declared<E extends Endpoint> = {
  [P in Parts as E[P] extends z.ZodMiniType ? P : never]: E[P];
};

/** What a caller writes. */
export type Sent<E extends Endpoint> = {
  [P in keyof Declared<E>]: Declared<E>[P] extends z.ZodMiniType ? z.input<Declared<E>[P]> : never;
};
/** What the server reads, parsed. */
export type Received<E extends Endpoint> = {
  [P in keyof Declared<E>]: Declared<E>[P] extends z.ZodMiniType ? z.output<Declared<E>[P]> : never;
};
/** What the caller gets, parsed. */
export type Replied<E extends Endpoint> = E['reply'] extends z.ZodMiniType
  ? z.output<E['reply']>
  : undefined;
/** What the server's handler returns. */
export type ReplyOf<E extends Endpoint> = E['reply'] extends z.ZodMiniType
  ? z.input<E['reply']>
  : undefined;
