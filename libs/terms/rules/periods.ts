import { Big } from 'big.js';
import type { Finding, TermValues } from '#libs/wire/terms.js';
import { integerOf, membersOf, textOf } from '../value-of.js';

type Remark = Pick<Finding, 'severity' | 'path' | 'message'>;

/** Periods in calendar days, both counted from the same day, of which the first must not be the shorter, and what happens if it is. */
const notShorter = [
  ['exit.certificateDays', 'exit.erasureDays', 'The certificate is due before the erasure that it certifies'],
  ['exit.backupDays', 'exit.erasureDays', 'Backups would be gone before the data itself has to be'],
  ['subprocessors.noticeDays', 'subprocessors.objectionDays', 'A new sub-processor may begin while the Customer may still object'],
] as const;

/** Periods and caps that must stand in an order, and sets that say nothing and something at once. Looks only at what is there. */
export function periodFindings(terms: TermValues): Remark[] {
  return [...order(terms), ...caps(terms), ...nothingAndSomething(terms)];
}

function order(terms: TermValues): Remark[] {
  return notShorter.flatMap(([path, other, message]): Remark[] => {
    if (terms[path] === undefined || terms[other] === undefined || integerOf(terms, path) >= integerOf(terms, other)) return [];
    return [{ severity: 'warning', path, message: `${message}: ${integerOf(terms, path)} days against ${integerOf(terms, other)}` }];
  });
}

function caps(terms: TermValues): Remark[] {
  const [path, general] = ['liability.dataCap', 'liability.cap'];
  if (terms[path] === undefined || terms[general] === undefined || new Big(textOf(terms, path)).gte(textOf(terms, general))) return [];
  return [{ severity: 'warning', path, message: 'The cap for data is lower than the general cap, which it is there to raise' }];
}

function nothingAndSomething(terms: TermValues): Remark[] {
  const path = 'security.personalData';
  const types = membersOf(terms, path);
  if (!types.includes('none') || types.length === 1) return [];
  return [{ severity: 'error', path, message: 'No personal data is involved, and types of it are named: one of them has to go' }];
}
