/** What strangers do, all at once. */
export interface SiegeOrder {
  readonly port: number;
  readonly connections: number;
  readonly isIdle: boolean;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly encoding: string;
  /** 19: whatever the server and citizens leave of the cores. */
  readonly niceness: number;
}

export interface SiegeTally {
  readonly replies: number;
  readonly bytes: number;
  readonly cut: number;
  readonly statuses: Readonly<Record<string, number>>;
}
