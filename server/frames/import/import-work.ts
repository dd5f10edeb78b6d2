import type { DecidedList } from '../../lists/link/decide-list.ts';
import { decideList, digestOf } from '../../lists/link/decide-list.ts';
import { RowMarks } from '../../lists/link/row-marks.ts';
import { refusalCode } from '../../lists/read/refusal-code.ts';
import { ROW_LIMIT } from '../../lists/read/sheet-row.ts';
import type { Chunk } from '../store/chunk.ts';
import { sealedLines } from '../store/left-lines.ts';
import { rulesFrom } from '../store/reading-rules.ts';
import type { Decision, ImportMessage, ImportOrder, ResumePoint } from './import-messages.ts';
import { RowKeeper } from './keep-rows.ts';
import type { ListRead, ReadingOrder, TakeBatch } from './read-rows.ts';
import { Refused } from './refused.ts';
import { RowSpool } from './row-spool.ts';
import { SpooledRow } from './spooled-row.ts';
import type { Writing } from './write-out.ts';
import { writeOut } from './write-out.ts';

/** Rows between two notes of the progress. */
const NOTED = 5000;

/** Between the work and the server, whether they are in one thread or in two. */
export interface Channel {
  /** Reads the list, here or in a thread of its own. */
  readonly read: (order: ReadingOrder, take: TakeBatch) => Promise<ListRead>;
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
    const code = error instanceof Refused ? error.code : refusalCode(error);
    channel.say({ kind: 'refused', code });
  }
}

/** Not the file's fault. */
class NotStored extends Error {}

/** Read and understand → decide → store, where the server says how far an earlier import has come. */
async function work(order: ImportOrder, channel: Channel): Promise<ImportMessage | undefined> {
  const rules = rulesFrom(order.facts);
  const spool = new RowSpool(order.spoolPath, ROW_LIMIT);
  try {
    const { marks, read } = await readList({ order, spool }, channel);
    if (marks.size === 0) return { kind: 'refused', code: 'file_empty' };
    const decided = decideList(marks, (row) =>
      new SpooledRow(spool.anywhere(row)).rank(marks.fields.all),
    );
    const decision = decisionOf(order, marks, decided, read);
    marks.forget();
    const resume = await channel.ask<ResumePoint>({ kind: 'decided', decision });
    await store({ order, rules, spool, marks, decided, resume }, channel);
    return undefined;
  } finally {
    spool.close();
  }
}

const decisionOf = (
  { identityKey }: ImportOrder,
  marks: RowMarks,
  decided: DecidedList,
  { departments, left }: ListRead,
): Decision => ({
  digest: digestOf(marks, decided),
  rows: marks.size,
  agencies: marks.agencies.all,
  fields: marks.fields.all,
  departments,
  doubts: decided.doubts,
  left: left && sealedLines(Buffer.from(identityKey), left),
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
  readonly spool: RowSpool;
}

async function readList({ order, spool }: Reading, channel: Channel) {
  const marks = new RowMarks(ROW_LIMIT);
  const keeper = new RowKeeper(order, marks, spool);
  let noted = 0;
  const read = await channel.read(order, (batch, percent) => {
    keeper.keep(batch);
    if (marks.size - noted < NOTED) return undefined;
    noted = marks.size;
    channel.say({ kind: 'read', rows: marks.size, percent });
    return undefined;
  });
  spool.finish();
  return { marks, read };
}
