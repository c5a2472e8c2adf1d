import type { PositionName, Positions, TermDefinition, TermValues } from '#libs/wire/terms.js';

/** Positions by term path, where an organisation has its own. */
export type PositionOverrides = ReadonlyMap<string, Positions>;

/** The definitions with an organisation's positions in place of the shipped ones; its preferred value is also what a new draft starts with. */
export function withPositions(definitions: readonly TermDefinition[], overrides: PositionOverrides): readonly TermDefinition[] {
  return definitions.map((definition) => {
    const positions = overrides.get(definition.path);
    return positions === undefined ? definition : { ...definition, positions, initial: positions.preferred ?? definition.initial };
  });
}

/** The terms at one position, for a reading of it; what has no value there has its default, or none. */
export function valuesAt(position: PositionName, definitions: readonly TermDefinition[]): TermValues {
  return Object.fromEntries(definitions.flatMap(({ path, positions, initial }) => {
    const value = positions[position] ?? initial;
    return value === null ? [] : [[path, value]];
  }));
}
