import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readAgreementTemplate, type AgreementSource } from '#libs/rendering/agreement-template.js';
import { type ClauseLibrary, readLibrary } from '#libs/rendering/clause-source.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import type { AgreementTemplate } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Actor } from '../http/actor.js';

/** The agreement templates that ship with the product, read once at the start. */
export class TemplateStore {
  private constructor(
    private readonly sources: ReadonlyMap<string, AgreementSource>,
    /** The clauses that ship with the product. */
    readonly library: ClauseLibrary,
  ) {}

  /**
   * @param folder the project's `templates`
   * @throws FineprintError TEMPLATE_REFUSED, naming the file: a broken template must fail the start, not the first draft
   */
  static async read(folder: string): Promise<TemplateStore> {
    const clauses = await textsIn(join(folder, 'clauses'));
    const agreements = await textsIn(join(folder, 'agreements'));
    const sources = [...agreements].map(([file, text]) => {
      try {
        return readAgreementTemplate(text, [...clauses.values()], catalogue);
      } catch (error) {
        throw new FineprintError('TEMPLATE_REFUSED', `templates/agreements/${file}: ${error instanceof FineprintError ? error.detail : String(error)}`);
      }
    });
    return new TemplateStore(new Map(sources.map((source) => [source.id, source])), readLibrary([...clauses.values()], catalogue));
  }

  find(id: string): AgreementSource | undefined {
    return this.sources.get(id);
  }

  /** @throws FineprintError NOT_FOUND */
  one(id: string): AgreementSource {
    const source = this.sources.get(id);
    if (!source) throw new FineprintError('NOT_FOUND', `There is no agreement template "${id}"`);
    return source;
  }

  /** The fullest first: what is offered unasked leaves nothing out. */
  all(): readonly AgreementSource[] {
    return [...this.sources.values()].toSorted((a, b) => b.clauses.length - a.clauses.length);
  }
}

/** The template as it travels: its clauses and the terms it asks for. */
export function toTemplate(source: AgreementSource): AgreementTemplate {
  return {
    id: source.id,
    title: source.title,
    summary: source.summary,
    clauses: source.clauses.map(({ id, family, version, title }) => ({ id, family, version, title })),
    terms: [...definitionsFor(source.clauses)],
  };
}

/** The same for a caller; what we ask for and would give in to is only for those who may read the playbook. */
export function templateFor(actor: Actor, source: AgreementSource): AgreementTemplate {
  const template = toTemplate(source);
  if (actor.ability.can('read', 'Playbook')) return template;
  const unknown = { initial: null, positions: { preferred: null, fallback: null, walkAway: null }, rationale: '' };
  return { ...template, terms: template.terms.map((term) => ({ ...term, ...unknown })) };
}

async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).toSorted();
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)));
}
