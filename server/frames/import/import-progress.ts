import type { ImportProgress } from '#contract/list-import.ts';

/** How far the imports of this process have come: of no use after it, so no table stores it. */
export class ProgressBoard {
  private readonly byFile = new Map<string, ImportProgress>();

  of(fileId: string): ImportProgress | null {
    return this.byFile.get(fileId) ?? null;
  }

  note(fileId: string, progress: ImportProgress): void {
    this.byFile.set(fileId, progress);
  }

  forget(fileId: string): void {
    this.byFile.delete(fileId);
  }
}
