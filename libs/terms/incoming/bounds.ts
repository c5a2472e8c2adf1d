/** Which side of a figure is promised: at least it, at most it, strictly below or above it, or the figure as such. */
export type Bound = 'floor' | 'ceiling' | 'below' | 'above' | 'plain';

const negated = String.raw`(?:not|no|never|neither|nor)\s+(?:be\s+|fall\s+|drop\s+|to\s+(?:be\s+|fall\s+)?|go\s+)?`;
const filler = String.raw`(?:\s+(?:than|by|of|to|or\s+equal\s+to|a|an|the|total\s+of|period\s+of|maximum\s+of))*\s*$`;

/** What stands right before a figure; the first that fits decides, so that a negation is seen before what it negates. */
const before: readonly (readonly [Bound, RegExp])[] = [
  ['floor', new RegExp(String.raw`\b${negated}(?:less|lower|fewer|below|under|worse|shorter|earlier)${filler}`, 'i')],
  ['ceiling', new RegExp(String.raw`\b(?:${negated}(?:more|greater|higher|later|longer|above|over|exceed(?:ing)?|in\s+excess)|(?:without|never)\s+exceeding)${filler}`, 'i')],
  ['ceiling', /\b(?:in\s+no\s+event|not|never|no\s+case|no\s+\w+(?:\s+\w+)?\s+(?:shall|will|may))\b[^.;]{0,40}\bexceed(?:ing|s)?(?:\s+(?:a|an|the|total|of|sum|amount))*\s*$/i],
  ['floor', /(?:\bat\s+least|\bminimum(?:\s+of)?|\bmin\.?|≥|>=|\bmeets?\s+or\s+exceeds?|\bgreater\s+than\s+or\s+equal\s+to|\bequal\s+to\s+or\s+(?:greater|more|higher)\s+than)(?:\s+(?:a|an|the))?\s*$/i],
  ['ceiling', /(?:\bat\s+most|\bup\s+to|\bmaximum(?:\s+of)?|\bmax\.?|\bwithin(?:\s+(?:a|the)\s+period\s+of)?|\blimited\s+to|\bcapped\s+at|≤|<=|\bless\s+than\s+or\s+equal\s+to|\bequal\s+to\s+or\s+(?:less|lower)\s+than)(?:\s+(?:a|an|the|maximum|of))*\s*$/i],
  ['below', /(?:\b(?:less|lower|fewer|worse|shorter)\s+than|\bbelow|\bunder|(?<![<>=])<)\s*$/i],
  ['above', /(?:\b(?:more|greater|higher|longer|later)\s+than|\babove|\bover|\bexceed(?:s|ing|ed)?|\bin\s+excess\s+of|(?<![<>=])>)\s*$/i],
];
const after: readonly (readonly [Bound, RegExp])[] = [
  ['floor', /^\s*(?:\)|%)?\s*or\s+(?:more|higher|better|above|greater)\b/i],
  ['ceiling', /^\s*(?:\)|%)?\s*or\s+(?:less|lower|fewer|faster|sooner)\b/i],
];

/** The bound of a figure, from the words that stand around it in its sentence. */
export function boundOf(lead: string, trail: string): Bound {
  const near = lead.slice(-80);
  return before.find(([, pattern]) => pattern.test(near))?.[0] ?? after.find(([, pattern]) => pattern.test(trail))?.[0] ?? 'plain';
}
