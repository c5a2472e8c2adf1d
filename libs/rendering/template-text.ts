import { FineprintError } from '#libs/wire/errors.js';

const largestBytes = 256 * 1024;
const deepestNesting = 16;

/** Characters that reorder or hide text: in a legal text they make the reader see something else than what is signed. */
const hidden = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
/** Code points that mark printed values during rendering. */
const privateUse = /\p{Co}/u;

/** Refuses a template by its bare text, before the parser (which overflows its stack on deep nesting) sees it. */
export function checkTemplateText(text: unknown): asserts text is string {
  // An object in place of a text is a crafted parse tree: CVE-2026-33937.
  if (typeof text !== 'string') throw refusal(undefined, 'a template is a text');
  if (new TextEncoder().encode(text).length > largestBytes) throw refusal(undefined, `a template has at most ${largestBytes / 1024} KB`);
  if (/\p{Cs}/u.test(text)) throw refusal(undefined, 'a template has no lone surrogates');
  for (const [at, line] of text.split('\n').entries()) {
    if (hidden.test(line) || privateUse.test(line)) throw refusal(at + 1, 'invisible, reordering and private characters are not allowed');
    // `{{{{if}}}}` parses as an ordinary block called "if".
    if (line.includes('{{{')) throw refusal(at + 1, 'only two braces are allowed');
    if (/<[a-z!/?]/i.test(line)) throw refusal(at + 1, 'a template is text, not markup');
  }
  let depth = 0;
  for (const [tag] of text.matchAll(/\{\{~?(?:#|\/|\^(?!\s*~?\}))/g)) {
    depth += tag.endsWith('/') ? -1 : 1;
    if (depth > deepestNesting) throw refusal(undefined, `blocks are nested more than ${deepestNesting} deep`);
  }
}

/** The error of a refused template: where and why. */
export function refusal(line: number | undefined, reason: string): FineprintError {
  return new FineprintError('TEMPLATE_REFUSED', line === undefined ? `The template is refused: ${reason}` : `Line ${line} of the template is refused: ${reason}`);
}
