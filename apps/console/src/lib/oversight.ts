import { oversightMeasures } from '#libs/wire/service-reports.js';

type Measure = (typeof oversightMeasures)[number];

/** A measure of use or oversight: its name, and what is counted of what. */
export interface MeasureWords {
  readonly name: string;
  readonly rule: string;
  /** What its sample counts. */
  readonly of: string;
}

/** Measures in words. `minimumReasons`: from how many reasons on an event counts as explained. */
export function measureWords(measure: Measure, minimumReasons: number): MeasureWords {
  const reasons = minimumReasons === 1 ? 'at least one reason' : `at least ${minimumReasons} reasons`;
  const words: Readonly<Record<Measure, readonly [string, string, string]>> = {
    'human-review': ['Reviewed by a person', 'of decided events, those that a person decided too', 'events'],
    'human-override': ['Overridden by a person', 'of reviewed events, those that the person decided otherwise', 'reviews'],
    'model-right-when-overridden': ['The model was right', 'of overridden events with a known outcome', 'overrides'],
    'human-right-when-overridden': ['The person was right', 'of overridden events with a known outcome', 'overrides'],
    'feedback-acceptance': ['Accepted as it was', 'of answers with feedback; edited ones count as not accepted', 'answers'],
    'explanation-coverage': ['Explained', `of events, those with ${reasons}`, 'events'],
    'automated-without-review': ['Automated without review', 'of decided events, those that no person decided', 'events'],
    deflection: ['Resolved without a person', 'of resolved cases', 'cases'],
    adoption: ['Active users', 'of licensed users', 'users'],
    completeness: ['Complete', 'of expected fields, those that events carry', 'fields'],
    duplicates: ['Sent again', 'of events received', 'events'],
  };
  const [name, rule, of] = words[measure];
  return { name, rule, of };
}

/** Why a measure has nothing to count, where a person can change that. */
export function measureHint(measure: Measure, licensedUsers: number | null): string | null {
  return measure === 'adoption' && licensedUsers === null ? 'Say above how many users are licensed.' : null;
}
