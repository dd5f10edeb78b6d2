import { sql } from 'kysely';

/** A message that its server refused, or that came back after it was taken. */
export const IS_LOST = sql<boolean>`(contact_message.state = 'undelivered'
  or contact_message.state = 'failed' and contact_message.problem = 'refused')`;
