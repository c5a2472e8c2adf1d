import type { DriftReport } from '#libs/wire/drift-reports.js';
import type { SystemVersion } from '#libs/wire/systems.js';
import { countText } from './figures.ts';
import { changed, type Address } from './listing.ts';
import { utcText } from './report-basis.ts';
import { versionName } from './versions.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A model version that first appeared while events were compared, and the comparison that does not mix it with others. */
export interface VersionChange {
  readonly label: string;
  readonly sentence: string;
  readonly offer: string;
  readonly href: string;
}

/**
 * Versions whose first event lies inside the reference or the present period of a report over all versions. A reference that is
 * partly of the new version hides what changed with it: each comes with the comparison to the time before its first event.
 */
export function versionChanges({ basis, baseline }: Pick<DriftReport, 'basis' | 'baseline'>, versions: readonly SystemVersion[], url: Address): readonly VersionChange[] {
  if (basis.version !== null) return [];
  const seen = versions.flatMap((version) => (version.firstSeenAt === null ? [] : [{ version, at: Date.parse(version.firstSeenAt) }])).toSorted((a, b) => a.at - b.at);
  const isInside = (at: number, from: string | null, to: string | null) => from !== null && to !== null && Date.parse(from) < at && at < Date.parse(to);
  // The first version of all replaced none.
  return seen.slice(1).flatMap(({ version, at }) => {
    const isPresent = isInside(at, basis.from, basis.to);
    if (!isPresent && !isInside(at, baseline.from, baseline.to)) return [];
    const length = Date.parse(basis.to) - Date.parse(basis.from);
    const before = Math.floor(at / hour) * hour;
    const fixed = { baseline: 'fixed', baselineFrom: minuteText(before - length), baselineTo: minuteText(before), baselineVersion: undefined };
    const since = { days: undefined, from: minuteText(Math.ceil(at / hour) * hour), to: minuteText(Date.parse(basis.to)) };
    const span = countText(Math.round(length / day), 'day');
    return [
      {
        label: version.label,
        sentence: `${versionName(version)} first appeared ${utcText(new Date(at).toISOString())} UTC, inside the ${isPresent ? 'present period' : 'reference'}, which is a mixture of versions.`,
        offer: isPresent ? `Compare the time since then with the ${span} before` : `Compare with the ${span} before it appeared`,
        href: changed(url, isPresent ? { ...fixed, ...since } : fixed),
      },
    ];
  });
}

/** As the address of a report writes a time in UTC. */
function minuteText(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
