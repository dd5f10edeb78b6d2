import { NodeFS } from '@electric-sql/pglite/nodefs';

type Attributes = { mode?: number };
/** Emscripten's file system on the disk, as far as it is met here. */
interface DiskModule {
  NODEFS: { node_ops: { setattr(node: unknown, attributes: Attributes): void } };
}

/**
 * PGlite sets the rights of each file that it makes by itself (0666: 969 of 1,237 files), whatever the
 * process's umask is. Here nothing in the folder is ever for another account.
 */
export class PrivateFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const withoutOthers = (module: unknown) => {
      const { node_ops: operations } = (module as DiskModule).NODEFS;
      const { setattr } = operations;
      operations.setattr = (node, attributes) =>
        setattr(
          node,
          attributes.mode === undefined
            ? attributes
            : { ...attributes, mode: attributes.mode & ~0o077 },
        );
    };
    const preRun = [emscriptenOpts.preRun ?? []].flat();
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [withoutOthers, ...preRun] } };
  }
}
