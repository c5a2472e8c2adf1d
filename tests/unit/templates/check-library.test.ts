import { describe, expect, test } from 'vitest';
import { checkLibrary } from '../../templates/check-library.js';

const head = (changes = '') => `---
id: law
family: uptime
version: 1.0.0
title: Availability
terms: [uptime.target, uptime.method, uptime.intervalMinutes, uptime.errorThreshold, uptime.minimumRun, uptime.emptyRule, uptime.window, uptime.minimumSample, uptime.graceHours]
positions: { preferred: why, fallback: why, walkAway: why }
${changes}---
`;
const method = '{{uptime.method}}{{#if is.uptime.method.intervalAverage}} {{uptime.intervalMinutes}}{{/if}}{{#if is.uptime.method.badMinutes}} {{uptime.errorThreshold}} {{uptime.minimumRun}}{{/if}}{{#unless is.uptime.method.eventRatio}} {{uptime.emptyRule}}{{/unless}}';
const sound = `At least {{uptime.target}} by ${method} in every {{uptime.window}} of {{uptime.minimumSample}} after {{uptime.graceHours}}.\n`;
const agreement = '---\nid: a\ntitle: A\nsummary: S\nclauses: [law]\n---\nBetween {{customer.name}} and {{vendor.name}}.\n';
const check = (clause: string, text = agreement) => checkLibrary({ clauses: new Map([['law.md', clause]]), agreements: new Map([['a.md', text]]) });

describe('a library', () => {
  test('whose clauses hold has no faults', () => {
    expect(check(head() + sound)).toEqual([]);
  });

  test.for([
    ['calls what is not allowed', head() + `${sound}{{lookup this "x"}}`, 'clauses/law.md: Line 2'],
    ['names an unknown term', head().replace('[uptime.target', '[uptime.goal, uptime.target') + sound, 'lists uptime.goal, which is not a term'],
    ['prints a term it does not list', head().replace(', uptime.graceHours', '') + sound, 'prints uptime.graceHours but does not list it'],
    ['has a number without a term', head() + `${sound}\nWithin 30 days.`, 'line 3 of its text: the number 30 is not a term'],
    ['does not say why', head().replace('walkAway: why', 'walkAway: ""') + sound, 'do not say why: walkAway'],
    ['prints a term where it has no effect', head() + sound.replaceAll('{{#unless is.uptime.method.eventRatio}} ', '').replaceAll('{{/unless}}', ''), 'uptime.emptyRule prints, but has no value that takes effect'],
    ['hides a term where it has an effect', head() + sound.replace('{{uptime.target}}', '{{#if family.law}}{{uptime.target}}{{/if}}'), 'uptime.target has a value, but does not print'],
    ['uses a word that nothing defines', head() + `${sound}\nThis is for each Output.`, 'Line 3 uses “Output”'],
    ['refers to nothing', head() + `${sound}\nSee clause {{clause.exit}}.`, 'refers to a clause on exit'],
  ] as const)('with a clause that %s says so', ([, clause, fault]) => {
    expect(check(clause).join('\n')).toContain(fault);
  });

  test('with an agreement that names a clause that is not there says so', () => {
    expect(check(head() + sound, agreement.replace('[law]', '[law, exit]'))).toEqual([expect.stringContaining('agreements/a.md: ')]);
  });
});
