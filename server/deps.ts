import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import type { Secrets } from './secrets.ts';

/** All that a feature may ask for. Time comes from here, so that a test can hold it still. */
export interface Deps {
  readonly db: Db;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly now: () => Date;
  /** Asked before what is due is erased; always yes where it is absent (`retention/clock-leap.ts`). */
  readonly isClockTrusted?: () => boolean;
}
