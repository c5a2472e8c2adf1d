/** A model version as events refer to it. Feature names are only ever appended, so that a position keeps its meaning. */
export interface VersionEntry {
  readonly number: number;
  readonly features: readonly string[];
  readonly positionOf: ReadonlyMap<string, number>;
  /** Positions of a list of names, by the identity of the list: a stream reuses the same list from event to event. */
  readonly placements: WeakMap<readonly string[], Int32Array>;
}

/** The words of one organisation's streams and the numbers they are stored as. */
export interface Vocabulary {
  readonly systems: Map<string, number>;
  readonly slices: Map<string, number>;
  versionOf(systemNumber: number, label: string): VersionEntry | undefined;
  rememberVersion(systemNumber: number, label: string, number: number, features: readonly string[]): void;
}

export function newVocabulary(): Vocabulary {
  const versions = new Map<number, Map<string, VersionEntry>>();
  return {
    systems: new Map(),
    slices: new Map(),
    versionOf: (systemNumber, label) => versions.get(systemNumber)?.get(label),
    rememberVersion: (systemNumber, label, number, features) => {
      const ofSystem = versions.get(systemNumber) ?? new Map<string, VersionEntry>();
      const positionOf = new Map(features.map((name, position) => [name, position]));
      ofSystem.set(label, { number, features, positionOf, placements: new WeakMap() });
      versions.set(systemNumber, ofSystem);
    },
  };
}

/** Where each of these features is stored; undefined when the version does not know one of them. */
export function placementOf(version: VersionEntry, names: readonly string[]): Int32Array | undefined {
  const known = version.placements.get(names);
  if (known) return known;
  const positions = new Int32Array(names.length);
  for (const [at, name] of names.entries()) {
    const position = version.positionOf.get(name);
    if (position === undefined) return undefined;
    positions[at] = position;
  }
  version.placements.set(names, positions);
  return positions;
}
