import type { AgreementComparison, ClauseChange, PassageChange } from '#libs/wire/comparisons.js';

export function passageOf(changes: Partial<PassageChange> = {}): PassageChange {
  return { id: null, status: 'same', leftNumber: '1.1', rightNumber: '1.1', movedFrom: null, pieces: [{ kind: 'same', text: 'As before.' }], substantive: false, paths: [], ...changes };
}

function clauseOf(key: string, title: string, ...paragraphs: readonly PassageChange[]): ClauseChange {
  const heading = passageOf({ leftNumber: key, rightNumber: key, pieces: [{ kind: 'same', text: title }] });
  const isChanged = paragraphs.some(({ id }) => id !== null);
  return { key, leftId: key, rightId: key, status: isChanged ? 'changed' : 'same', movedFrom: null, heading, paragraphs: [...paragraphs], substantive: paragraphs.some(({ substantive }) => substantive) };
}

/** A number that moved an objective and a credit, a change of form, and a paragraph that came from elsewhere. */
export const comparison: AgreementComparison = {
  left: { label: 'Version 1', digest: 'd'.repeat(64) },
  right: { label: 'Their text', digest: null },
  clauses: [
    clauseOf('1', 'Availability', passageOf({ id: 'change-1', status: 'changed', substantive: true, paths: ['uptime.target'], pieces: [{ kind: 'same', text: 'At least ' }, { kind: 'removed', text: '99.5' }, { kind: 'added', text: '99.05' }, { kind: 'same', text: ' %.' }] })),
    clauseOf('2', 'Notices', passageOf({ id: 'change-2', status: 'changed', pieces: [{ kind: 'removed', text: '"' }, { kind: 'added', text: '“' }] })),
    clauseOf('3', 'Law', passageOf({ id: 'change-3', status: 'same', movedFrom: '7.2', substantive: true })),
  ],
  callouts: [{ kind: 'number', changeId: 'change-1', place: '1.1', left: '99.5', right: '99.05' }],
  terms: [{ path: 'uptime.target', label: 'Target', left: '99.5 %', right: '99.05 %', difference: '-0.45 percentage points', effect: 'worse', paths: ['uptime.target'] }],
  objectives: [{ key: 'uptime.availability', label: 'Availability', aspect: 'target', left: 'at least 99.5 %', right: 'at least 99.05 %', effect: 'worse', paths: ['uptime.target'] }],
  clocks: [],
  credits: [{ key: 'uptime.availability', label: 'Availability below 99.5 %', left: { amount: '120.00', currency: 'EUR' }, right: { amount: '0.00', currency: 'EUR' }, effect: 'worse', paths: ['uptime.target'] }],
  isPriced: true,
  changes: 3,
  substantiveChanges: 2,
};
