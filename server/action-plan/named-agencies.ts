/** An agency as the words of a plan may name it. */
export interface NamedAgency {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

export interface Leads {
  readonly agencies: readonly NamedAgency[];
  /** Names that are no agency of the province. */
  readonly others: readonly string[];
}

/** Words for many agencies at once, as plans write them. */
const DEPARTMENTS =
  /các sở(?:,? ban)?(?:,? ngành)?(?: (?:của )?tỉnh)?|các cơ quan chuyên môn(?: [^;,]*)?/g;
const COMMUNES = /(?:(?:ubnd|ủy ban nhân dân) )?(?:các |cấp )xã(?:(?:,| và) (?:phường|đặc khu))*/g;
/** A comma divides names only where a name can begin after it: “Sở Văn hóa, Thể thao và Du lịch” is one. */
const DIVIDER =
  /[;\n]|,(?=\s*(?:sở|ubnd|ủy ban|văn phòng|công an|trung tâm|ban quản lý|bộ chỉ huy|cục|thuế|bảo hiểm|đài|báo|trường|các|phòng)\s)/;

/**
 * Agencies that the words of a plan name: one by one, or “Các sở, ban, ngành tỉnh” and “UBND các xã, phường” for all
 * of a kind. A name that fits none stays as written: nobody is made to lead by a guess.
 */
export function leadsIn(written: string, agencies: readonly NamedAgency[]): Leads {
  const found = new Map<string, NamedAgency>();
  const keep = (named: readonly NamedAgency[]) => {
    for (const agency of named) found.set(agency.code, agency);
    return ';';
  };
  let rest = plain(written);
  const isDepartment = ({ kind }: NamedAgency) => kind === 'department';
  rest = rest.replaceAll(DEPARTMENTS, () => keep(agencies.filter(isDepartment)));
  rest = rest.replaceAll(COMMUNES, () => keep(agencies.filter((agency) => !isDepartment(agency))));
  for (const [name, named] of longestFirst(agencies))
    rest = rest.replaceAll(nameIn(name), () => keep(named));
  const others = rest.split(DIVIDER).map((name) => name.replaceAll(/^[\s.,-]+|[\s.,-]+$/g, ''));
  return { agencies: [...found.values()], others: others.filter((name) => name.length > 2) };
}

/** Of two agencies with one name in a province nobody can say which is meant: both are taken, and seen. */
function longestFirst(agencies: readonly NamedAgency[]): [string, NamedAgency[]][] {
  const byName = Map.groupBy(agencies, ({ name }) => plain(name));
  return [...byName].sort(([first], [second]) => second.length - first.length);
}

/** The name as a whole: “Xã Văn Lang” is not in “Xã Văn Lang Thượng”. */
const nameIn = (name: string): RegExp =>
  new RegExp(
    `(?:(?:ubnd|ủy ban nhân dân) )?${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=\\s*(?:[;,.\\n(]|và |$))`,
    'g',
  );

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('uỷ ban', 'ủy ban')
    .replaceAll(/[^\S\n]+/g, ' ')
    .trim();
