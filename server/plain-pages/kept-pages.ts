import type { KeptFile } from '../http/kept-file.ts';
import { keepFile } from '../http/kept-file.ts';
import { Kept } from '../http/send-kept.ts';

interface KeptPage {
  /** All that the page was made of: the build, and what may change of its content. */
  readonly edition: string;
  readonly page: Kept;
}

/** Pages as they are sent: each is made and packed once, and told from its tag. */
export class KeptPages {
  readonly #folder: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #most: number;
  readonly #pages = new Map<string, KeptPage>();
  readonly #files: KeptFile[] = [];

  constructor(folder: string, headers: Readonly<Record<string, string>>, most: number) {
    this.#folder = folder;
    this.#headers = headers;
    this.#most = most;
  }

  find(key: string, edition: string): Kept | undefined {
    const kept = this.#pages.get(key);
    return kept?.edition === edition ? kept.page : undefined;
  }

  /** None where there are too many already: another edition of a page takes its place. */
  async keep(key: string, edition: string, text: string): Promise<Kept | undefined> {
    if (!this.#pages.has(key) && this.#pages.size >= this.#most) return undefined;
    const file = await keepFile(this.#folder, text);
    this.#files.push(file);
    const page = new Kept(file, this.#headers);
    this.#pages.set(key, { edition, page });
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map((file) => file.close()));
  }
}
