import type { FastifyInstance } from 'fastify';

/** Where the three pages come from: the build, or their sources while somebody works on them. */
export interface Pages {
  /** The citizen's page before the server writes its beginning; its head names scripts and style sheet. */
  respond(): Promise<string>;
  /** The page of published results; the server writes what it says without scripts. */
  published(): Promise<string>;
  /** Serves the others, and the files of all three. */
  serve(app: FastifyInstance): Promise<void>;
}
