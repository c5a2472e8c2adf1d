import pg from 'pg';
import { v7 } from 'uuid';
import type { Role } from '#libs/wire/accounts.js';
import { agreementIn } from './agreements.js';
import type { TestApp } from './app.js';
import { join } from './caller.js';
import { privileges, tablesWithoutOrganisation } from './privileges.js';
import { member, organisationOf, program, signedIn } from './people.js';
import type { Sender } from './requests.js';

/** A word that stands in every name of the planted organisation and nowhere else. */
export const canary = 'quillfeather';

/** Public ids of one thing of each kind, all of one organisation. */
export interface Planted {
  readonly account: string;
  readonly key: string;
  readonly vendor: string;
  readonly system: string;
  readonly slug: string;
  readonly agreement: string;
  readonly objective: string;
  readonly breach: string;
  readonly exclusion: string;
  readonly comment: string;
  readonly proposal: string;
  readonly paper: string;
  readonly calendarFeed: string;
  readonly clause: string;
}

/** Ids that exist nowhere. */
export function nothingPlanted(): Planted {
  return { account: v7(), key: v7(), vendor: v7(), system: v7(), slug: 'no-such-system', agreement: v7(), objective: v7(), breach: v7(), exclusion: v7(), comment: v7(), proposal: v7(), paper: v7(), calendarFeed: v7(), clause: 'no-such-clause' };
}

export interface PlantedOrganisation {
  readonly organisationId: number;
  readonly administrator: Sender;
  readonly planted: Planted;
}

/** An organisation with one thing of each kind, all of it named after the canary; made through the front door as far as one exists. */
export async function plantOrganisation(app: TestApp, owner: pg.Client): Promise<PlantedOrganisation> {
  const { organisationId } = await organisationOf(app, canary);
  const administrator = await signedIn(app, `admin@${canary}.example`);
  const invited = await administrator('POST', '/accounts', { email: `spare@${canary}.example`, name: `Spare ${canary}`, role: 'legal' });
  const { id: key } = await program(app, administrator, ['events:write']);
  await owner.query(`UPDATE api_key SET name = $1 WHERE id = $2`, [`key of ${canary}`, key]);
  const vendor = await idOf(administrator, '/vendors', { slug: `vendor-${canary}`, name: `Vendor ${canary}` });
  const slug = `system-${canary}`;
  const system = await idOf(administrator, '/systems', { slug, name: `System ${canary}`, vendorId: vendor });
  const agreement = await agreementIn('active', await join(app, organisationId, 'administrator'), { vendorId: vendor, systemId: system }, { title: `Agreement ${canary}` });
  const objective = agreement.objectives[0];
  if (!objective) throw new Error('the agreement has no objective');
  const breach = await plantBreach(owner, { organisationId, vendor, system, agreement: agreement.id, objective: objective.id });
  await owner.query(`UPDATE agreement SET shared = true WHERE organisation_id = $1`, [organisationId]);
  const comment = await idOf(administrator, `/agreements/${agreement.id}/negotiation/comments`, { clauseId: 'uptime', visibility: 'external', body: `Comment ${canary}` });
  const proposal = await plantProposal(owner, organisationId, agreement.id);
  const exclusion = await idOf(administrator, `/systems/${system}/exclusions`, { from: '2026-01-10T10:00:00Z', to: '2026-01-10T11:00:00Z', reason: 'other', note: `Note ${canary}` });
  const paper = await idOf(administrator, '/incoming-papers', { vendorId: vendor, title: `Paper ${canary}`, format: 'text', text: `1. Availability\n\n${canary} is available at least 99.9% of the time.` });
  const feed = await administrator('POST', '/calendar-feeds', { name: `Feed ${canary}` });
  const calendarFeed = (feed.body as { feed: { id: string } }).feed.id;
  const clause = await idOf(administrator, '/clauses', { id: `clause-${canary}`, family: 'scope', title: `Clause ${canary}`, text: `All of ${canary}.`, positions: {}, references: [], defines: [] });
  const account = (invited.body as { account: { id: string } }).account.id;
  return { organisationId, administrator, planted: { account, key, vendor, system, slug, agreement: agreement.id, objective: objective.id, breach, exclusion, comment, proposal, paper, calendarFeed, clause } };
}

