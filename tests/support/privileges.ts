/** Tables that belong to no organisation, each with its reason. Every other table in `public` is under row-level security. */
export const tablesWithoutOrganisation: Readonly<Record<string, string>> = {
  migrations: 'the schema itself; no runtime role may touch it',
  throttle: 'a guess is counted before anybody knows whose account it is',
};

/** Facts: rows are added and never changed. No runtime role may UPDATE or DELETE them. */
export const appendOnlyTables = [
  'agreement_system',
  'agreement_version',
  'breach_event',
  'clause_version',
  'clock',
  'document',
  'event',
  'exclusion',
  'exclusion_decision',
  'incoming_paper',
  'incoming_paper_decision',
  'incoming_paper_draft',
  'ingest_batch',
  'log_entry',
  'measurement',
  'notice',
  'objective',
  'obligation',
  'organisation',
  'outcome',
  'signature',
  'slice',
  'training_profile',
] as const;

export const runtimeRoles = ['fineprint_app', 'fineprint_ingest', 'fineprint_login'] as const;
export type RuntimeRole = (typeof runtimeRoles)[number];

type Grants = Readonly<Record<RuntimeRole, string>>;
const grants = (app: string, ingest = '', login = ''): Grants => ({ fineprint_app: app, fineprint_ingest: ingest, fineprint_login: login });

/** What each role may do with each table: Select, Insert, Update, Delete. Anything the database says beyond this fails a test. */
export const privileges: Readonly<Record<string, Grants>> = {
  account: grants('SIU', '', 'S'),
  agreement: grants('SIU'),
  agreement_system: grants('SI'),
  agreement_version: grants('SI'),
  api_key: grants('SIU', '', 'S'),
  breach: grants('SIU'),
  breach_event: grants('SI'),
  clause: grants('SIU'),
  clause_version: grants('SI'),
  clock: grants('SI'),
  data_quality: grants('S', 'SID'),
  dirty_hour: grants('SID', 'I'),
  document: grants('SI'),
  event: grants('S', 'SI'),
  feature_category: grants('S', 'SI'),
  exclusion: grants('SI'),
  exclusion_decision: grants('SI'),
  idempotency: grants('SIUD'),
  incoming_paper: grants('SI'),
  incoming_paper_decision: grants('SI'),
  incoming_paper_draft: grants('SI'),
  ingest_batch: grants('S', 'I'),
  interval: grants('S', 'SID'),
  interval_day: grants('S', 'SIU'),
  interval_version_day: grants('S', 'SID'),
  invitation: grants('SIU', '', 'S'),
  licensed_user: grants('S', 'SI'),
  log_entry: grants('SI', 'I'),
  measurement: grants('SI'),
  migrations: grants(''),
  notice: grants('SI'),
  objective: grants('SI'),
  obligation: grants('SI'),
  playbook_position: grants('SIU'),
  organisation: grants('SI', 'S', 'S'),
  outcome: grants('S', 'SI'),
  pending_outcome: grants('S', 'SID'),
  session: grants('SIUD', '', 'S'),
  signature: grants('SI'),
  slice: grants('S', 'SI'),
  stale_hour: grants('S', 'SID'),
  system: grants('SIU', 'S'),
  system_slice_attribute: grants('SIU', 'SI'),
  system_version: grants('SIU', 'SIU'),
  throttle: grants('', '', 'SIUD'),
  training_profile: grants('SI'),
  vendor: grants('SIU'),
};
