import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { Activation } from '../agreements/activation.js';
import { AgreementReading } from '../agreements/agreement-reading.js';
import { Drafts } from '../agreements/drafts.js';
import { Freezing } from '../agreements/freezing.js';
import { Signing } from '../agreements/signing.js';
import { Breaches } from '../breaches/breaches.service.js';
import { EventStore } from '../ingestion/event-store.js';
import { IntakeService } from '../ingestion/intake.service.js';
import { OutcomeStore } from '../ingestion/outcome-store.js';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { NewSlices } from '#libs/wire/slices.js';
import type { TermValues } from '#libs/wire/terms.js';
import { Measuring } from '../measurement/measuring.service.js';
import { Announcements } from '../systems/announcements.service.js';
import { Slices } from '../systems/slices.service.js';
import { one, type Cast, type Party } from './cast.js';
import { checkpointsOf } from './checkpoints.js';
import { firstVersion, leadsOfDay, type Lead } from './leads.js';
import { repliesOfDay } from './replies.js';
import type { StoryClock } from './story-clock.js';
import { leadmindTerms } from './terms.js';
import { zone, type Timeline } from './timeline.js';

const dayMs = 86_400_000;
const trialDays = 49;
/** What Harbour & Vale tells leads apart by; whether the age of a contact matters is a question of fairness. */
const declaredAttributes: NewSlices['attributes'] = [
  { name: 'contactAge', kind: 'group', values: ['under 40', '40 and over'], limit: 50 },
  { name: 'region', kind: 'slice', values: null, limit: 50 },
  { name: 'channel', kind: 'slice', values: null, limit: 50 },
];

/** The draft for a vendor's system, made or found again. */
export async function draftFor(
  application: INestApplicationContext,
  { legal, organisationId }: Cast,
  { vendorId, systemId }: Party,
  draft: { readonly title: string; readonly effectiveFrom: string; readonly effectiveUntil: string; readonly terms: TermValues },
): Promise<AgreementDetail> {
  const { title, effectiveFrom, effectiveUntil, terms } = draft;
  const known = await one<{ id: string }>(application, organisationId, `SELECT id FROM agreement WHERE organisation_id = $1 AND title = $2`, title);
  const agreement = known
    ? await application.get(AgreementReading).one(legal, known.id)
    : await application.get(Drafts).create(legal, { vendorId, systemIds: [systemId], templateId: 'ai-crm-standard', title, effectiveFrom, effectiveUntil, zone });
  if (agreement.state !== 'draft' || agreement.revision > 1) return agreement;
  return application.get(Drafts).replace(legal, agreement.id, agreement.revision, { ...agreement.draft, terms: { ...agreement.draft.terms, ...terms } });
}

/** Leadmind's agreement is drafted, frozen, signed by both and put to work, each at its time. Leadmind tells of its present model, and never of the next. */
export async function concludeLeadmind(application: INestApplicationContext, clock: StoryClock, cast: Cast, timeline: Timeline): Promise<void> {
  const { legal } = cast;
  const { effectiveFrom, effectiveUntil } = timeline;
  clock.moveTo(timeline.draftedMs);
  const drafted = await draftFor(application, cast, cast.leadmind, { title: 'Leadmind lead scoring', effectiveFrom, effectiveUntil, terms: leadmindTerms });
  const frozen = drafted.state === 'draft' ? await application.get(Freezing).freeze(legal, drafted.id, drafted.revision) : drafted;
  const [version] = frozen.versions;
  if (!version) throw new Error('the agreement has no version');
  clock.moveTo(timeline.signedMs);
  const signers = { vendor: ['Paul Brandt', 'Head of Accounts'], customer: ['Ines Duarte', 'Chief Operating Officer'] } as const;
  for (const party of ['vendor', 'customer'] as const) {
    if (version.signatures.some((signature) => signature.party === party)) continue;
    const [signerName, signerTitle] = signers[party];
    const signature = { party, signerName, signerTitle, signedAt: clock.now().toISOString(), digest: version.digest };
    await application.get(Signing).sign(legal, frozen.id, version.number, signature);
  }
  if (frozen.state === 'active') return;
  await application.get(Announcements).announce(cast.engineer, cast.leadmind.systemId, { label: firstVersion, features: [] });
  await application.get(Slices).declare(cast.engineer, cast.leadmind.systemId, { attributes: declaredAttributes });
  await application.get(Activation).activate(legal, frozen.id);
}

/** Months of scoring: what happened by each checkpoint is sent, then measured. Sending it again changes nothing. */
export async function runLeadmind(application: INestApplicationContext, clock: StoryClock, cast: Cast, timeline: Timeline, say: (line: string) => void): Promise<void> {
  const days = Math.ceil((timeline.nowMs - timeline.startMs) / dayMs);
  const leads = Array.from({ length: days }, (_, day) => leadsOfDay(timeline, day)).flat();
  const outcomes = leads.filter(({ outcome }) => outcome !== null);
  let since = -Infinity;
  let told = performance.now();
  for (const until of checkpointsOf(timeline)) {
    clock.moveTo(until);
    const isNew = (ms: number | null): boolean => ms !== null && ms >= since && ms < until;
    await send(application, cast, 'events', leads.filter(({ timeMs }) => isNew(timeMs)));
    await send(application, cast, 'outcomes', outcomes.filter(({ knownMs }) => isNew(knownMs)));
    await application.get(Measuring).measure({ organisationId: cast.organisationId, systemNumber: cast.leadmind.systemNumber });
    if (until === timeline.claimMs) await claimOutage(application, cast);
    since = until;
    if (performance.now() - told > 2_000) {
      told = performance.now();
      say(`loading the demonstration ... ${clock.now().toISOString().slice(0, 10)}`);
    }
  }
}

/** Replywise answers chats on trial: seven weeks of them, which nobody has signed for yet. */
export async function tryReplywise(application: INestApplicationContext, clock: StoryClock, cast: Cast, timeline: Timeline): Promise<void> {
  clock.moveTo(timeline.nowMs);
  const present = Math.floor(timeline.nowMs / dayMs);
  const replies = Array.from({ length: trialDays }, (_, day) => repliesOfDay(present - trialDays + 1 + day)).flat();
  await send(application, cast, 'events', replies.filter(({ timeMs }) => timeMs <= timeline.nowMs));
  await application.get(Measuring).measure({ organisationId: cast.organisationId, systemNumber: cast.replywise.systemNumber });
}

async function send(application: INestApplicationContext, { engineer }: Cast, what: 'events' | 'outcomes', leads: readonly Pick<Lead, 'event' | 'outcome'>[]): Promise<void> {
  if (leads.length === 0) return;
  const lines = leads.map(({ event, outcome }) => `${JSON.stringify(what === 'events' ? event : outcome)}\n`);
  const bytes = Readable.from([Buffer.from(lines.join(''))]) as AsyncIterable<Buffer>;
  const body = { headers: { 'content-type': 'application/x-ndjson' }, bytes, mayGoOn: async () => undefined };
  const intake = application.get(IntakeService);
  const report = await (what === 'events' ? intake.stream(engineer, application.get(EventStore), body) : intake.stream(engineer, application.get(OutcomeStore), body));
  if (report.rejected > 0) throw new Error(`the demonstration's ${what} were not taken: ${report.rejections[0]?.detail}`);
}

async function claimOutage(application: INestApplicationContext, { compliance }: Cast): Promise<void> {
  const { items } = await application.get(Breaches).page(compliance, { limit: 10, state: 'open' });
  for (const { id } of items) await application.get(Breaches).claim(compliance, id, { note: 'Outage of the scoring service, reported by the stores the same day' });
}
