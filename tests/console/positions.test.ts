import { describe, expect, test } from 'vitest';
import { positionsOf, standingOf, type Standing } from '#lib/positions.ts';
import type { TermDefinition } from '#libs/wire/terms.js';
import { template } from './samples.ts';

const [first] = template.terms;
const term = (changes: Partial<TermDefinition>): TermDefinition => ({ ...first!, ...changes });
const uptime = term({ kind: 'percent', better: 'higher', positions: { preferred: '99.9', fallback: '99.5', walkAway: '99' } });
const days = term({ kind: 'days', better: 'lower', positions: { preferred: '30', fallback: '60', walkAway: '90' } });
const uses = term({ kind: 'set', better: 'fewer', positions: { preferred: ['a'], fallback: ['a', 'b'], walkAway: null } });
const choice = term({ kind: 'code', better: 'listed-first', choices: ['x', 'y', 'z'].map((code) => ({ code, label: code })), positions: { preferred: 'x', fallback: 'y', walkAway: null } });

describe('a value against the playbook', () => {
  test.for<[string, TermDefinition, Parameters<typeof standingOf>[1], Standing | null]>([
    ['as preferred', uptime, '99.9', 'preferred'],
    ['better than preferred', uptime, '99.95', 'preferred'],
    ['between preferred and fallback', uptime, '99.7', 'between'],
    ['as the fallback', uptime, '99.5', 'fallback'],
    ['below the fallback', uptime, '99.2', 'below-fallback'],
    ['at walk-away', uptime, '99', 'walk-away'],
    ['beyond walk-away', uptime, '90', 'walk-away'],
    ['a short period where shorter is better', days, '10', 'preferred'],
    ['a long one', days, '120', 'walk-away'],
    ['a smaller set where fewer is better', uses, ['a'], 'preferred'],
    ['a larger set', uses, ['a', 'b', 'c'], 'below-fallback'],
    ['sets that cannot be compared', uses, ['c'], 'unranked'],
    ['a choice further down the list', choice, 'z', 'below-fallback'],
    ['a rank that nobody gave', term({ ...uptime, better: null }), '98', 'unranked'],
    ['no value', uptime, undefined, null],
    ['no positions', term({ positions: { preferred: null, fallback: null, walkAway: null } }), '1', null],
  ])('%s', ([, definition, value, standing]) => {
    expect(standingOf(definition, value)).toBe(standing);
  });

  test('positions print as the clause prints them', () => {
    expect(positionsOf(uptime).map(({ name, text }) => [name, text])).toEqual([['preferred', '99.9 %'], ['fallback', '99.5 %'], ['walkAway', '99 %']]);
  });
});
