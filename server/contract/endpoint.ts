import type * as z from 'zod/mini';

export const ROLES = ['home_affairs', 'agency', 'observer', 'entry', 'interviewer'] as const;
/** Who works on the round as a whole; entry clerks and interviewers see their own desk alone. */
export const OFFICE = ['home_affairs', 'agency', 'observer'] as const satisfies readonly Role[];
export type Role = (typeof ROLES)[number];

/** Who may ask. `staff` is anyone who has signed in; a list names the roles. */
export type Access = 'public' | 'staff' | readonly Role[];

/**
 * One endpoint is one value: the server serves it, the client calls it, OpenAPI describes it.
 * A path with `:agencyCode` is open to the staff of that agency only; `serve` refuses everyone else's.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/${string}`;
  /** Required, so that it cannot be forgotten. */
  readonly access: Access;
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
