import type { Verdict } from '../quality/publishability.ts';
import type { NodeFigure } from './node-figure.ts';

/**
 * Either way of withholding leaves without a single number: how many people of a small agency have met a
 * thing is theirs too, and counts that are out narrow down the confidential ones beside them.
 */
export const withheld = (node: string, verdict: Verdict, reasons: string[]): NodeFigure => ({
  node,
  verdict,
  reasons,
  index: null,
  standardError: null,
  low: null,
  high: null,
  mean: null,
  meanLow: null,
  meanHigh: null,
  respondents: null,
  validAnswers: null,
  distribution: null,
  degreesOfFreedom: null,
});

/**
 * The figure of a withheld node.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const confidential = (node: string): NodeFigure =>
  withheld(node, 'suppress-confidentiality', ['below-confidentiality-threshold']);

/**
 * The figure of a node that nobody answered.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const unanswered = (node: string): NodeFigure =>
  withheld(node, 'suppress-reliability', ['no-respondents']);

/**
 * The figure of a node of a whole of which too large a part was not heard.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const uncovered = (node: string): NodeFigure =>
  withheld(node, 'suppress-reliability', ['low-coverage']);
