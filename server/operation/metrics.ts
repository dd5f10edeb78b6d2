import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { poolStatistics } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OperatingFigures } from './figures.ts';
import { operatingFigures } from './figures.ts';

/** Seconds. p50 to p99 of the load bench are between the first and the fifth. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  readonly contentType: string;
  observeRequests(app: FastifyInstance): void;
  /** As Prometheus reads them. */
  text(): Promise<string>;
}

/**
 * Prometheus metrics. A request is counted by its route's template, never by its address, which may be a
 * person's link. Nothing is labelled by agency, so an operator cannot watch whose people answer.
 */
export function createMetrics(deps: Deps): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addPool(registry, deps);
  const readFigures = figureGauges(registry, deps);
  const duration = new Histogram({
    name: 'sipas_http_request_duration_seconds',
    help: 'Requests by method, template of the route and status code',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    observeRequests(app) {
      app.addHook('onResponse', async (request, reply) => {
        const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
        const labels = { method: request.method, route, status: reply.statusCode };
        duration.observe(labels, reply.elapsedTime / 1000);
      });
    },
    async text() {
      await readFigures();
      return registry.metrics();
    },
  };
}

function addPool(registry: Registry, { db }: Deps): void {
  new Gauge({
    name: 'sipas_database_connections',
    help: 'Connections of this process to the database, and queries that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(poolStatistics(db))) this.set({ state }, count);
    },
  });
}

type SingleFigure = Exclude<keyof OperatingFigures, 'messages'>;
const FIGURES: Readonly<Record<SingleFigure, readonly [name: string, help: string]>> = {
  responses: ['sipas_responses_received', 'Receipts of all rounds'],
  ballots: ['sipas_ballots_sealed', 'Ballots that wait for their count'],
  drafts: ['sipas_drafts', 'Copies of unfinished answers'],
  imports: ['sipas_imports_pending', 'Lists that wait or are being read'],
  importsFailed: ['sipas_imports_failed', 'Lists that could not be read'],
  journalUnsealedSeconds: [
    'sipas_journal_unsealed_seconds',
    'Age of the oldest act outside the chain of the journal',
  ],
  freeBytes: ['sipas_disk_free_bytes', 'Free space under DATA_DIR'],
  backupSeconds: ['sipas_backup_age_seconds', 'Age of the newest verified backup in BACKUP_DIR'],
};

/** One reading of the database sets them all; where it fails they have no value. */
function figureGauges(registry: Registry, deps: Deps): () => Promise<void> {
  const registers = [registry];
  const gauges = Object.entries(FIGURES).map(([figure, [name, help]]) => ({
    figure: figure as SingleFigure,
    gauge: new Gauge({ name, help, registers }),
  }));
  const help = 'Messages of the outbox by state';
  const messages = new Gauge({ name: 'sipas_messages', help, labelNames: ['state'], registers });
  return async () => {
    const figures = await operatingFigures(deps).catch(() => undefined);
    for (const { figure, gauge } of gauges) {
      const value = figures?.[figure];
      gauge.set(value ?? Number.NaN);
    }
    messages.reset();
    for (const [state, count] of Object.entries(figures?.messages ?? {}))
      messages.set({ state }, count);
  };
}
