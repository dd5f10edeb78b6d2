import { HmacKey } from '#sampling/randomness/hmac.ts';

const encoder = new TextEncoder();

/** A dossier's pseudonym in the public frame as numbers: 80 bits tell a million dossiers apart. */
export class DossierPseudonym {
  private readonly key: HmacKey;
  private readonly campaignId: string;

  constructor(key: Uint8Array, campaignId: string) {
    this.key = new HmacKey(key);
    this.campaignId = campaignId;
  }

  of(code: string): { readonly high: number; readonly low: number } {
    const mac = this.key.mac(encoder.encode(`${this.campaignId}${code}`));
    const bytes = new DataView(mac.buffer, mac.byteOffset);
    return { high: bytes.getUint32(0) * 65_536 + bytes.getUint16(4), low: bytes.getUint32(6) };
  }
}
