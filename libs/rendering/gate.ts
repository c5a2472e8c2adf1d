import Handlebars from 'handlebars';
import { FineprintError } from '#libs/wire/errors.js';
import { checkTemplateText, refusal } from './template-text.js';
import { walkTemplate } from './template-walk.js';
import { checkView, type View, type ViewSchema } from './view-schema.js';

/** A template that passed the gate. */
export interface AcceptedTemplate {
  readonly source: string;
  /** Paths printed outside of lists. */
  readonly printed: ReadonlySet<string>;
  /** The text with the values of the view in it. Values are never templates, whatever they contain. */
  readonly render: (view: View) => string;
}

/**
 * The only door to the template engine. Accepts a text whose parse tree holds nothing but text, declared paths,
 * `if`, `unless` and `each`; refuses everything else (TEMPLATE_REFUSED, with line and reason).
 * Loops are bounded twice (nesting here, list length in the view), so rendering needs no time limit.
 */
export function acceptTemplate(text: unknown, schema: ViewSchema): AcceptedTemplate {
  checkTemplateText(text);
  const engine = Handlebars.create();
  const printed = walkTemplate(parsed(engine, text), schema);
  const template = engine.compile<View>(text, {
    strict: true,
    knownHelpersOnly: true,
    // `lookup`, `with` and `log` count as known unless they are denied by name.
    knownHelpers: { if: true, unless: true, each: true, lookup: false, with: false, log: false, helperMissing: false, blockHelperMissing: false },
    preventIndent: true,
  });
  const render = (view: View): string => {
    checkView(schema, view);
    return textOf(rendered(template, view));
  };
  return { source: text, printed, render };
}

function parsed(engine: typeof Handlebars, text: string): hbs.AST.Program {
  try {
    return engine.parse(text);
  } catch (error) {
    throw refusal(undefined, error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be read');
  }
}

function rendered(template: (view: View) => string, view: View): string {
  try {
    return template(view);
  } catch (error) {
    if (error instanceof FineprintError) throw error;
    throw refusal(undefined, error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be rendered');
  }
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
};

/** The engine escapes for HTML and stays so configured; our documents are text, so exactly its seven escapes are taken back. */
function textOf(escaped: string): string {
  return escaped.replaceAll(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (entity) => characters[entity] ?? entity);
}