/** Somebody of each role; the vendor contact speaks for the given vendor. */
export async function membersOf(app: TestApp, organisationId: number, roles: readonly Role[], vendor: string): Promise<ReadonlyMap<Role, Sender>> {
  const members = new Map<Role, Sender>();
  for (const role of roles) {
    members.set(role, await member(app, organisationId, `${role}-${organisationId}@roles.example`, role, role === 'vendor-contact' ? vendor : undefined));
  }
  return members;
}

/** A digest of every table's rows of one organisation, except when it was last heard of. */
export async function stateOf(owner: pg.Client, organisationId: number): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of Object.keys(privileges)) {
    if (table in tablesWithoutOrganisation) continue;
    const column = table === 'organisation' ? 'id' : 'organisation_id';
    const { rows: found } = await owner.query<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '')) AS digest FROM (SELECT to_jsonb(t) - 'last_seen_at' - 'last_used_at' AS row FROM ${table} t WHERE ${column} = $1) rows`,
      [organisationId],
    );
    digests[table] = found[0]?.digest ?? '';
  }
  return digests;
}

async function idOf(sender: Sender, path: string, body: unknown): Promise<string> {
  const answer = await sender('POST', path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return (answer.body as { id: string }).id;
}

interface Breached {
  readonly organisationId: number;
  readonly vendor: string;
  readonly system: string;
  readonly agreement: string;
  readonly objective: string;
}

// Breaches open by measuring only; the shortest way to one is to write what measuring would have written.
async function plantBreach(owner: pg.Client, { organisationId, vendor, system, agreement, objective }: Breached): Promise<string> {
  const [measurement, breach] = [v7(), v7()];
  const window = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
  await owner.query(
    `INSERT INTO measurement (organisation_id, id, objective_id, window_start, window_end, final_at, sequence, value, bounds, sample_size, coverage, verdict, reason, counts, inputs_hash, function_version, measured_at)
     VALUES ($1, $2, $3, $4, $5, $5, 1, 20, NULL, 500, 1, 'breached', $6, '{"good": 100, "counted": 500}', 'x', '1', $5)`,
    [organisationId, measurement, objective, ...window, `reason of ${canary}`],
  );
  await owner.query(
    `INSERT INTO breach (organisation_id, id, agreement_id, vendor_id, system_id, objective_id, measurement_id, window_start, window_end, state, opened_at, credit_amount, credit_currency, claim_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $9, 120, 'EUR', '2026-12-31T00:00:00Z')`,
    [organisationId, breach, agreement, vendor, system, objective, measurement, ...window],
  );
  await owner.query(`INSERT INTO document (organisation_id, digest, media_type, content, created_at) VALUES ($1, 'planted', 'application/pdf', '%PDF', $2)`, [organisationId, window[1]]);
  await owner.query(`INSERT INTO notice (organisation_id, breach_id, sequence, document_digest, created_at) VALUES ($1, $2, 1, 'planted', $3)`, [organisationId, breach, window[1]]);
  return breach;
}

/** Proposals are made about drafts only; this one is of an agreement that is active by now. */
async function plantProposal(owner: pg.Client, organisationId: number, agreement: string): Promise<string> {
  const proposal = v7();
  await owner.query(
    `INSERT INTO proposal (organisation_id, id, agreement_id, clause_id, wording, terms, note, side, proposed_by, at)
     SELECT $1, $2, $3, 'uptime', NULL, '{}', $4, 'customer', id, '2026-01-01T00:00:00Z' FROM account WHERE organisation_id = $1 LIMIT 1`,
    [organisationId, proposal, agreement, `Proposal ${canary}`],
  );
  return proposal;
}
