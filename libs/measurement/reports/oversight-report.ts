import type { OversightReport } from '#libs/wire/service-reports.js';
import type { CellTotals } from '../intervals/histograms.js';
import { completenessOf, duplicateRateOf, type FieldCounts } from '../oversight/data-quality.js';
import { humanReviewOf } from '../oversight/human-review.js';
import { acceptanceOf, adoptionOf, deflectionOf, explanationCoverageOf } from '../oversight/use.js';
import type { Share } from '../statistics/share.js';
import { reportedMeasure } from './report-figures.js';

/** What events of a window tell of how people use and oversee a system. */
export interface OversightCounts {
  readonly events: number;
  readonly decided: number;
  readonly cells: CellTotals;
  /** Events that were sent again. */
  readonly duplicates: number;
}

type Measures = OversightReport['measures'];

/** Utility and oversight measures in the order of reading. Adoption is undefined while nobody says how many users are licensed. */
export function oversightMeasuresOf(counts: OversightCounts, minimumReasons: number, licensedUsers: number | undefined): Measures {
  const { cells, decided } = counts;
  const { compared, overrode, modelRight, humanRight } = cells;
  // Who was right matters where both differ; where they agree both are right or neither.
  const review = humanReviewOf({ decided, reviewed: compared, overridden: overrode, modelRight, humanRight, bothRight: 0, neitherRight: 0 });
  const measures: readonly (readonly [Measures[number]['measure'], Share])[] = [
    ['human-review', review.reviewed],
    ['human-override', review.overridden],
    ['model-right-when-overridden', review.modelRightWhenOverridden],
    ['human-right-when-overridden', review.humanRightWhenOverridden],
    ['feedback-acceptance', acceptanceOf(cells)],
    ['explanation-coverage', explanationCoverageOf(cells.byReasons, minimumReasons)],
    ['automated-without-review', review.automatedWithoutReview],
    ['deflection', deflectionOf({ ai: cells.resolvedByAi, human: cells.resolvedByHuman })],
    ['adoption', adoptionOf(cells.byUser.size, licensedUsers ?? 0)],
    ['completeness', completenessOf(expectedFields(counts)).overall],
    ['duplicates', duplicateRateOf(counts.events, counts.duplicates)],
  ];
  return measures.map(([measure, share]) => ({ measure, ...reportedCounts(share) }));
}

export function completenessByField(counts: OversightCounts): OversightReport['completeness'] {
  return completenessOf(expectedFields(counts)).fields.map(({ field, share }) => ({ field, figure: reportedCounts(share).figure }));
}

/** What an event is expected to carry. Events that failed have no answer, so they may lack a score and a decision. */
function expectedFields({ events, decided, cells }: OversightCounts): FieldCounts[] {
  const of = (field: string, present: number): FieldCounts => ({ field, present, expected: events });
  return [
    of('score', cells.scored),
    of('decision', decided),
    of('latencyMs', cells.withLatency),
    of('segments', cells.withSlice),
    of('features', cells.withFeatures),
    of('reasons', events - cells.byReasons[0]!),
    of('user', cells.withUser),
  ];
}

function reportedCounts(share: Share): Omit<Measures[number], 'measure'> {
  return { figure: reportedMeasure(share), numerator: share.numerator, denominator: share.denominator };
}
