import type { TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { membersOf } from '../value-of.js';

const machineReadable = ['csv', 'json', 'parquet'];
/** Data categories, and the term that says who owns them. */
const ownerOf: Readonly<Record<string, string>> = { inputs: 'ownership.inputs', features: 'ownership.inputs', outputs: 'ownership.outputs', outcomes: 'ownership.outcomes', insights: 'ownership.insights', logs: 'ownership.logs' };

/** Options that cannot hold together, data that nobody owns, formats that no machine reads, and wishes that are void. */
export function contradictionFindings(terms: TermValues): Remark[] {
  return [...training(terms), ...owners(terms), ...formats(terms), ...nullity(terms), ...regions(terms)];
}

function training(terms: TermValues): Remark[] {
  if (terms['ownership.trainingUse'] !== 'never') return [];
  const data = membersOf(terms, 'ownership.trainingData');
  const remarks: Remark[] = [];
  if (data.length > 0) {
    remarks.push({ severity: 'error', path: 'ownership.trainingData', message: `Training on our data is excluded, and ${data.join(', ')} is named as data that may train: one of them has to go` });
  }
  if (terms['ownership.modelTraining'] === 'all-customers') {
    const fix = { label: 'Exclude it in both places', terms: { 'ownership.modelTraining': 'none' }, addFamilies: [] };
    remarks.push({ severity: 'error', path: 'ownership.modelTraining', message: 'Training on our data is excluded, and models for all customers may be trained on it: one of them has to go', fix });
  }
  return remarks;
}

function owners(terms: TermValues): Remark[] {
  const named = membersOf(terms, 'exit.categories');
  const owned = Object.values(ownerOf).some((path) => terms[path] !== undefined);
  if (!owned) return [];
  const without = named.filter((category) => ownerOf[category] !== undefined && terms[ownerOf[category]] === undefined);
  return without.map((category) => ({ severity: 'warning', path: ownerOf[category]!, message: `${category} come back at the exit, but nothing says who owns them` }));
}

function formats(terms: TermValues): Remark[] {
  const given = membersOf(terms, 'exit.formats');
  if (given.length === 0 || given.some((format) => machineReadable.includes(format))) return [];
  return [{ severity: 'warning', path: 'exit.formats', message: `No format of the export is machine-readable: ${given.join(', ')} cannot be loaded elsewhere`, fix: { label: 'Take CSV and JSON', terms: { 'exit.formats': ['csv', 'json'] }, addFamilies: [] } }];
}

/** Void in Colorado from 2027 on (C.R.S. 6-1-1707(7)(a)), and against public policy in many places. */
function nullity(terms: TermValues): Remark[] {
  if (terms['indemnities.ownDiscrimination'] !== 'covered') return [];
  return [{ severity: 'warning', path: 'indemnities.ownDiscrimination', message: 'An indemnity for a party’s own discriminatory use looks good for that party and may be void', fix: { label: 'Take it out', terms: { 'indemnities.ownDiscrimination': 'not-covered' }, addFamilies: [] } }];
}

function regions(terms: TermValues): Remark[] {
  const allowed = new Set([...membersOf(terms, 'residency.storage'), ...membersOf(terms, 'residency.processing')]);
  const odd = membersOf(terms, 'subprocessors.regions').filter((region) => !allowed.has(region));
  if (allowed.size === 0 || odd.length === 0) return [];
  return [{ severity: 'warning', path: 'subprocessors.regions', message: `Sub-processors may work in ${odd.join(', ')}, where data may be neither stored nor processed` }];
}
