import type { Reason } from '#contract/row-counts.ts';
import { hamletOf, readAddress } from '../understand/addresses.ts';
import { comparedName } from '../understand/compared-name.ts';
import type { Day } from '../understand/dates.ts';
import { readBirth } from '../understand/dates.ts';
import { readEmail } from '../understand/email.ts';
import { collapse, foldWords } from '../understand/fold.ts';
import {
  bareName,
  looksLikeOrganization,
  looksLikeStateBody,
  nameKey,
  readName,
} from '../understand/names.ts';
import { digitsOf } from '../understand/numbers.ts';
import { readPhone } from '../understand/phone.ts';
import { remembered } from '../understand/remembered.ts';
import type { Contact } from './application.ts';

/** The cells that say who somebody is. */
export interface ContactCells {
  readonly ownerName: string;
  readonly ownerKind: string;
  readonly submitterName: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly addressAndPhone: string;
  readonly email: string;
  readonly note: string;
}

const foldedKind = remembered(foldWords, 1000);

const ADULT = 18;
const PROXY =
  /(?:người (?:nộp|đi nộp|làm|đại diện|được (?:ủy|uỷ) quyền)(?: hồ sơ)?(?: thay| hộ)?|(?:nộp|làm) (?:thay|hộ)|(?:ủy|uỷ) quyền cho)\s*:\s*([^;,.(]+)/iu;

/** Whom to ask about a dossier, or why nobody can be asked. */
export function readContact(cells: ContactCells, returnedOn: Day): Contact | Reason {
  const { owner, submitter } = namesIn(cells);
  if (!owner) return 'no_name';
  const kind = kindOf(owner, foldedKind(cells.ownerKind));
  if (kind === 'state_body') return 'state_body';
  const place = readAddress(cells.address || cells.addressAndPhone);
  const both = readAddress(cells.addressAndPhone);
  const phone = readPhone(cells.phone) ?? place.phone ?? both.phone;
  const { address } = place;
  if (!phone && !address) return 'no_contact';
  const email = readEmail(cells.email);
  const reach = { phone, address, hamlet: hamletOf(address), email };
  const birth = readBirth(cells.birthDate, returnedOn);
  if (kind === 'citizen' && isMinor(birth, returnedOn)) {
    if (!submitter || nameKey(submitter) === nameKey(owner)) return 'minor';
    const unknown = { birth: { day: null, year: null }, sex: null, idNumber: null };
    return { kind, fullName: submitter, ...unknown, ...reach, ...NOBODY_ELSE };
  }
  const sex = collapse(cells.sex) || null;
  const idNumber = readIdNumber(cells.idNumber, kind);
  return {
    kind,
    fullName: owner,
    birth,
    sex,
    idNumber,
    ...reach,
    ...others(kind, owner, submitter),
  };
}

/** Most owners came themselves: the same cell is read once. */
function namesIn({ ownerName, submitterName, note }: ContactCells) {
  const submitter = readName(submitterName) ?? readName(PROXY.exec(collapse(note))?.[1] ?? '');
  const owner = ownerName === submitterName ? submitter : (readName(ownerName) ?? submitter);
  return { owner, submitter };
}

const NOBODY_ELSE = { cameName: null, representative: null };

/**
 * Those who dealt with the counter are the population (domain.md 2.1): a proxy is the one to be asked. The
 * phone is theirs, number and birth are the owner's.
 */
function others(kind: Contact['kind'], owner: string, submitter: string | null) {
  const isOwner = (name: string) => bareName(comparedName(name)) === bareName(comparedName(owner));
  if (!submitter || submitter === owner || isOwner(submitter)) return NOBODY_ELSE;
  return kind === 'organization'
    ? { cameName: null, representative: submitter }
    : { cameName: submitter, representative: null };
}

function kindOf(name: string, kind: string): Contact['kind'] | 'state_body' {
  const words = kind.split(' ');
  const isOrganization =
    ORGANIZATIONS.some((phrase) => kind.includes(phrase)) || isShort(words, SHORT_ORGANIZATIONS);
  // “Cơ quan, tổ chức, doanh nghiệp” is one kind in some systems: then the name decides.
  const isState = STATE.some((phrase) => kind.includes(phrase)) || isShort(words, SHORT_STATE);
  if (isState && !isOrganization) return 'state_body';
  if (looksLikeStateBody(name) && (isOrganization || kind === '')) return 'state_body';
  if (isOrganization) return 'organization';
  if (kind !== '') return 'citizen';
  return looksLikeOrganization(name) ? 'organization' : 'citizen';
}
const STATE = ['cơ quan', 'nhà nước'].map(foldWords);
/** As systems abbreviate them; a word of its own each. */
const SHORT_STATE = ['cqnn', 'cqhc', 'cqhcnn', 'cq'];
const ORGANIZATIONS = ['doanh nghiệp', 'tổ chức', 'hợp tác xã', 'công ty'].map(foldWords);
const SHORT_ORGANIZATIONS = ['dn', 'tc', 'htx', 'cty'];

const isShort = (words: readonly string[], known: readonly string[]): boolean =>
  words.some((word) => known.includes(word));

/** By the day where it is known; a year alone makes a minor only when no day of it could be old enough. */
function isMinor(birth: { day: Day | null; year: number | null }, on: Day): boolean {
  if (birth.year === null) return false;
  const years = Number(on.slice(0, 4)) - birth.year;
  if (years !== ADULT || !birth.day) return years < ADULT;
  return birth.day.slice(5) > on.slice(5);
}

/**
 * Numbers of nine or twelve digits (CMND, CCCD) and tax codes; a row of one digit identifies nobody. A spreadsheet takes
 * leading zeros of a citizen's number away: one, or two where the birthplace is 001 to 008. The digit after the
 * birthplace tells century and sex (NĐ 137/2015, Điều 13): 0 to 3 for everybody born before 2100.
 */
export function readIdNumber(text: string, kind: Contact['kind']): string | null {
  const number = (digitsOf(text) ?? '').replaceAll(/[\s.-]/gu, '');
  const isShort = kind === 'citizen' && /^[1-8][0-3]\d{8}$/u.test(number);
  const full = isShort || /^[1-9]\d{10}$/u.test(number) ? number.padStart(12, '0') : number;
  const isNumber = /^(\d{9}|\d{10}|\d{12}|\d{13})$/u.test(full) && !/^(\d)\1+$/u.test(full);
  return isNumber ? full : null;
}
