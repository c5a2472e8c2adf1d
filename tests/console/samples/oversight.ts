import type { OversightReport } from '#libs/wire/service-reports.js';
import { basisOf, figureOf } from './basis.ts';

type Row = OversightReport['measures'][number];

const measure = (name: Row['measure'], numerator: number, denominator: number): Row => ({
  measure: name,
  figure: denominator === 0 ? figureOf(null, 0, { reason: 'zero-denominator' }) : figureOf(numerator / denominator, denominator),
  numerator,
  denominator,
});

export function oversightReportOf(change: Partial<OversightReport> = {}): OversightReport {
  return {
    basis: basisOf(),
    minimumReasons: 2,
    licensedUsers: null,
    measures: [
      measure('human-review', 6120, 40_801),
      measure('human-override', 731, 6120),
      measure('model-right-when-overridden', 164, 402),
      measure('human-right-when-overridden', 238, 402),
      measure('feedback-acceptance', 811, 1204),
      measure('explanation-coverage', 40_998, 41_233),
      measure('automated-without-review', 34_681, 40_801),
      measure('deflection', 0, 0),
      measure('adoption', 0, 0),
      measure('completeness', 271_000, 288_631),
      measure('duplicates', 12, 41_245),
    ],
    completeness: [
      { field: 'score', figure: figureOf(1, 41_233) },
      { field: 'decision', figure: figureOf(0.9895, 41_233) },
      { field: 'latencyMs', figure: figureOf(0.994, 41_233) },
      { field: 'user', figure: figureOf(0, 41_233) },
    ],
    ...change,
  };
}
