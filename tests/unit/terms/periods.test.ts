import { describe, expect, test } from 'vitest';
import { effectOf } from '#libs/terms/better.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { periodFindings } from '#libs/terms/rules/periods.js';
import type { TermValues } from '#libs/wire/terms.js';
import { positioned } from './positioned.js';

const findings: readonly (readonly [string, TermValues, string])[] = [
  ['a certificate before the erasure', { 'exit.certificateDays': '20', 'exit.erasureDays': '21' }, 'exit.certificateDays'],
  ['backups that are gone before the data', { 'exit.backupDays': '9', 'exit.erasureDays': '10' }, 'exit.backupDays'],
  ['an objection that comes too late', { 'subprocessors.noticeDays': '15', 'subprocessors.objectionDays': '30' }, 'subprocessors.noticeDays'],
  ['a cap for data below the general one', { 'liability.dataCap': '1.5', 'liability.cap': '2' }, 'liability.dataCap'],
  ['no personal data and some', { 'security.personalData': ['none', 'contact'] }, 'security.personalData'],
];

const sound: readonly (readonly [string, TermValues])[] = [
  ['equal periods', { 'exit.certificateDays': '20', 'exit.erasureDays': '20' }],
  ['a period without the other', { 'exit.certificateDays': '20' }],
  ['caps of different spelling', { 'liability.dataCap': '10', 'liability.cap': '9' }],
  ['no personal data', { 'security.personalData': ['none'] }],
];

describe('periods and caps that stand in an order', () => {
  test.for(findings)('%s is a finding at its term', ([, terms, path]) => {
    expect(periodFindings(terms).map((finding) => finding.path)).toEqual([path]);
  });

  test.for(sound)('%s are no finding', ([, terms]) => {
    expect(periodFindings(terms)).toEqual([]);
  });

  test.for(['preferred', 'fallback', 'walkAway'] as const)('the positions %s of the catalogue stand in them', (position) => {
    expect(periodFindings(positioned(catalogue, position))).toEqual([]);
  });
});

test.for(catalogue.map((term) => [term.path, term] as const))('the positions of %s never get better on the way down', ([, term]) => {
  const rungs = [term.positions.preferred, term.positions.fallback, term.positions.walkAway].filter((value) => value !== null);
  for (const [at, rung] of rungs.entries()) {
    for (const lower of rungs.slice(at + 1)) expect(effectOf(term, rung, lower)).not.toBe('better');
  }
});
