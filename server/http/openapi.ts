import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import * as acceptance from '#contract/acceptance.ts';
import * as accountRecords from '#contract/account-records.ts';
import * as actionPlan from '#contract/action-plan.ts';
import * as agencies from '#contract/agencies.ts';
import * as approvals from '#contract/approvals.ts';
import * as board from '#contract/board.ts';
import * as boundaries from '#contract/boundaries.ts';
import * as calls from '#contract/calls.ts';
import * as campaigns from '#contract/campaigns.ts';
import * as changes from '#contract/changes.ts';
import * as commentCoding from '#contract/comment-coding.ts';
import * as comments from '#contract/comments.ts';
import * as completeness from '#contract/completeness.ts';
import * as contact from '#contract/contact.ts';
import * as correctableRows from '#contract/correctable-rows.ts';
import * as corrections from '#contract/corrections.ts';
import * as dataRequests from '#contract/data-requests.ts';
import * as devices from '#contract/devices.ts';
import * as documents from '#contract/documents.ts';
import * as doubts from '#contract/doubts.ts';
import * as drafts from '#contract/drafts.ts';
import * as earlierTables from '#contract/earlier-tables.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { endpoint } from '#contract/endpoint.ts';
import * as erasures from '#contract/erasures.ts';
import * as excludedRows from '#contract/excluded-rows.ts';
import * as fieldwork from '#contract/fieldwork.ts';
import * as frames from '#contract/frames.ts';
import * as frozenFrame from '#contract/frozen-frame.ts';
import * as hamletPlaces from '#contract/hamlet-places.ts';
import * as ineligibility from '#contract/ineligibility.ts';
import * as invitations from '#contract/invitations.ts';
import * as languages from '#contract/languages.ts';
import * as ledger from '#contract/ledger.ts';
import * as listImport from '#contract/list-import.ts';
import * as listPreview from '#contract/list-preview.ts';
import * as modelFigures from '#contract/model-figures.ts';
import * as neighbours from '#contract/neighbours.ts';
import * as oidc from '#contract/oidc.ts';
import * as opening from '#contract/opening.ts';
import * as paper from '#contract/paper.ts';
import * as passkeys from '#contract/passkeys.ts';
import * as persons from '#contract/persons.ts';
import * as personsOfAgencies from '#contract/persons-of-agencies.ts';
import * as petitions from '#contract/petitions.ts';
import { PROBLEMS } from '#contract/problems.ts';
import * as published from '#contract/published.ts';
import * as rearrangements from '#contract/rearrangements.ts';
import * as rechecks from '#contract/rechecks.ts';
import * as registerChecks from '#contract/register-checks.ts';
import * as reissues from '#contract/reissues.ts';
import * as remarks from '#contract/remarks.ts';
import * as replacements from '#contract/replacements.ts';
import * as responseArchive from '#contract/response-archive.ts';
import * as responses from '#contract/responses.ts';
import * as results from '#contract/results.ts';
import * as retention from '#contract/retention.ts';
import * as samples from '#contract/samples.ts';
import * as scans from '#contract/scans.ts';
import * as secondFactor from '#contract/second-factor.ts';
import * as secondSources from '#contract/second-sources.ts';
import * as signs from '#contract/signs.ts';
import * as slips from '#contract/slips.ts';
import * as staff from '#contract/staff.ts';
import * as staffBatch from '#contract/staff-batch.ts';
import * as staffLinks from '#contract/staff-links.ts';
import * as staffPhones from '#contract/staff-phones.ts';
import * as statedTotals from '#contract/stated-totals.ts';
import * as tabulation from '#contract/tabulation.ts';
import * as termsChanges from '#contract/terms-changes.ts';
import * as vanishedDossiers from '#contract/vanished-dossiers.ts';
import * as visits from '#contract/visits.ts';
import * as voidings from '#contract/voidings.ts';
import * as years from '#contract/years.ts';
import type { Deps } from '../deps.ts';
import { serveKept } from './serve-kept.ts';

const FEATURES = {
  staff,
  passkeys,
  oidc,
  secondFactor,
  staffBatch,
  accountRecords,
  staffLinks,
  campaigns: { ...campaigns, ...agencies },
  termsChanges,
  approvals,
  frames: { ...listPreview, ...listImport, ...frames, ...board, ...frozenFrame },
  registerChecks,
  secondSources,
  replacements,
  corrections: { ...corrections, ...correctableRows },
  persons: { ...persons, ...personsOfAgencies },
  doubts,
  staffPhones,
  excludedRows,
  completeness: { ...completeness, ...vanishedDossiers, ...statedTotals },
  acceptance,
  samples,
  invitations: { ...invitations, ...slips, ...opening },
  reissues,
  contact,
  ineligibility,
  languages,
  drafts,
  dataRequests,
  erasures,
  responses,
  paper,
  scans,
  calls,
  devices,
  hamletPlaces,
  visits,
  rechecks,
  voidings,
  signs,
  tabulation,
  fieldwork,
  ledger,
  results: {
    ...results,
    ...responseArchive,
    ...published,
    ...changes,
    ...years,
    ...modelFigures,
    ...neighbours,
    ...boundaries,
    ...rearrangements,
  },
  comments: { ...comments, ...commentCoding, ...petitions },
  retention,
  remarks,
  actionPlan,
  earlierTables,
  documents,
};

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' &&
  value !== null &&
  'method' in value &&
  'path' in value &&
  'access' in value;

/** Every endpoint of the contract, by feature and name. */
export const ENDPOINTS: readonly { feature: string; name: string; endpoint: Endpoint }[] =
  Object.entries(FEATURES).flatMap(([feature, values]) =>
    Object.entries(values)
      .filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))
      .map(([name, endpoint]) => ({ feature, name, endpoint })),
  );

export function serveOpenApi(app: FastifyInstance, deps: Deps): void {
  serveKept(app, deps, openApi, async () => describe());
}

/** The description of the others does not describe itself. */
const openApi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  summary: 'Every endpoint of the contract',
  reply: z.looseObject({}),
});

function describe() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { feature, name, endpoint } of ENDPOINTS) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][endpoint.method.toLowerCase()] = operation(feature, name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'SIPAS', version: '1', description: 'Frame, public draw, answers, index' },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } } },
    paths,
  };
}

function operation(feature: string, name: string, endpoint: Endpoint) {
  return {
    operationId: name,
    tags: [feature],
    summary: endpoint.summary,
    'x-access': endpoint.access,
    ...(endpoint.isForLead && { 'x-access-head-only': true }),
    security: endpoint.access === 'public' ? [] : [{ session: [] }],
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query)],
    ...(endpoint.body && {
      requestBody: { required: true, content: json(endpoint.body, 'input') },
    }),
    ...(endpoint.upload && {
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
    }),
    responses: {
      200: {
        description: endpoint.summary,
        content: endpoint.reply ? json(endpoint.reply, 'output') : { [endpoint.file ?? '*/*']: {} },
      },
      default: {
        description: 'A refusal',
        content: { 'application/json': { schema: REFUSAL } },
      },
    },
  };
}

const REFUSAL = {
  type: 'object',
  required: ['code', 'details'],
  properties: { code: { enum: Object.keys(PROBLEMS) }, details: { type: 'object' } },
};

type Schema = NonNullable<Endpoint['params']>;

const schemaOf = (schema: Schema, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

const json = (schema: Schema, io: 'input' | 'output') => ({
  'application/json': { schema: schemaOf(schema, io) },
});

function parameters(place: 'path' | 'query', schema: Schema | undefined) {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }));
}
