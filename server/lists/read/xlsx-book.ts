import { xmlText } from './html-text.ts';
import type { Member } from './zip-directory.ts';
import { zipDirectory } from './zip-directory.ts';
import { memberText } from './zip-member.ts';

export interface XlsxSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The member that holds its rows; a chart on a tab of its own has none. */
  readonly member: Member | undefined;
}

export interface XlsxBook {
  readonly members: readonly Member[];
  /** In the order of the tabs. */
  readonly sheets: readonly XlsxSheet[];
}

const SHEET = /<(?:[\w.-]+:)?sheet(\s[^>]*)>/gu;
const RELATIONSHIP = /<(?:[\w.-]+:)?Relationship(\s[^>]*)>/gu;

/** The tabs of a workbook and where their rows are (ECMA-376 part 1, 18.2.19), nothing of them unpacked. */
export async function openXlsx(zip: Buffer): Promise<XlsxBook> {
  const members = zipDirectory(zip) ?? [];
  const byName = new Map(members.map((member) => [member.name, member]));
  const textOf = async (name: string) => {
    const member = byName.get(name);
    return member ? memberText(zip, member) : '';
  };
  const root = relationships(await textOf('_rels/.rels'), '');
  const path = root.find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (!path) return { members, sheets: [] };
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const links = relationships(
    await textOf(`${folder}_rels/${path.slice(folder.length)}.rels`),
    folder,
  );
  const linkOf = new Map(links.map((link) => [link.id, link]));
  const sheets = [...(await textOf(path)).matchAll(SHEET)].flatMap(([, attributes = '']) => {
    const name = attributeOf(attributes, 'name');
    const id = attributeOf(attributes, '[\\w.-]+:id');
    if (!name || !id) return [];
    const isHidden = /hidden/iu.test(attributeOf(attributes, 'state') ?? '');
    const link = linkOf.get(id);
    const member = link?.type.endsWith('/worksheet') ? byName.get(link.target) : undefined;
    // A damaged directory must not make a sheet of rows look like a chart, which has none.
    if (!link || !byName.has(link.target)) throw new TypeError('a sheet is missing');
    return [{ name: xmlText(name), isHidden, member }];
  });
  return { members, sheets };
}

function relationships(xml: string, folder: string) {
  return [...xml.matchAll(RELATIONSHIP)].map(([, attributes = '']) => ({
    id: attributeOf(attributes, 'Id') ?? '',
    type: attributeOf(attributes, 'Type') ?? '',
    target: resolved(folder, attributeOf(attributes, 'Target') ?? ''),
  }));
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** `name`: a pattern. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const [, double, single] =
    new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(attributes) ?? [];
  return double ?? single;
}
