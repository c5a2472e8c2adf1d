import { Big } from 'big.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { moneyOf } from '../money.js';
import { significantDigits } from '../significant-digits.js';
import { textOf, tiersOf } from '../value-of.js';
import { tierFindings } from './tiers.js';

/** Credits: tiers against targets, caps against tiers, one currency. Looks only at what is there. */
export function creditFindings(terms: TermValues): Remark[] {
  return [...uptimeTiers(terms), ...latencyTiers(terms), ...accuracyTiers(terms), ...caps(terms), ...currency(terms)];
}

function uptimeTiers(terms: TermValues): Remark[] {
  if (terms['uptime.target'] === undefined) return [];
  return tierFindings('credits.uptimeTiers', tiersOf(terms, 'credits.uptimeTiers'), textOf(terms, 'uptime.target'), 'at-least');
}

function accuracyTiers(terms: TermValues): Remark[] {
  if (terms['accuracy.target'] === undefined) return [];
  return tierFindings('credits.accuracyTiers', tiersOf(terms, 'credits.accuracyTiers'), textOf(terms, 'accuracy.target'), 'at-least');
}

function latencyTiers(terms: TermValues): Remark[] {
  const path = 'credits.latencyTiers';
  const tiers = tiersOf(terms, path);
  if (terms['latency.method'] === 'attainment') {
    return terms['latency.attainment'] === undefined ? [] : tierFindings(path, tiers, textOf(terms, 'latency.attainment'), 'at-least');
  }
  if (terms['latency.threshold'] === undefined) return [];
  const inexact = tiers.flatMap(({ bound }, at): Remark[] => {
    const reason = significantDigits(new Big(bound));
    return reason === undefined ? [] : [{ severity: 'error', path, message: `Tier ${at + 1} (${bound}) ${reason}` }];
  });
  return [...tierFindings(path, tiers, textOf(terms, 'latency.threshold'), 'at-most'), ...inexact];
}

function caps(terms: TermValues): Remark[] {
  const cap = terms['credits.monthlyCap'];
  if (typeof cap !== 'string') return [];
  return ['credits.uptimeTiers', 'credits.latencyTiers', 'credits.accuracyTiers'].flatMap((path): Remark[] => {
    const capped = tiersOf(terms, path).find(({ percent }) => new Big(percent).gt(cap));
    if (capped === undefined) return [];
    return [{ severity: 'warning', path, message: `The tier of ${capped.percent} % can never be paid in full: the cap per window is ${cap} %` }];
  });
}

function currency(terms: TermValues): Remark[] {
  const path = 'credits.minimumPayout';
  if (terms[path] === undefined || terms['credits.monthlyCharge'] === undefined) return [];
  const [payout, charge] = [moneyOf(textOf(terms, path)), moneyOf(textOf(terms, 'credits.monthlyCharge'))];
  if (payout.currency === charge.currency) return [];
  return [{ severity: 'error', path, message: `The minimum payout is in ${payout.currency}, the charge in ${charge.currency}` }];
}
