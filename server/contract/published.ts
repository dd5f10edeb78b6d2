import * as z from 'zod/mini';
import { Changes } from './changes.ts';
import { endpoint } from './endpoint.ts';
import { GroupTables } from './group-tables.ts';
import { PictureKind, PublishedPicture } from './pictures/picture-kinds.ts';
import { Tile } from './pictures/tile-map.ts';
import { Results } from './results.ts';
import { CampaignParams, Id, Moment, Sha256 } from './scalars.ts';

export const listPublished = endpoint({
  method: 'GET',
  path: '/api/published',
  access: 'public',
  summary: 'Campaigns with a public page, from their locked plan on',
  reply: z.object({
    campaigns: z.array(
      z.object({
        campaignId: Id,
        name: z.string(),
        provinceName: z.string(),
        year: z.int(),
        publishedAt: z.nullable(Moment),
        drawnAt: z.nullable(Moment),
        /** The locked plan and its hash are public before the draw. */
        plannedAt: z.nullable(Moment),
        planSha256: z.nullable(Sha256),
      }),
    ),
  }),
});

export const getPublished = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId',
  access: 'public',
  summary: 'The published figures, as fixed',
  params: CampaignParams,
  reply: z.object({ results: Results, sha256: Sha256, publishedAt: Moment }),
});

export const getPublishedOverview = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/overview',
  access: 'public',
  summary:
    'The first view: the province with all its figures but those of groups, agencies without criteria and fields',
  params: CampaignParams,
  reply: z.object({
    results: Results,
    sha256: Sha256,
    publishedAt: Moment,
    /** Of the changes since the round before the index's alone. */
    changes: Changes,
    /** The communes of the province as cells of one size. */
    tiles: z.array(Tile),
  }),
});

export const getPublishedGroups = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/groups',
  access: 'public',
  summary:
    'The province’s figures by groups of people, and its answers to questions outside the index',
  params: CampaignParams,
  reply: z.object({ groups: z.nullable(GroupTables) }),
});

export const getPublishedAgency = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/agencies/:agencyCode',
  access: 'public',
  summary: 'One agency and its fields, with the province beside',
  params: z.object({ campaignId: Id, agencyCode: z.string() }),
  reply: z.object({ results: Results, sha256: Sha256, publishedAt: Moment }),
});

export const downloadAnalysis = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/analysis.zip',
  access: 'public',
  summary:
    'The published figures for analysts: tidy CSV with Table Schema, DDI code book, R, SPSS and Stata, SHA-256 of each file',
  params: CampaignParams,
  file: 'application/zip',
});

export const downloadPublishedCsv = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/results.csv',
  access: 'public',
  summary: 'The published figures as CSV',
  params: CampaignParams,
  file: 'text/csv; charset=utf-8',
});

const PictureParams = z.object({
  campaignId: Id,
  language: z.enum(['vi', 'en']),
  picture: PictureKind,
});

export const getPublishedPicture = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/pictures/:language/:picture',
  access: 'public',
  summary:
    'A picture of the published figures with its sentence and its table; null where they do not give one',
  params: PictureParams,
  reply: z.object({ picture: z.nullable(PublishedPicture) }),
});

export const getPublishedPictures = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/pictures/:language',
  access: 'public',
  summary: 'All pictures of the published figures, those that they give',
  params: z.object({ campaignId: Id, language: z.enum(['vi', 'en']) }),
  reply: z.object({
    campaignId: Id,
    campaignName: z.string(),
    pictures: z.array(z.extend(PublishedPicture, { picture: PictureKind })),
  }),
});

export const downloadPictureSvg = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/pictures/:language/:picture/svg',
  access: 'public',
  summary: 'The same as a file of its own, with its sentence and source',
  params: PictureParams,
  file: 'image/svg+xml; charset=utf-8',
});

export const downloadPicturePng = endpoint({
  method: 'GET',
  path: '/api/published/:campaignId/pictures/:language/:picture/png',
  access: 'public',
  summary: 'The same in pixels',
  params: PictureParams,
  file: 'image/png',
});
