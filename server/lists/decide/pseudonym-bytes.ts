import { HmacKey } from '#sampling/randomness/hmac.ts';

const encoder = new TextEncoder();

/** A dossier's pseudonym in the public frame as numbers: 80 bits tell a million dossiers apart. */
export class DossierPseudonym {
  private readonly key: HmacKey;
  private readonly campaignId: string;
  private readonly message = new Uint8Array(256);
  private readonly afterCampaign: Uint8Array;

  constructor(key: Uint8Array, campaignId: string) {
    this.key = new HmacKey(key);
    this.campaignId = campaignId;
    const { written } = encoder.encodeInto(campaignId, this.message);
    this.afterCampaign = this.message.subarray(written);
  }

  of(code: string): { readonly high: number; readonly low: number } {
    const mac = this.macOf(code);
    const [first, second, third] = [mac[0]!, mac[1]!, mac[2]!];
    return {
      high: (first >>> 0) * 65_536 + (second >>> 16),
      low: ((second << 16) | (third >>> 16)) >>> 0,
    };
  }

  private macOf(code: string): Int32Array {
    const { read, written } = encoder.encodeInto(code, this.afterCampaign);
    return read === code.length
      ? this.key.macWords(this.message, this.afterCampaign.byteOffset + written)
      : this.key.macWords(encoder.encode(this.campaignId + code));
  }
}
