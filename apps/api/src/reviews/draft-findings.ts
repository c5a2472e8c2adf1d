import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { definitionsCheck } from '#libs/rendering/prose/definitions-check.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { findingsOf, worstFirst } from '#libs/terms/finding.js';
import { dayOf } from '#libs/terms/in-force.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { reviewDraft } from '#libs/terms/review-draft.js';
import { zoneExists } from '#libs/terms/rules/dates.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { Finding, TermValues } from '#libs/wire/terms.js';
import type { AgreementRow } from '../agreements/agreement-row.js';
import { AgreementSources } from '../agreements/agreement-sources.js';
import { factsOf } from '../agreements/facts.js';
import { Clock } from '../http/clock.js';
import { positionsOf } from '../library/playbook-rows.js';
import { PackStore } from './pack-store.js';
import { pastOf } from './past.js';

/** What a draft was found to be on a day. */
export interface FoundDraft {
  readonly asOf: string;
  /** The values that are valid. */
  readonly terms: TermValues;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Gathers what a review needs, and reviews: for the page of it, and for approvals that depend on what was found. */
@Injectable()
export class DraftFindings {
  constructor(
    private readonly clock: Clock,
    private readonly sources: AgreementSources,
    private readonly packs: PackStore,
  ) {}

  /** By default as of the present day in the zone of the draft. @throws FineprintError TEMPLATE_REFUSED for special wording that cannot stand */
  async of(manager: EntityManager, organisationId: number, row: AgreementRow, draft: AgreementDraft, day: string | null = null): Promise<FoundDraft> {
    const asOf = day ?? today(draft.zone, this.clock.now());
    const source = await this.sources.of(manager, organisationId, row.template_id, draft);
    const definitions = definitionsFor(source.clauses);
    const { terms } = readTerms(definitions, draft.terms);
    const clauses = renderClauses(source, definitions, terms, await factsOf(manager, organisationId, row, draft));
    const found = reviewDraft(draft, await positionsOf(manager, organisationId), this.packs.packs, asOf, {
      definitions,
      clauses: source.clauses,
      texts: clauses.map(({ id, paragraphs }) => ({ clauseId: id, text: paragraphs.map(({ text }) => text).join('\n') })),
      library: this.sources.families(),
      past: await pastOf(manager, organisationId, row, terms),
    });
    const prose = definitionsCheck(source).flatMap(({ rule, severity, clauseId, message }) => findingsOf(`prose.${rule}`, [{ severity, path: clauseId, message }]));
    return { asOf, terms, findings: worstFirst([...found, ...prose]) };
  }
}

/** A zone that does not exist is a finding of the review; until it is mended the day is that of UTC. */
function today(zone: string, now: Date): string {
  return dayOf(now.getTime(), zoneExists(zone) ? zone : 'UTC');
}
