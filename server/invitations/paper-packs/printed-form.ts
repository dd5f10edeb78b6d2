import type { PrintSize } from '#contract/paper.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { PrintedForm } from '#contract/scans.ts';
import { newPaper } from '../slips/paper.ts';
import { codeModules, layoutOn } from './draw-form.ts';
import { BOX, CODE, MARK, MARKS, SHEET } from './form-layout.ts';

/** A form as it is printed: the same layout draws it and tells where its boxes are. */
export function printedForm(questionnaire: Questionnaire, officeName: string): PrintedForm {
  const paper = newPaper('', new Date(0));
  const placed = (size: PrintSize) => {
    const { pages, boxes, rooms } = layoutOn(paper, questionnaire, officeName, size);
    return { pages, boxes: [...boxes], rooms: [...rooms] };
  };
  return {
    sheet: SHEET,
    marks: [...MARKS],
    mark: MARK,
    box: BOX,
    code: { ...CODE, modules: codeModules() },
    normal: placed('normal'),
    large: placed('large'),
    multiple: questionsOf(questionnaire)
      .filter(({ kind }) => kind === 'multiple')
      .map(({ code }) => code),
  };
}
