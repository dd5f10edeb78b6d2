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
    const mac = this.key.macWords(encoder.encode(this.campaignId + code));
    const [first, second, third] = [mac[0]!, mac[1]!, mac[2]!];
    return {
      high: (first >>> 0) * 65_536 + (second >>> 16),
      low: ((second << 16) | (third >>> 16)) >>> 0,
    };
  }
}
