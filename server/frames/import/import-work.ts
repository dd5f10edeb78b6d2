import { isFault } from '#contract/list-words.ts';
import type { DossierRow, List } from '../../lists/decide/dossier-rows.ts';
import { eachDossierRow, percentRead } from '../../lists/decide/dossier-rows.ts';
import { DossierPseudonym } from '../../lists/decide/pseudonym-bytes.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import type { DecidedList } from '../../lists/link/decide-list.ts';
import { decideList, digestOf } from '../../lists/link/decide-list.ts';
import { identityKeys } from '../../lists/link/identity-keys.ts';
import { RowMarks } from '../../lists/link/row-marks.ts';
import { refusalCode } from '../../lists/read/refusal-code.ts';
import { ROW_LIMIT } from '../../lists/read/sheet-row.ts';
import type { Chunk } from '../store/chunk.ts';
import { sealedLines } from '../store/left-lines.ts';
import { rulesFrom } from '../store/reading-rules.ts';
import type { Decision, ImportMessage, ImportOrder, ResumePoint } from './import-messages.ts';
import { RowSpool } from './row-spool.ts';
import { SpooledRow, SpoolWriter } from './spooled-row.ts';
import type { Writing } from './write-out.ts';
import { writeOut } from './write-out.ts';

/** Rows between two notes of the progress. */
const NOTED = 5000;

/** Between the work and the server, whether they are in one thread or in two. */
export interface Channel {
  say(message: ImportMessage): void;
  /** Says something and waits for the answer. */
  ask<T>(message: ImportMessage): Promise<T>;
  /** Resolves when another chunk may come. */
  store(chunk: Chunk): Promise<void>;
  /** Resolves when all that came is stored, or will be when the end is heard. */
  stored(): Promise<void>;
}

/** Reads a list, decides what becomes of every row and gives the rows out. */
export async function importWork(order: ImportOrder, channel: Channel): Promise<void> {
  try {
    channel.say((await work(order, channel)) ?? { kind: 'end' });
  } catch (error) {
    if (error instanceof NotStored) throw error.cause;
    const code = error instanceof TooManyRows ? 'file_too_large' : refusalCode(error);
    channel.say({ kind: 'refused', code });
  }
}

class TooManyRows extends Error {}
/** Not the file's fault. */
class NotStored extends Error {}

/** Read and understand → decide → store, where the server says how far an earlier import has come. */
async function work(order: ImportOrder, channel: Channel): Promise<ImportMessage | undefined> {
  const rules = rulesFrom(order.facts);
  const list = { parts: order.parts, rules };
  const spool = new RowSpool(order.spoolPath, ROW_LIMIT);
  try {
    const { marks, left } = await readRows({ order, list, spool }, channel);
    if (marks.size === 0) return { kind: 'refused', code: 'file_empty' };
    const decided = decideList(marks, (row) =>
      new SpooledRow(spool.anywhere(row)).rank(marks.fields.all),
    );
    const decision = { ...decisionOf(marks, decided, rules), left };
    marks.forget();
    const resume = await channel.ask<ResumePoint>({ kind: 'decided', decision });
    await store({ order, rules, spool, marks, decided, resume }, channel);
    return undefined;
  } finally {
    spool.close();
  }
}

const decisionOf = (
  marks: RowMarks,
  decided: DecidedList,
  rules: ReadingRules,
): Omit<Decision, 'left'> => ({
  digest: digestOf(marks, decided),
  rows: marks.size,
  agencies: marks.agencies.all,
  fields: marks.fields.all,
  departments: [...rules.agencies.registered],
  doubts: decided.doubts,
});

async function store(writing: Omit<Writing, 'key' | 'send'>, channel: Channel): Promise<void> {
  const key = Buffer.from(writing.order.identityKey);
  const orNotStored = <T>(step: Promise<T>) =>
    step.catch((cause: unknown) => Promise.reject(new NotStored('', { cause })));
  await writeOut({ ...writing, key, send: (chunk) => orNotStored(channel.store(chunk)) });
  await orNotStored(channel.stored());
}

interface Reading {
  readonly order: ImportOrder;
  readonly list: List;
  readonly spool: RowSpool;
}

/** In memory is of each row only what decides over it; what it says waits in the spool. */
async function readRows({ order, list, spool }: Reading, channel: Channel) {
  const marks = new RowMarks(ROW_LIMIT);
  const separated = new Set(order.separated);
  const key = Buffer.from(order.identityKey);
  const marking = {
    pseudonym: new DossierPseudonym(order.pseudonymKey, order.campaignId),
    isSeparated: (code: string) => separated.size > 0 && separated.has(code),
  };
  const writer = new SpoolWriter(order);
  const soFar = { bytes: () => 0 };
  const mark = ({ row, application }: DossierRow) => {
    if (marks.size === ROW_LIMIT) throw new TooManyRows();
    const { contact, reason } = application;
    const keys = contact ? identityKeys(key, contact) : undefined;
    const field = marks.add(application, keys, marking);
    const { agencyCode } = application;
    const fault = reason !== null && isFault(reason) ? { agencyCode, cells: row.cells } : undefined;
    spool.add(writer.written(application, field, keys, fault));
    if (marks.size % NOTED === 0)
      channel.say({ kind: 'read', rows: marks.size, percent: percentRead(list, soFar) });
  };
  const left = await eachDossierRow(list, mark, soFar);
  spool.finish();
  return { marks, left: left && sealedLines(key, left) };
}
