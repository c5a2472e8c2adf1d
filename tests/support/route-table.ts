import type { Action, Subject } from '#libs/access/policy.js';
import type { Planted } from './two-organisations.js';

/** What a route needs, and a request of it that gets past validation. */
export interface RouteRow {
  /** "read Vendor", as the policy says it; or who may call without a permission. */
  readonly needs: `${Action} ${Subject}` | 'nothing' | 'a session';
  /** Values of the path's parameters, in order, for things of one organisation. A route without has no object of its own. */
  readonly of?: (planted: Planted) => readonly string[];
  readonly body?: (planted: Planted) => unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a route that cannot do without a query is asked with. */
  readonly query?: string;
  /** A list that must show the organisation's own things to its administrator; otherwise hiding them proves nothing. */
  readonly shows?: true;
  /** Not sent by callers who are needed again: it would sign them out. */
  readonly endsSession?: true;
}

const ifMatch = { 'If-Match': '"r1"' };
const agreement = (planted: Planted): readonly string[] => [planted.agreement];
const version = (planted: Planted): readonly string[] => [planted.agreement, '1'];
const paper = (planted: Planted): readonly string[] => [planted.paper];
const breach = (planted: Planted): readonly string[] => [planted.breach];
const draft = () => ({ title: 'Planted', effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'Europe/Lisbon', terms: {} });
const signature = () => ({ party: 'customer', signerName: 'Mallory', signerTitle: 'None', signedAt: '2026-03-14T09:00:00Z', digest: '0'.repeat(64) });
const exclusion = () => ({ from: '2026-01-10T10:00:00Z', to: '2026-01-10T11:00:00Z', reason: 'other', note: 'planted' });
const clauseDraft = () => ({ family: 'scope', title: 'Planted', text: 'Planted.', positions: {}, references: [], defines: [] });
const trainingProfile = () => ({ version: 'planted', rows: 1, columns: [{ name: 'score', edges: [0.5], counts: [1, 0] }] });

