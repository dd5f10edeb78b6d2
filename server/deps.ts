import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import type { Secrets } from './secrets.ts';

/** All that a feature may ask for. Time and chance come from here, so that a test can hold them still. */
export interface Deps {
  readonly db: Db;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly now: () => Date;
}
