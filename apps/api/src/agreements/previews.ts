import { Injectable } from '@nestjs/common';
import { definitionsCheck } from '#libs/rendering/prose/definitions-check.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { findingsOf } from '#libs/terms/finding.js';
import { isOpen } from '#libs/terms/lifecycle.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { review } from '#libs/terms/review.js';
import type { AgreementDraft, AgreementPreview } from '#libs/wire/agreements.js';
import { Database } from '../database/database.js';
import { digestOf } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { readAgreement } from './agreement-reading.js';
import { AgreementSources } from './agreement-sources.js';
import { factsOf } from './facts.js';
import { latestNumber, templateOf, versionOf } from './versions.js';

/** The two panes of a draft or of a version: how it reads and what it compiles to. Stores nothing. */
@Injectable()
export class Previews {
  constructor(
    private readonly database: Database,
    private readonly sources: AgreementSources,
  ) {}

  /** The saved draft while it can change; after that the newest version, whatever has become of the template since. */
  saved(actor: Actor, id: string): Promise<AgreementPreview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const number = isOpen(row.state) ? null : await latestNumber(manager, actor.organisationId, id);
      return number === null ? this.unsaved(actor, id, row.draft) : this.version(actor, id, number);
    });
  }

  /** Any draft, as if it were saved. Bad and missing values are findings, not refusals; clauses that do not make an agreement are refused. */
  unsaved(actor: Actor, id: string, draft: AgreementDraft): Promise<AgreementPreview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const source = await this.sources.of(manager, actor.organisationId, row.template_id, draft);
      const definitions = definitionsFor(source.clauses);
      const findings = [...review(draft, definitions), ...definitionsCheck(source).flatMap(({ rule, severity, clauseId, message }) => findingsOf(`prose.${rule}`, [{ severity, path: clauseId, message }]))];
      const { terms } = readTerms(definitions, draft.terms);
      const facts = await factsOf(manager, actor.organisationId, row, draft);
      const isComplete = findings.every(({ severity }) => severity !== 'error');
      return {
        revision: row.revision,
        clauses: renderClauses(source, definitions, terms, facts),
        terms: definitions.map(({ path }) => path),
        compiled: isComplete ? toWire(compile({ clauses: source.clauses, draft, digest: digestOf })) : null,
        // What we see in a draft is not for the other party's eyes.
        findings: actor.vendorId === null ? findings : [],
      };
    });
  }

  /** A frozen version, from its snapshot alone. */
  version(actor: Actor, id: string, number: number): Promise<AgreementPreview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const { snapshot } = await versionOf(manager, actor.organisationId, id, number);
      return { revision: row.revision, clauses: [...snapshot.clauses], terms: definitionsFor(templateOf(snapshot).clauses).map(({ path }) => path), compiled: toWire(snapshot.compiled), findings: [] };
    });
  }
}

type Compiled = ReturnType<typeof compile>;

function toWire({ objectives, clocks, obligations, credits }: Compiled): NonNullable<AgreementPreview['compiled']> {
  return { objectives: [...objectives], clocks: [...clocks], obligations: [...obligations], credits };
}
