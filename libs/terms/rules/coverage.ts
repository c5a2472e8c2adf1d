import { familyTitles } from '#libs/wire/family-titles.js';
import type { Family, TermDefinition } from '#libs/wire/terms.js';
import type { ClauseHead } from '../catalogue.js';
import type { Remark } from '../finding.js';

/** Families without which an agreement about AI leaves the customer exposed, and what is missing without them. */
const essential: Readonly<Partial<Record<Family, string>>> = {
  ownership: 'nobody says who owns the data and what it may train',
  security: 'nothing protects the data',
  uptime: 'no availability is promised',
  accuracy: 'nothing is promised about how often outputs are right',
  modelChange: 'the model may change unannounced',
  bias: 'nothing is promised about groups',
  oversight: 'nobody can override an output',
  incidents: 'incidents need not be told',
  liability: 'liability follows the law alone',
  audit: 'nothing can be inspected',
  term: 'nothing says how it ends',
  exit: 'data need not come back',
  law: 'no law and no court is agreed',
};

/** Families that the agreement has no clause about: warnings for the essential ones, one note for the others. */
export function coverageFindings(clauses: readonly ClauseHead[], library: readonly Family[]): Remark[] {
  const missing = library.filter((family) => !clauses.some((clause) => clause.family === family));
  const exposed = missing.filter((family) => essential[family] !== undefined);
  const others = missing.filter((family) => essential[family] === undefined);
  return [
    ...exposed.map((family): Remark => ({ severity: 'warning', family, path: family, message: `There is no clause on “${familyTitles[family]}”: ${essential[family]}`, fix: addition([family]) })),
    ...(others.length === 0 ? [] : [{ severity: 'note', path: others[0]!, message: `The library has clauses that this agreement leaves out: ${others.map((family) => familyTitles[family]).join('; ')}`, fix: addition(others) } as const]),
  ];
}

/** Dates and periods that print but start no clock: somebody has to remember them. */
export function clocklessFindings(definitions: readonly TermDefinition[]): Remark[] {
  const dated = definitions.filter(({ kind, clock, effect }) => (kind === 'date' || kind === 'days' || kind === 'workingDays' || kind === 'months') && clock === null && (effect === 'check' || effect === 'human judgement'));
  return dated.map(({ path, label }) => ({ severity: 'note', path, message: `${label} prints a period but starts no clock: nobody is reminded of it` }));
}

function addition(families: readonly Family[]) {
  return { label: families.length === 1 ? 'Add the clause' : 'Add these clauses', terms: {}, addFamilies: [...families] };
}
