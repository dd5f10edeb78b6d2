// Truth: docs/fieldwork.md §3. Forms as the product prints them are filled in and scanned by seeded chance: turned by
// up to 3°, scaled by 5 %, shifted, shaded, folded, speckled, 1 and 8 bit. The large run is `npm run bench -- scans`.
import { expect, test } from 'vitest';
import { questionnaires } from '../../../server/campaigns/questionnaires.ts';
import { printedForm } from '../../../server/invitations/paper-packs/printed-form.ts';
import { accuracyOf, WAYS } from '../../scans/accuracy.ts';
import { printedForms } from '../../scans/printed-forms.ts';

const OFFICE = 'Trung tâm Phục vụ hành chính công';
const [questionnaire] = [...(await questionnaires()).values()];
const form = printedForm(questionnaire!, OFFICE);

test('no form gets a wrong number, no item a wrong answer, and few are left to a person', async () => {
  const pages = await printedForms(questionnaire!, OFFICE, 'normal', [4711]);
  const [product, , bare] = WAYS;
  const [read, unaided] = accuracyOf(form, pages, { rounds: 1, seed: 9, isLarge: false }, [
    product!,
    bare!,
  ]);
  expect(read).toMatchObject({ wrongNumbers: 0, wrong: 0, unread: 0 });
  expect(read!.decided).toBeGreaterThan(0.95 * read!.items);
  expect(unaided!.decided).toBeLessThan(0.5 * read!.decided);
});
