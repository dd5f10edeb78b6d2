interface Keyed {
  keyed(purpose: 'field-device' | 'petition', message: string): Buffer;
}

/**
 * An id and further bytes of chance for what a request makes. The same request, sent again, has the same ones, so that a
 * repeat finds what the first one made; nobody foresees them without the master key, and they name no request.
 */
export function drawnFor(
  secrets: Keyed,
  purpose: Parameters<Keyed['keyed']>[0],
  request: readonly unknown[],
): { readonly id: string; readonly bytes: Buffer } {
  const digest = secrets.keyed(purpose, JSON.stringify(request));
  const hex = digest.subarray(0, 16).toString('hex');
  const id = hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-8$4-$5');
  return { id, bytes: digest.subarray(16) };
}
