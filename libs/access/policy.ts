import type { Role } from '#libs/wire/accounts.js';
import type { Scope } from '#libs/wire/api-keys.js';

export const actions = ['read', 'create', 'update', 'freeze', 'sign', 'activate', 'assess', 'claim', 'decide', 'revoke', 'ingest', 'recount', 'manage'] as const;
export type Action = (typeof actions)[number];

export const subjects = ['Vendor', 'System', 'Agreement', 'IncomingPaper', 'Measurement', 'Breach', 'Approval', 'Comment', 'Proposal', 'Exclusion', 'Clause', 'Playbook', 'TrainingProfile', 'CalendarFeed', 'Event', 'Outcome', 'Interval', 'ApiKey', 'Account', 'LogEntry', 'all'] as const;
export type Subject = (typeof subjects)[number];

/** One permission as data. `conditions` are Mongo-style over the fields a subject is filtered by; '$vendor' is the caller's vendor. */
export interface Permission {
  readonly action: readonly Action[];
  readonly subject: readonly Subject[];
  readonly conditions?: Readonly<Record<string, unknown>>;
}

const everythingButAdministration = ['Vendor', 'System', 'Agreement', 'IncomingPaper', 'Measurement', 'Breach', 'TrainingProfile', 'Clause', 'Playbook', 'Comment', 'Proposal'] as const;
const draftAndSign: readonly Permission[] = [
  { action: ['read', 'create', 'revoke'], subject: ['CalendarFeed'] },
  { action: ['read'], subject: everythingButAdministration },
  { action: ['create', 'update'], subject: ['Vendor', 'System', 'Agreement', 'IncomingPaper'] },
  { action: ['freeze', 'sign', 'activate', 'assess'], subject: ['Agreement'] },
  { action: ['read', 'create', 'decide'], subject: ['Approval', 'Proposal'] },
  { action: ['create'], subject: ['Comment'] },
];
/** Exclusions are read by whoever reads measurements, because they are a part of them. */
const claimAndDecide: readonly Permission[] = [
  { action: ['claim'], subject: ['Breach'] },
  { action: ['claim', 'decide'], subject: ['Exclusion'] },
];

/** Who may do what. Deny by default: what is not listed is refused. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [{ action: ['manage'], subject: ['all'] }],
  legal: [...draftAndSign, ...claimAndDecide, { action: ['create', 'update'], subject: ['Clause', 'Playbook'] }, { action: ['read'], subject: ['LogEntry'] }],
  procurement: draftAndSign,
  compliance: [{ action: ['read', 'create', 'revoke'], subject: ['CalendarFeed'] }, { action: ['read'], subject: [...everythingButAdministration, 'Approval', 'LogEntry'] }, { action: ['decide'], subject: ['Approval'] }, { action: ['create'], subject: ['Comment'] }, { action: ['assess'], subject: ['Agreement'] }, ...claimAndDecide],
  engineer: [
    { action: ['read'], subject: everythingButAdministration },
    { action: ['create', 'update'], subject: ['System'] },
    { action: ['create'], subject: ['TrainingProfile'] },
    { action: ['ingest'], subject: ['Event', 'Outcome'] },
    { action: ['read', 'create', 'revoke'], subject: ['ApiKey'] },
  ],
  'vendor-contact': [
    { action: ['read'], subject: ['Vendor'], conditions: { id: '$vendor' } },
    { action: ['read'], subject: ['System', 'Breach', 'Measurement'], conditions: { vendorId: '$vendor' } },
    { action: ['read', 'create'], subject: ['TrainingProfile'], conditions: { vendorId: '$vendor' } },
    { action: ['claim', 'decide'], subject: ['Exclusion'], conditions: { vendorId: '$vendor' } },
    { action: ['read'], subject: ['Agreement'], conditions: { vendorId: '$vendor', state: { $in: ['frozen', 'signed', 'active'] } } },
    { action: ['read'], subject: ['Agreement'], conditions: { vendorId: '$vendor', shared: true } },
    { action: ['read', 'create'], subject: ['Comment'], conditions: { vendorId: '$vendor', shared: true, visibility: 'external' } },
    { action: ['read', 'create', 'decide'], subject: ['Proposal'], conditions: { vendorId: '$vendor', shared: true } },
  ],
  auditor: [
    { action: ['read'], subject: [...everythingButAdministration, 'Approval', 'LogEntry', 'Account', 'ApiKey', 'CalendarFeed'] },
    { action: ['assess'], subject: ['Agreement'] },
  ],
};

/** What an API key may do: only what its scopes name, whoever made it. */
export const permissionsOfScope: Readonly<Record<Scope, readonly Permission[]>> = {
  'events:write': [{ action: ['ingest'], subject: ['Event'] }],
  'outcomes:write': [{ action: ['ingest'], subject: ['Outcome'] }],
  'measurements:read': [{ action: ['read'], subject: ['System', 'Measurement'] }],
  'intervals:recount': [
    { action: ['read'], subject: ['System'] },
    { action: ['recount'], subject: ['Interval'] },
  ],
};