/** Every route of the product. One that is missing here, or stands here without existing, fails the leak test. */
export const routeTable: Readonly<Record<string, RouteRow>> = {
  'GET /health/live': { needs: 'nothing' },
  'GET /health/ready': { needs: 'nothing' },
  'GET /openapi.json': { needs: 'nothing' },
  'GET /setup': { needs: 'nothing' },
  'POST /setup': { needs: 'nothing' },
  'POST /invitations/accept': { needs: 'nothing' },
  'POST /session': { needs: 'nothing' },
  'GET /session': { needs: 'a session' },
  'DELETE /session': { needs: 'a session', endsSession: true },
  'GET /accounts': { needs: 'read Account', shows: true },
  'POST /accounts': { needs: 'create Account' },
  'PATCH /accounts/{id}': { needs: 'update Account', of: ({ account }) => [account], body: () => ({ state: 'disabled' }) },
  'GET /api-keys': { needs: 'read ApiKey', shows: true },
  'POST /api-keys': { needs: 'create ApiKey' },
  'DELETE /api-keys/{id}': { needs: 'revoke ApiKey', of: ({ key }) => [key] },
  'GET /log': { needs: 'read LogEntry', shows: true },
  'GET /vendors': { needs: 'read Vendor', shows: true },
  'POST /vendors': { needs: 'create Vendor' },
  'GET /vendors/{id}': { needs: 'read Vendor', of: ({ vendor }) => [vendor] },
  'GET /systems': { needs: 'read System', shows: true },
  'POST /systems': { needs: 'create System' },
  'GET /systems/{id}': { needs: 'read System', of: ({ system }) => [system] },
  'POST /systems/{id}/versions': { needs: 'update System', of: ({ system }) => [system], body: () => ({ label: 'planted' }) },
  'GET /systems/{id}/slices': { needs: 'read System', of: ({ system }) => [system] },
  'PUT /systems/{id}/slices': { needs: 'update System', of: ({ system }) => [system], body: () => ({ attributes: [{ name: 'planted' }] }) },
  'POST /systems/{id}/intervals/verify': { needs: 'recount Interval', of: ({ system }) => [system], body: () => ({}) },
  'POST /systems/{id}/intervals/rebuild': { needs: 'recount Interval', of: ({ system }) => [system], body: () => ({}) },
  'GET /systems/{id}/data-quality': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /data-quality': { needs: 'read Measurement' },
  'GET /systems/{id}/objectives': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/objectives/{objectiveId}/recomputation': { needs: 'read Measurement', of: ({ system, objective }) => [system, objective], query: 'window=2026-01-01T00:00:00Z' },
  'GET /systems/{id}/exclusions': { needs: 'read Measurement', of: ({ system }) => [system] },
  'POST /systems/{id}/exclusions': { needs: 'claim Exclusion', of: ({ system }) => [system], body: exclusion },
  'POST /systems/{id}/exclusions/{exclusionId}/decision': { needs: 'decide Exclusion', of: ({ system, exclusion }) => [system, exclusion], body: () => ({ decision: 'accept' }) },
  'GET /systems/{id}/drift': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/performance': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/service': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/slice-report': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/oversight': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/stream': { needs: 'read Measurement', of: ({ system }) => [system] },
  'GET /systems/{id}/training-profiles': { needs: 'read TrainingProfile', of: ({ system }) => [system] },
  'POST /systems/{id}/training-profiles': { needs: 'create TrainingProfile', of: ({ system }) => [system], body: trainingProfile },
  'POST /events': { needs: 'ingest Event' },
  'POST /events/import': { needs: 'ingest Event' },
  'POST /outcomes': { needs: 'ingest Outcome' },
  'POST /outcomes/import': { needs: 'ingest Outcome' },
  'GET /agreement-templates': { needs: 'read Agreement' },
  'GET /agreement-templates/{id}': { needs: 'read Agreement' },
  'GET /agreements': { needs: 'read Agreement', shows: true },
  'POST /agreements': { needs: 'create Agreement' },
  'GET /agreements/{id}': { needs: 'read Agreement', of: agreement },
  'PUT /agreements/{id}/draft': { needs: 'update Agreement', of: agreement, body: draft, headers: ifMatch },
  'GET /agreements/{id}/preview': { needs: 'read Agreement', of: agreement },
  'POST /agreements/{id}/preview': { needs: 'update Agreement', of: agreement, body: draft },
  'GET /legal-packs': { needs: 'read Agreement' },
  'GET /agreements/{id}/review': { needs: 'assess Agreement', of: agreement },
  'POST /agreements/{id}/review': { needs: 'assess Agreement', of: agreement, body: () => ({ draft: draft() }) },
  'POST /agreements/{id}/backtest': { needs: 'assess Agreement', of: agreement, body: () => ({ from: '2026-01-01', until: '2026-01-31' }) },
  'POST /agreements/{id}/backtest/file': { needs: 'assess Agreement', of: agreement, query: 'from=2026-01-01&until=2026-01-31', body: () => 'time', headers: { 'Content-Type': 'text/csv' } },
  'POST /agreements/{id}/activation': { needs: 'activate Agreement', of: agreement },
  'POST /agreements/{id}/versions': { needs: 'freeze Agreement', of: agreement, headers: ifMatch },
  'GET /agreements/{id}/versions/{number}/clauses': { needs: 'read Agreement', of: version },
  'GET /agreements/{id}/versions/{number}/document': { needs: 'read Agreement', of: version },
  'GET /agreements/{id}/versions/{number}/data.json': { needs: 'read Agreement', of: version },
  'GET /agreements/{id}/versions/{number}/objectives.yaml': { needs: 'read Agreement', of: version },
  'POST /agreements/import': { needs: 'create Agreement' },
  'GET /agreement-data-schema.json': { needs: 'nothing' },
  'GET /agreements/{id}/versions/{number}/document.docx': { needs: 'read Agreement', of: version },
  'GET /agreements/{id}/versions/{number}/document.html': { needs: 'read Agreement', of: version },
  'GET /agreements/{id}/draft/document': { needs: 'read Agreement', of: agreement },
  'GET /agreements/{id}/draft/document.docx': { needs: 'read Agreement', of: agreement },
  'GET /agreements/{id}/draft/document.html': { needs: 'read Agreement', of: agreement },
  'POST /agreements/{id}/versions/{number}/signatures': { needs: 'sign Agreement', of: version, body: signature },
  'POST /agreements/{id}/comparison': { needs: 'read Agreement', of: agreement, body: () => ({ left: { kind: 'version', number: 1 }, right: { kind: 'draft' } }) },
  'GET /clauses': { needs: 'read Clause' },
  'POST /clauses': { needs: 'create Clause' },
  'POST /clauses/preview': { needs: 'update Clause', body: clauseDraft },
  'GET /clauses/{id}': { needs: 'read Clause', of: ({ clause }) => [clause] },
  'POST /clauses/{id}/versions': { needs: 'update Clause', of: ({ clause }) => [clause], body: clauseDraft },
  'POST /clauses/{id}/retirement': { needs: 'update Clause', of: ({ clause }) => [clause] },
  'GET /playbook': { needs: 'read Playbook' },
  'GET /playbook/{path}': { needs: 'read Playbook' },
  'PUT /playbook/{path}': { needs: 'update Playbook' },
  'GET /incoming-papers': { needs: 'read IncomingPaper', shows: true },
  'POST /incoming-papers': { needs: 'create IncomingPaper' },
  'POST /incoming-papers/document': { needs: 'create IncomingPaper' },
  'GET /incoming-papers/{id}': { needs: 'read IncomingPaper', of: paper },
  'PUT /incoming-papers/{id}/decisions': { needs: 'update IncomingPaper', of: paper, body: () => ({ decisions: [] }), headers: ifMatch },
  'POST /incoming-papers/{id}/draft': { needs: 'create Agreement', of: paper, body: ({ system }) => ({ systemIds: [system], title: 'Planted', effectiveFrom: '2026-01-01', zone: 'Europe/Lisbon' }) },
  'PUT /agreements/{id}/sharing': { needs: 'update Agreement', of: agreement, body: () => ({ shared: true }) },
  'GET /agreements/{id}/approvals': { needs: 'read Approval', of: agreement },
  'POST /agreements/{id}/approvals': { needs: 'create Approval', of: agreement, headers: ifMatch },
  'POST /agreements/{id}/approvals/withdrawal': { needs: 'create Approval', of: agreement },
  'POST /agreements/{id}/approvals/decision': { needs: 'decide Approval', of: agreement, body: () => ({ decision: 'approve', digest: '0'.repeat(64) }) },
  'GET /agreements/{id}/negotiation': { needs: 'read Comment', of: agreement },
  'POST /agreements/{id}/negotiation/comments': { needs: 'create Comment', of: agreement, body: () => ({ clauseId: 'uptime', visibility: 'external', body: 'planted' }) },
  'POST /agreements/{id}/negotiation/comments/{commentId}/resolution': { needs: 'create Comment', of: ({ agreement: id, comment }) => [id, comment] },
  'POST /agreements/{id}/negotiation/proposals': { needs: 'create Proposal', of: agreement, body: () => ({ clauseId: 'uptime', terms: { 'uptime.target': '99' }, note: 'planted' }) },
  'POST /agreements/{id}/negotiation/proposals/{proposalId}/decision': { needs: 'decide Proposal', of: ({ agreement: id, proposal }) => [id, proposal], body: () => ({ decision: 'decline', reason: 'planted' }) },
  'GET /approvals': { needs: 'read Approval' },
  'GET /approval-rules': { needs: 'read Approval' },
  'PUT /approval-rules': { needs: 'update Approval', body: () => ({ rules: [] }), headers: { 'If-Match': '"r0"' } },
  'GET /calendar': { needs: 'read Agreement', query: 'from=2026-01-01&to=2026-12-31', shows: true },
  'GET /calendar-feeds': { needs: 'read CalendarFeed', shows: true },
  'POST /calendar-feeds': { needs: 'create CalendarFeed' },
  'DELETE /calendar-feeds/{id}': { needs: 'revoke CalendarFeed', of: ({ calendarFeed }) => [calendarFeed] },
  'GET /calendar/{token}.ics': { needs: 'nothing', of: () => ['x'.repeat(43)] },
  'GET /breaches': { needs: 'read Breach', shows: true },
  'GET /breaches/{id}': { needs: 'read Breach', of: breach },
  'POST /breaches/{id}/claim': { needs: 'claim Breach', of: breach, body: () => ({}) },
  'GET /breaches/{id}/notice': { needs: 'read Breach', of: breach },
};
