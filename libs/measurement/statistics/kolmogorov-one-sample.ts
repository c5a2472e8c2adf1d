import { logGamma } from './gamma.js';
import { durbinMatrix } from './durbin.js';
import { pelzGood } from './pelz-good.js';

const fewValues = 140;

/**
 * P(D >= d) of the one-sample Kolmogorov-Smirnov statistic of n values, two-sided. Follows Simard and L'Ecuyer (2011): the exact law for
 * few values and in both ends, twice the one-sided law where both sides cannot be far off at once, a series between them.
 */
export function oneSampleSurvival(d: number, n: number): number {
  if (d >= 1) return 0;
  if (n * d <= 0.5) return 1;
  if (n * d >= n - 1) return 2 * (1 - d) ** n;
  const spread = n * d * d;
  if (d >= 0.5 || spread > (n <= fewValues ? 4 : 2.2)) return spread >= 370 ? 0 : Math.min(1, 2 * smirnovSurvival(d, n));
  // Where the matrix is small it is used for up to 100,000 values: the series is least exact for small distances.
  const isSmall = n <= fewValues || (n <= 100_000 && n * d ** 1.5 <= 1.4);
  const within = isSmall ? durbinMatrix(d, n) : pelzGood(d, n);
  return Math.min(1, Math.max(0, 1 - within));
}

/** P(max(F_n(x) - F(x)) >= d), one-sided: d Σ C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) over j <= n(1 - d) (Birnbaum and Tingey 1951). */
function smirnovSurvival(d: number, n: number): number {
  const all = logGamma(n + 1);
  let sum = 0;
  for (let j = 0; j <= n * (1 - d); j++) {
    const rest = 1 - d - j / n;
    const tail = j === n ? 0 : (n - j) * Math.log(Math.max(0, rest));
    sum += Math.exp(all - logGamma(j + 1) - logGamma(n - j + 1) + (j - 1) * Math.log(d + j / n) + tail);
  }
  return d * sum;
}
