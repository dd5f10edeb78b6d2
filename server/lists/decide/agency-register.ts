import { collapse, fold } from '../understand/fold.ts';
import type { FormerAgency } from './former-names.ts';
import { FormerNames } from './former-names.ts';

export interface KnownAgency {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly provinceCode: string;
}

export interface AgencyRules {
  readonly provinceCode: string;
  /** The agency whose own list it is; null for a list of the whole province. */
  readonly ownAgency: string | null;
  /** Departments have no official list: Home Affairs' file brings them. */
  readonly mayRegister: boolean;
  readonly former?: readonly FormerAgency[];
}

const COMMUNE =
  /(?:^|\s)((?:xã|phường|thị trấn|đặc khu)\s.+?)(?:\s*[,;(]|\s-\s|\s(?:tỉnh|thành phố|huyện)\s|$)/iu;
const AGENCY_CODE = /^H\d{2}\.\d{1,3}(\.\d{1,3})*$/u;

/**
 * Tells the agency of a row: by its code, otherwise by its exact name. Marks count (Xã Văn Lang and Xã Văn
 * Lăng are two communes of one province); case and the place of the tone mark do not.
 */
export class AgencyRegister {
  /** Departments met for the first time, by code. */
  readonly registered = new Map<string, string>();
  private readonly rules: AgencyRules;
  private readonly byCode = new Map<string, KnownAgency>();
  private readonly byName = new Map<string, string>();
  private readonly formerNames: FormerNames;
  private readonly resolved = new Map<string, string | null>();

  constructor(agencies: readonly KnownAgency[], rules: AgencyRules) {
    this.rules = rules;
    for (const agency of agencies) {
      this.byCode.set(agency.code, agency);
      if (agency.provinceCode === rules.provinceCode)
        this.byName.set(fold(agency.name), agency.code);
    }
    this.formerNames = new FormerNames(rules.former ?? []);
  }

  /** The agency's code, or null when the row belongs to no agency that this list may speak for. */
  agencyOf(codeCell: string, nameCell: string): string | null {
    const key = `${codeCell}\n${nameCell}`;
    let agency = this.resolved.get(key);
    if (agency === undefined) {
      agency = this.within(this.find(codeCell, collapse(nameCell)));
      this.resolved.set(key, agency);
    }
    return agency;
  }

  /** An agency's own list speaks for that agency only; a cell that names none is taken as its own. */
  private within(found: string | null): string | null {
    const { ownAgency } = this.rules;
    if (ownAgency === null) return found;
    return found === null || found === ownAgency ? ownAgency : null;
  }

  private find(codeCell: string, name: string): string | null {
    const code = agencyCode(codeCell);
    const known = this.byCode.get(code);
    if (known) return known.provinceCode === this.rules.provinceCode ? code : null;
    const former = this.formerNames.byCode.get(code);
    if (former) return former;
    const commune = COMMUNE.exec(name)?.[1];
    // Districts ended with the old communes: a name that tells one is a name of then.
    const ofDistrict = commune && this.formerNames.inDistrict(commune, name);
    if (ofDistrict) return ofDistrict;
    const byName = this.byName.get(fold(name)) ?? (commune && this.byName.get(fold(commune)));
    if (byName) return byName;
    const byFormerName = this.formerNames.agencyOf(commune ?? name);
    if (byFormerName) return byFormerName;
    // A commune's counter has an agency code too (H55.242): a name that says commune is no department.
    if (!this.rules.mayRegister || commune || !name || !AGENCY_CODE.test(code)) return null;
    this.registered.set(code, name);
    this.byName.set(fold(name), code);
    this.byCode.set(code, {
      code,
      name,
      kind: 'department',
      provinceCode: this.rules.provinceCode,
    });
    return code;
  }
}

/** Five digits of a commune whose leading zeros a spreadsheet has taken away, or an agency's code. */
function agencyCode(cell: string): string {
  const code = cell.replaceAll(/\s+/gu, '').replace(/\.0+$/u, '');
  return /^\d{3,4}$/u.test(code) ? code.padStart(5, '0') : code.toUpperCase();
}
