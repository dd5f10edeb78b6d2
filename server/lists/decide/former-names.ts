import { collapse, fold } from '../understand/fold.ts';

const DISTRICT = /(?:^|[\s,;(-])((?:huyện|thị xã|thành phố|quận)\s+[^,;()-]+)/iu;

/** A commune that ended on 1 July 2025 and the one of today that holds it. */
export interface FormerAgency {
  readonly oldCode: string;
  readonly oldName: string;
  readonly oldDistrict: string;
  readonly newCode: string;
}

/** Communes as they were before 1 July 2025, by code and by name: always with their marks. */
export class FormerNames {
  readonly byCode: ReadonlyMap<string, string>;
  private readonly byName = new Map<string, Set<string>>();
  private readonly byDistrict = new Map<string, string>();

  constructor(former: readonly FormerAgency[]) {
    this.byCode = new Map(former.map(({ oldCode, newCode }) => [oldCode, newCode]));
    for (const { oldName, oldDistrict, newCode } of former) {
      const agencies = this.byName.get(fold(oldName)) ?? new Set();
      this.byName.set(fold(oldName), agencies.add(newCode));
      this.byDistrict.set(`${fold(oldName)}\n${fold(oldDistrict)}`, newCode);
    }
  }

  /** “Xã Tân Long, huyện Đồng Hỷ”. */
  inDistrict(commune: string, cell: string): string | undefined {
    const district = DISTRICT.exec(cell)?.[1];
    return district && this.byDistrict.get(`${fold(commune)}\n${fold(collapse(district))}`);
  }

  /** By the name alone, where all former communes of that name went into one. */
  agencyOf(name: string): string | undefined {
    const agencies = this.byName.get(fold(name));
    return agencies?.size === 1 ? [...agencies][0] : undefined;
  }
}
