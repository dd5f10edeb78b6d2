import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const MARK = '/* planned once */';
/** Ends a statement that every phone's request repeats; its text must be the same each time. */
export const plannedOnce = sql.raw(MARK);

const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
  }
  return name;
}

/**
 * A connection that has marked statements parsed and planned the first time only. Planning was more than
 * half of what PostgreSQL did for a submission: 0.6 ms of it without, 0.2 ms with this.
 */
export class PlanningClient extends pg.Client {
  override query = ((text: unknown, values?: unknown, callback?: unknown) => {
    const asked =
      typeof text === 'string' && text.endsWith(MARK) ? { name: nameOf(text), text } : text;
    return super.query(asked as string, values as unknown[], callback as () => void);
  }) as pg.Client['query'];
}
