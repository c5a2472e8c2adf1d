import { Big } from 'big.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { integerOf } from '../value-of.js';

/** Metrics that are a plain share of events: only these have a Wilson interval. */
const shares: readonly unknown[] = ['accuracy', 'precision', 'recall', 'specificity'];
const oneEventIsOnePoint = 100;

/** Rules inside one family: ownership dates, targets, the confidence rule. */
export function levelFindings(terms: TermValues): Remark[] {
  return [...ownership(terms), ...uptime(terms), ...accuracy(terms)];
}

function ownership(terms: TermValues): Remark[] {
  const [back, gone] = ['ownership.returnDays', 'ownership.deletionDays'];
  if (terms[back] === undefined || terms[gone] === undefined || integerOf(terms, gone) > integerOf(terms, back)) return [];
  return [{ severity: 'error', path: gone, message: 'Data must not be deleted before its return is due: the deletion needs more days than the return' }];
}

function uptime(terms: TermValues): Remark[] {
  const target = terms['uptime.target'];
  if (typeof target !== 'string' || !new Big(target).eq(100)) return [];
  return [{ severity: 'warning', path: 'uptime.target', message: 'A target of 100 % is missed by a single failure; few vendors can keep it' }];
}

function accuracy(terms: TermValues): Remark[] {
  const findings: Remark[] = [];
  const metric = terms['accuracy.metric'];
  if (terms['accuracy.decision'] === 'confidence' && metric !== undefined && !shares.includes(metric)) {
    findings.push({ severity: 'error', path: 'accuracy.decision', message: 'The 95 % confidence rule exists for accuracy, precision, recall and specificity; for this metric the point estimate decides' });
  }
  if (terms['accuracy.minimumSample'] !== undefined && integerOf(terms, 'accuracy.minimumSample') < oneEventIsOnePoint) {
    findings.push({ severity: 'warning', path: 'accuracy.minimumSample', message: 'With fewer than 100 outcomes a single one moves the value by more than a point' });
  }
  return findings;
}
