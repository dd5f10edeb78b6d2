import type { RoundDocument } from '#contract/documents.ts';
import { announcement } from './announcement.ts';
import { dutiesReport } from './duties.ts';
import { erasureMinutes } from './erasure-minutes.ts';
import { countMinutes, drawMinutes } from './minutes.ts';
import type { OfficialDocument } from './official-document.ts';
import { paragraph } from './official-document.ts';
import { policySheets } from './policy-sheets.ts';
import { report } from './report.ts';
import type { Needs, RoundFacts } from './round-facts.ts';
import { sheetOf, valuesOf } from './round-facts.ts';
import { filled } from './wording.ts';

interface Kind {
  readonly needs: readonly Needs[];
  readonly make: (facts: never) => OfficialDocument;
}

export const ROUND_KINDS: Readonly<Record<RoundDocument, Kind>> = {
  report: { needs: ['results', 'pictures', 'remarks', 'duties'], make: report },
  announcement: { needs: ['results', 'pictures'], make: announcement },
  draw_minutes: { needs: ['draw', 'remarks'], make: drawMinutes },
  count_minutes: { needs: ['results', 'remarks'], make: countMinutes },
  duties_report: { needs: ['duties'], make: dutiesReport },
  policy_sheets: { needs: ['results', 'pictures'], make: policySheets },
  erasure_minutes: { needs: ['erasure'], make: erasureMinutes },
  invitation: {
    needs: [],
    make: (facts: RoundFacts) => letter(facts, 'invitation_text', 'Mời cho ý kiến'),
  },
  reminder: {
    needs: [],
    make: (facts: RoundFacts) => letter(facts, 'reminder_text', 'Nhắc trả lời phiếu'),
  },
  thanks: { needs: [], make: (facts: RoundFacts) => letter(facts, 'thanks_text', 'Cảm ơn') },
};

const letter = (
  facts: RoundFacts,
  part: 'invitation_text' | 'reminder_text' | 'thanks_text',
  subject: string,
): OfficialDocument =>
  sheetOf(facts, {
    fileName: part.replace('_text', ''),
    title: null,
    subject,
    addressee: 'Ông/Bà ………………………………',
    blocks: [paragraph(filled(facts.words[part], valuesOf(facts)))],
    recipients: ['Như trên', 'Lưu: VT'],
  });
