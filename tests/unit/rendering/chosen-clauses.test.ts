import { describe, expect, test } from 'vitest';
import { withClauses } from '#libs/rendering/agreement-template.js';
import { readLibrary } from '#libs/rendering/clause-source.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { catalogue, definitionsFor, initialTerms } from '#libs/terms/catalogue.js';
import { clauseTexts, shipped } from './templates.js';
import { facts } from './facts.js';

const library = readLibrary(clauseTexts, catalogue);
const template = shipped('ai-crm-light');
const plain = (...ids: readonly string[]) => ids.map((id) => ({ id, wording: null }));

describe('the clauses of a draft', () => {
  test('are those it chose, in its order, with numbers and references that follow', () => {
    const source = withClauses(template, library, plain('credits', 'uptime'));
    const definitions = definitionsFor(source.clauses);
    const clauses = renderClauses(source, definitions, initialTerms(definitions), facts);
    expect(clauses.map(({ number, id }) => [number, id])).toEqual([['1', 'credits'], ['2', 'uptime']]);
    expect(JSON.stringify(clauses)).toContain('For availability (clause 2)');
    expect(JSON.stringify(clauses)).not.toContain('For response time');
    expect(source.texts).toHaveLength(3);
  });

  test('may have special wording: its terms are those that it prints', () => {
    const wording = 'The Vendor trains nothing on our data: {{ownership.trainingUse}}.\n\nOutputs belong to {{ownership.outputs}}.';
    const [clause] = withClauses(template, library, [{ id: 'ownership', wording }]).clauses;
    expect(clause?.terms).toEqual(['ownership.outputs', 'ownership.trainingUse']);
    expect(clause?.text).toContain('{{ownership.returnDays}}');
  });

  test.for([
    ['a clause that the library does not have', plain('nowhere'), 'there is no clause nowhere', '/clauses/0/id'],
    ['a clause twice', plain('uptime', 'uptime'), 'uptime is listed twice', '/clauses'],
    ['wording that the gate refuses', [...plain('credits'), { id: 'ownership', wording: 'x\n{{lookup this "y"}}' }], 'Line 2', '/clauses/1/wording'],
    ['wording with an unknown term', [{ id: 'ownership', wording: '{{ownership.colour}}' }], 'not a declared text', '/clauses/0/wording'],
    ['wording that leaves out what is measured', [{ id: 'uptime', wording: 'At least {{uptime.target}}.' }], '{{uptime.method}}', '/clauses/0/wording'],
    ['a term that two clauses print', [...plain('ownership'), { id: 'latency', wording: library.get('latency')?.template.source + '\n{{ownership.outputs}}' }], 'by clause ownership and by clause latency', '/clauses'],
  ] as const)('%s is refused', ([, choices, reason, pointer]) => {
    const make = () => withClauses(template, library, choices);
    expect(make).toThrow(reason);
    expect(make).toThrow(expect.objectContaining({ code: 'TEMPLATE_REFUSED', faults: [expect.objectContaining({ pointer })] }));
  });

  test('that refer to a family without a clause say so instead of failing', () => {
    const wording = `${library.get('ownership')?.template.source}\n\nSee clause {{clause.law}}.`;
    const source = withClauses(template, library, [{ id: 'ownership', wording }]);
    const definitions = definitionsFor(source.clauses);
    expect(JSON.stringify(renderClauses(source, definitions, initialTerms(definitions), facts))).toContain('See clause [no clause on law].');
  });
});
