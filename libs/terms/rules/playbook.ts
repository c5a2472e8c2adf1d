import type { Positions, TermDefinition, TermValues } from '#libs/wire/terms.js';
import { effectOf } from '../better.js';
import type { Remark } from '../finding.js';
import type { PositionOverrides } from '../positions.js';

/** Where a value stands on the ladder of its term. */
export type Rung = 'preferred' | 'fallback' | 'below-fallback' | 'below-walk-away' | 'unranked';

/** @param definition of a term that has `value` @param positions of that term */
export function rungOf(definition: TermDefinition, value: TermValues[string], { preferred, fallback, walkAway }: Positions): Rung {
  const isWorseThan = (position: TermValues[string] | null) => position !== null && effectOf(definition, position, value) === 'worse';
  if (definition.better === null) return 'unranked';
  if (isWorseThan(walkAway)) return 'below-walk-away';
  if (isWorseThan(fallback)) return 'below-fallback';
  return isWorseThan(preferred) ? 'fallback' : 'preferred';
}

/** Values beyond the point at which we leave, and those that are worse than what we give in to; each can be put back. */
export function playbookFindings(definitions: readonly TermDefinition[], terms: TermValues, playbook: PositionOverrides): Remark[] {
  return definitions.flatMap((definition): Remark[] => {
    const { path, label, positions, rationale } = definition;
    const value = terms[path];
    const ladder = playbook.get(path) ?? positions;
    if (value === undefined) return [];
    const rung = rungOf(definition, value, ladder);
    if (rung !== 'below-walk-away' && rung !== 'below-fallback') return [];
    const back = ladder.fallback ?? ladder.preferred;
    const why = rationale === '' ? '' : ` ${rationale}`;
    return [
      {
        severity: rung === 'below-walk-away' ? 'warning' : 'note',
        path,
        message: rung === 'below-walk-away' ? `${label} is beyond the walk-away position.${why}` : `${label} is worse than the fallback position.${why}`,
        fix: back === null ? null : { label: 'Take the fallback position', terms: { [path]: back }, addFamilies: [] },
      },
    ];
  });
}
