// What the platform is measured beside: a Fastify handler that does one INSERT of a ballot's size.
import { randomBytes } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { BALLOT_BYTES } from '../../../server/responses/sealed-ballot.ts';

/** Nonce and tag precede a ballot. */
const BYTES = BALLOT_BYTES + 28;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('create table bare (id uuid primary key, sealed bytea not null)');
const app = fastify();
app.put('/bare/:id', async (request) => {
  const { id } = request.params as { id: string };
  await pool.query('insert into bare (id, sealed) values ($1, $2)', [id, randomBytes(BYTES)]);
  return { id };
});
app.get('/api/health', async () => ({ status: 'ready' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
