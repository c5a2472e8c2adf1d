import type { IncomingPaper, PaperAnalysis, PaperFormat, TermDecision } from '#libs/wire/incoming-papers.js';

/** A row of `paperQuery`. */
export interface PaperRow {
  readonly id: string;
  readonly vendor_id: string;
  readonly vendor_name: string;
  readonly title: string;
  readonly format: PaperFormat;
  readonly document_digest: string;
  readonly bytes: number;
  readonly clauses: number;
  readonly unmatched: number;
  readonly terms: number;
  readonly revision: number;
  readonly decisions: TermDecision[];
  readonly agreement_id: string | null;
  readonly received_at: Date;
  readonly received_by: string;
}

/** The same with its text and what was read in it. */
export interface WholePaperRow extends PaperRow {
  readonly content: string;
  readonly analysis: PaperAnalysis;
}

const columns = `p.id, p.vendor_id, v.name AS vendor_name, p.title, p.format, p.document_digest, p.bytes, p.clauses, p.unmatched, p.terms,
    coalesce(d.revision, 1) AS revision, coalesce(d.decisions, '[]'::jsonb) AS decisions, a.agreement_id, p.received_at, p.received_by`;
const tables = `FROM incoming_paper p
  JOIN vendor v ON v.organisation_id = p.organisation_id AND v.id = p.vendor_id
  LEFT JOIN LATERAL (SELECT revision, decisions FROM incoming_paper_decision d WHERE d.organisation_id = p.organisation_id AND d.paper_id = p.id ORDER BY revision DESC LIMIT 1) d ON true
  LEFT JOIN incoming_paper_draft a ON a.organisation_id = p.organisation_id AND a.paper_id = p.id
  WHERE p.organisation_id = $1`;

/** Papers `p` of organisation $1. */
export const paperQuery = `SELECT ${columns} ${tables}`;
export const wholePaperQuery = `SELECT ${columns}, p.content, p.analysis ${tables}`;

/** What the access policy may ask of a paper `p`. */
export const paperFields = { vendorId: 'p.vendor_id' } as const;

/** The paper as it travels in lists. */
export function toPaper(row: PaperRow): IncomingPaper {
  return {
    id: row.id,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    title: row.title,
    format: row.format,
    digest: row.document_digest,
    bytes: row.bytes,
    revision: row.revision,
    clauses: row.clauses,
    unmatched: row.unmatched,
    terms: row.terms,
    undecided: row.terms - row.decisions.length,
    agreementId: row.agreement_id,
    receivedAt: row.received_at.toISOString(),
    receivedBy: row.received_by,
  };
}
