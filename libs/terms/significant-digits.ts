import { Big } from 'big.js';

const most = 3;

/**
 * Why a number of milliseconds cannot be a threshold, or undefined when it can. Response times are counted in bins
 * of three significant digits: only at a bin's edge is "how many events stayed within" exact.
 */
export function significantDigits(milliseconds: Big): string | undefined {
  if (milliseconds.eq(milliseconds.prec(most, Big.roundHalfUp))) return undefined;
  return 'must have at most three significant digits (1250 has four; 1200 and 1300 have two): response times are measured exactly only there';
}
