import { describe, expect, test } from 'vitest';
import { abilityOfRole, abilityOfScopes } from '#libs/access/ability.js';
import { actions, subjects, type Action, type Subject } from '#libs/access/policy.js';
import { roles, type Role } from '#libs/wire/accounts.js';
import { scopes, type Scope } from '#libs/wire/api-keys.js';

/** One line for each subject and action; a letter for each role that may: aDministrator, Legal, Procurement, cOmpliance, Engineer, Vendor contact, aUditor. */
const letters: Readonly<Record<Role, string>> = { administrator: 'D', legal: 'L', procurement: 'P', compliance: 'O', engineer: 'E', 'vendor-contact': 'V', auditor: 'U' };
const table: Readonly<Record<Exclude<Subject, 'all'>, Partial<Record<Action, string>>>> = {
  Vendor: { read: 'DLPOEVU', create: 'DLP', update: 'DLP' },
  System: { read: 'DLPOEVU', create: 'DLPE', update: 'DLPE' },
  Agreement: { read: 'DLPOEVU', create: 'DLP', update: 'DLP', freeze: 'DLP', sign: 'DLP', activate: 'DLP', assess: 'DLPOU' },
  IncomingPaper: { read: 'DLPOEU', create: 'DLP', update: 'DLP' },
  Measurement: { read: 'DLPOEVU' },
  Breach: { read: 'DLPOEVU', claim: 'DLO' },
  Approval: { read: 'DLPOU', create: 'DLP', update: 'D', decide: 'DLPO' },
  Comment: { read: 'DLPOEVU', create: 'DLPOV' },
  Proposal: { read: 'DLPOEVU', create: 'DLPV', decide: 'DLPV' },
  Exclusion: { claim: 'DLOV', decide: 'DLOV' },
  Clause: { read: 'DLPOEU', create: 'DL', update: 'DL' },
  Playbook: { read: 'DLPOEU', create: 'DL', update: 'DL' },
  TrainingProfile: { read: 'DLPOEVU', create: 'DEV' },
  CalendarFeed: { read: 'DLPOU', create: 'DLPO', revoke: 'DLPO' },
  Event: { ingest: 'DE' },
  Outcome: { ingest: 'DE' },
  Interval: { recount: 'D' },
  ApiKey: { read: 'DEU', create: 'DE', revoke: 'DE' },
  Account: { read: 'DU' },
  LogEntry: { read: 'DLOU' },
};
const ownVendor = '0195a000-0000-7000-8000-000000000001';
const otherVendor = '0195a000-0000-7000-8000-000000000002';

describe.each(roles)('the role %s', (role) => {
  const ability = abilityOfRole(role, role === 'vendor-contact' ? ownVendor : null);
  const pairs = Object.keys(table).flatMap((subject) => actions.map((action) => ({ action, subject: subject as Exclude<Subject, 'all'> })));

  test.each(pairs)('$action $subject', ({ action, subject }) => {
    const mayEverything = role === 'administrator';
    expect(ability.can(action, subject)).toBe(mayEverything || (table[subject][action] ?? '').includes(letters[role]));
  });
});

test('every subject stands in the table', () => {
  expect(Object.keys(table).toSorted()).toEqual(subjects.filter((subject) => subject !== 'all').toSorted());
});

describe('a vendor contact', () => {
  const ability = abilityOfRole('vendor-contact', ownVendor);
  const may = (action: Action, subject: Subject, fields: object): boolean => ability.rulesFor(action, subject).some((rule) => rule.matchesConditions({ ...fields }));

  test.each<[string, Subject, object, boolean]>([
    ['their own vendor', 'Vendor', { id: ownVendor }, true],
    ['another vendor', 'Vendor', { id: otherVendor }, false],
    ['a system of theirs', 'System', { vendorId: ownVendor }, true],
    ['a system of another', 'System', { vendorId: otherVendor }, false],
    ['a breach of theirs', 'Breach', { vendorId: ownVendor }, true],
    ['a breach of another', 'Breach', { vendorId: otherVendor }, false],
    ['a training profile of another', 'TrainingProfile', { vendorId: otherVendor }, false],
    ['a measurement of another', 'Measurement', { vendorId: otherVendor }, false],
    ['an agreement still being drafted', 'Agreement', { vendorId: ownVendor, state: 'draft' }, false],
    ['a draft that is shared', 'Agreement', { vendorId: ownVendor, state: 'draft', shared: true }, true],
    ['a shared draft of another', 'Agreement', { vendorId: otherVendor, state: 'draft', shared: true }, false],
    ['an agreement that is frozen', 'Agreement', { vendorId: ownVendor, state: 'frozen' }, true],
    ['an agreement that is active', 'Agreement', { vendorId: ownVendor, state: 'active' }, true],
    ['an active agreement of another', 'Agreement', { vendorId: otherVendor, state: 'active' }, false],
  ])('reading %s', (_, subject, fields, isAllowed) => {
    expect(may('read', subject, fields)).toBe(isAllowed);
  });

  test.each([
    ['claims an exclusion of a system of theirs', 'claim', ownVendor, true],
    ['decides about one', 'decide', ownVendor, true],
    ['claims none of a system of another', 'claim', otherVendor, false],
    ['decides about none', 'decide', otherVendor, false],
  ] as const)('%s', (_, action, vendorId, isAllowed) => {
    expect(may(action, 'Exclusion', { vendorId })).toBe(isAllowed);
  });

  test('without a vendor sees nothing, not what has no vendor', () => {
    const homeless = abilityOfRole('vendor-contact', null);
    expect(homeless.rulesFor('read', 'System').some((rule) => rule.matchesConditions({ vendorId: ownVendor }))).toBe(false);
  });
});

describe('an API key', () => {
  const grants: Readonly<Record<Scope, readonly string[]>> = {
    'events:write': ['ingest Event'],
    'outcomes:write': ['ingest Outcome'],
    'measurements:read': ['read System', 'read Measurement'],
    'intervals:recount': ['read System', 'recount Interval'],
  };
  const everything = subjects.flatMap((subject) => actions.map((action) => ({ action, subject })));
  const allowedBy = (given: readonly Scope[]): string[] =>
    everything.filter(({ action, subject }) => abilityOfScopes(given).can(action, subject)).map(({ action, subject }) => `${action} ${subject}`);

  test.each(scopes)('with the scope %s may do what it names and nothing else', (scope) => {
    expect(allowedBy([scope]).toSorted()).toEqual(grants[scope].toSorted());
  });

  test('with all scopes may do their union and nothing else', () => {
    expect(allowedBy(scopes).toSorted()).toEqual([...new Set(Object.values(grants).flat())].toSorted());
  });

  test('without a scope may do nothing', () => {
    expect(allowedBy([])).toEqual([]);
  });
});
