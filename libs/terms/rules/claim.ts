import type { TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { integerOf } from '../value-of.js';

/** The shortest month: the least time that "end of the following month" leaves after a window. */
const shortestMonthDays = 28;
/** Below this a claim is possible but easily missed. */
const comfortableDays = 5;

const waits = [
  { path: 'uptime.graceHours', label: 'availability', hoursEach: 1 },
  { path: 'latency.graceHours', label: 'latency', hoursEach: 1 },
  { path: 'accuracy.maturityDays', label: 'accuracy', hoursEach: 24 },
] as const;

/** A claim must still be possible after the value it rests on is final. */
export function claimFindings(terms: TermValues): Remark[] {
  const rule = terms['credits.claimRule'];
  const path = rule === 'end-of-following-month' ? 'credits.claimRule' : 'credits.claimDays';
  if (rule === undefined || (path === 'credits.claimDays' && terms[path] === undefined)) return [];
  const days = path === 'credits.claimRule' ? shortestMonthDays : integerOf(terms, path);
  return waits.flatMap((wait): Remark[] => {
    if (terms[wait.path] === undefined) return [];
    const final = (integerOf(terms, wait.path) * wait.hoursEach) / 24;
    if (final >= days) {
      return [{ severity: 'error', path, message: `The claim closes ${days} days after the window, but ${wait.label} is final only after ${final}: a credit for ${wait.label} could never be claimed` }];
    }
    if (days - final < comfortableDays) {
      return [{ severity: 'warning', path, message: `Only ${Math.floor(days - final)} days remain to claim once ${wait.label} is final` }];
    }
    return [];
  });
}
