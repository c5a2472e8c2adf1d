import type { SystemVersion } from '#libs/wire/systems.js';

/** What to call a model version. One that nobody told of is said to be so: it may explain what changed. */
export function versionName({ label, announced }: SystemVersion): string {
  return announced ? label : `${label} (unannounced)`;
}

/** Where model versions begin in a chart of time; one without an event has no place yet. */
export function versionMarks(versions: readonly SystemVersion[]): { readonly at: string; readonly text: string }[] {
  return versions.flatMap((version) => (version.firstSeenAt === null ? [] : [{ at: version.firstSeenAt, text: versionName(version) }]));
}
