import type { ClauseText } from '#libs/wire/agreements.js';
import type { ClockDefinition, CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import type { AgreementFacts } from './clause-view.js';
import { longDate } from '#libs/wire/long-date.js';
import { type Block, type DocumentModel, plainRun, runsOf } from './document-model.js';
import { formatTerm } from '#libs/wire/format-term.js';
import { plain } from './marked-text.js';

export interface AgreementDocumentInput {
  readonly facts: AgreementFacts;
  readonly opening: readonly string[];
  readonly clauses: readonly ClauseText[];
  readonly definitions: readonly TermDefinition[];
  readonly terms: TermValues;
  /** What the terms compile to; null while a draft is not ready to. */
  readonly compiled: {
    readonly objectives: readonly ObjectiveDefinition[];
    readonly clocks: readonly ClockDefinition[];
    readonly credits: CreditSchedule | null;
  } | null;
  readonly edition: Edition;
}

/**
 * What is printed: a frozen version, whose `digest` is the SHA-256 of its snapshot in hex, or a draft as it was saved.
 * `id` is that of the agreement; times are instants.
 */
export type Edition =
  | { readonly kind: 'version'; readonly id: string; readonly number: number; readonly digest: string; readonly frozenAt: string }
  | { readonly kind: 'draft'; readonly id: string; readonly revision: number; readonly savedAt: string };

/**
 * An agreement as people sign it: opening, clauses, the schedule of terms, places to sign; its id and digest on every page.
 * A draft reads the same, is marked as one on every page, and has no place to sign.
 */
export function agreementDocument(input: AgreementDocumentInput): DocumentModel {
  const { facts, edition, opening, clauses } = input;
  const title = plain(facts.title);
  const name = edition.kind === 'version' ? `version ${edition.number}` : `draft, revision ${edition.revision}`;
  return {
    title: `${title}, ${name}`,
    subject: `Agreement between ${plain(facts.customerName)} and ${plain(facts.vendorName)}`,
    createdAt: edition.kind === 'version' ? edition.frozenAt : edition.savedAt,
    footer: `${title} · ${name}`,
    identity: [`Document ${edition.id}, ${name}`, edition.kind === 'version' ? `SHA-256 ${edition.digest}` : 'Not a version: nothing of this is agreed, and it cannot be signed'],
    mark: edition.kind === 'version' ? null : 'DRAFT',
    blocks: [
      { kind: 'title', kicker: `Agreement · ${name}`, text: title },
      { kind: 'facts', rows: parties(facts) },
      ...opening.map((text): Block => ({ kind: 'paragraph', number: null, runs: [plainRun(text)] })),
      ...clauses.flatMap(clauseBlocks),
      ...schedule(input),
      ...(edition.kind === 'version' ? signatures(facts, edition) : []),
    ],
  };
}

function parties(facts: AgreementFacts) {
  const until = facts.effectiveUntil === null ? 'no agreed last day' : `until the end of ${longDate(facts.effectiveUntil)}`;
  return [
    { label: 'Customer', value: plain(facts.customerName) },
    { label: 'Vendor', value: plain(facts.vendorName) },
    { label: 'Systems', value: facts.systems.map(({ name, slug }) => `${plain(name)} (${plain(slug)})`).join('; ') },
    { label: 'In force', value: `from ${longDate(facts.effectiveFrom)}, ${until}` },
    { label: 'Time zone', value: plain(facts.zone) },
  ];
}

function clauseBlocks({ number, title, paragraphs }: ClauseText): Block[] {
  return [
    { kind: 'heading', number, text: title },
    ...paragraphs.map((part): Block => ({ kind: 'paragraph', number: part.number, runs: runsOf(part.text, part.values) })),
  ];
}

/** Every printed term once more: where it stands, its value, and what it is evaluated as. */
function schedule({ clauses, definitions, terms, compiled }: AgreementDocumentInput): Block[] {
  const places = new Map<string, string>();
  for (const paragraph of clauses.flatMap(({ paragraphs }) => paragraphs)) {
    for (const { path } of paragraph.values) if (!places.has(path)) places.set(path, paragraph.number);
  }
  const rows = definitions.flatMap((definition) => {
    const place = places.get(definition.path);
    return place === undefined ? [] : [[place, definition.path, formatTerm(definition, terms), meaning(definition, compiled)]];
  });
  return [
    { kind: 'heading', number: null, text: 'Schedule of terms' },
    { kind: 'paragraph', number: null, runs: [plainRun('Clause texts and evaluations take every number from this list. A term marked as human judgement is watched by people.')] },
    {
      kind: 'table',
      caption: 'Terms, where they print, and what they are evaluated as',
      columns: [
        { label: 'Clause', weight: 9, align: 'left' },
        { label: 'Term', weight: 28, align: 'left' },
        { label: 'Value', weight: 34, align: 'left' },
        { label: 'Evaluated as', weight: 29, align: 'left' },
      ],
      rows,
      hasTotal: false,
    },
  ];
}

function meaning({ path, family, effect }: TermDefinition, compiled: AgreementDocumentInput['compiled']): string {
  const { objectives, clocks } = compiled ?? { objectives: [], clocks: [] };
  switch (effect) {
    case 'objective': {
      const objective = objectives.find(({ key }) => key.startsWith(`${family}.`));
      return objective === undefined ? 'objective' : `objective: ${objective.label}`;
    }
    case 'clock': {
      const clock = clocks.find(({ source }) => source.termPath === path) ?? clocks.find(({ key }) => key.startsWith(`${family}.`));
      return clock === undefined ? 'clock' : `clock: ${clock.label}`;
    }
    case 'credit':
      return 'price of a breach';
    case 'obligation':
      return 'obligation with evidence';
    case 'check':
      return 'checked before signing';
    case 'human judgement':
      return 'human judgement';
  }
}

function signatures(facts: AgreementFacts, { number, digest }: Extract<Edition, { kind: 'version' }>): Block[] {
  const text = `By signing, the parties accept version ${number} of this agreement. It is identified by the SHA-256 digest ${digest} of its contents, which stands at the foot of every page.`;
  return [
    { kind: 'heading', number: null, text: 'Signatures' },
    { kind: 'paragraph', number: null, runs: [plainRun(text)] },
    {
      kind: 'signatures',
      parties: [
        { role: 'For the Customer', name: plain(facts.customerName) },
        { role: 'For the Vendor', name: plain(facts.vendorName) },
      ],
    },
  ];
}
