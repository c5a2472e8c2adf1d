import { parse } from 'yaml';
import { z } from 'zod';
import { FineprintError } from '#libs/wire/errors.js';

/** A template file: YAML between two lines of dashes, then the body. */
export interface TemplateFile<Head> {
  readonly head: Head;
  readonly body: string;
}

/** Splits a template file and checks its head against a schema. Refuses (TEMPLATE_REFUSED) what does not fit, with the reason. */
export function readFrontMatter<Head>(text: string, schema: z.ZodType<Head>): TemplateFile<Head> {
  const [, yaml, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (yaml === undefined || body === undefined) throw refused('it must begin with a head between two lines of ---');
  const read = schema.safeParse(parsed(yaml));
  if (!read.success) throw refused(z.prettifyError(read.error));
  return { head: read.data, body };
}

function parsed(yaml: string): unknown {
  try {
    // Without aliases a small head cannot expand into a large one.
    return parse(yaml, { maxAliasCount: 0 });
  } catch (error) {
    throw refused(error instanceof Error ? error.message : 'its head is not YAML');
  }
}

const refused = (reason: string) => new FineprintError('TEMPLATE_REFUSED', `The template file is refused: ${reason}`);
