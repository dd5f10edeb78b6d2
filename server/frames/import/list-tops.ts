import { access } from 'node:fs/promises';
import type { Deps } from '../../deps.ts';
import { SheetTops } from '../../lists/read/sheet-tops.ts';
import { problem } from '../../problem.ts';
import { removeUpload, uploadPath } from '../store/uploaded-file.ts';

/** At most 200 rows of each sheet: lists between their upload and their import. */
const KEPT = 8;

/** The tops of lists, read at the upload and kept for preview and import. */
export class ListTops {
  private readonly config: Deps['config'];
  private readonly opened = new Map<string, Promise<SheetTops>>();

  constructor(config: Deps['config']) {
    this.config = config;
  }

  /** The file is removed once it has been read; what was kept of it is then not shown any more. */
  async sheetsOf(fileId: string): Promise<SheetTops> {
    const path = uploadPath(this.config, fileId);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) this.opened.delete(fileId);
    if (!isThere) throw problem('file_not_found');
    const sheets = this.opened.get(fileId) ?? SheetTops.open(path);
    this.keep(fileId, sheets);
    return sheets;
  }

  /** Removes the file too. */
  async remove(fileId: string): Promise<void> {
    this.opened.delete(fileId);
    await removeUpload(this.config, fileId);
  }

  private keep(fileId: string, sheets: Promise<SheetTops>): void {
    this.opened.delete(fileId);
    this.opened.set(fileId, sheets);
    sheets.catch(() => this.opened.delete(fileId));
    const [oldest = ''] = this.opened.keys();
    if (this.opened.size > KEPT) this.opened.delete(oldest);
  }
}
