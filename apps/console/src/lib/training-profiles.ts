import { z } from 'zod';
import type { DriftReport } from '#libs/wire/drift-reports.js';
import type { TrainingProfile } from '#libs/wire/training-profiles.js';
import { changed, type Address } from './listing.ts';
import { utcText } from './report-basis.ts';

/** A profile as it is typed: rows as digits, columns as the JSON of the interface. */
export interface ProfileText {
  readonly version: string;
  readonly rows: string;
  readonly columns: string;
}

export const emptyProfile: ProfileText = { version: '', rows: '', columns: '' };

export const exampleColumns = `[
  { "name": "score", "edges": [0.25, 0.5], "counts": [50, 30, 20] },
  { "name": "plan", "categories": { "gold": 60, "blue": 39 }, "missing": 1 }
]`;

/** What of a typed profile this page can judge. The columns themselves are judged by the server, column by column. */
export const TypedProfile = z
  .object({ version: z.string().trim().min(1), rows: z.string().trim().min(1), columns: z.string().trim().min(1) })
  .transform(({ version, rows, columns }, context) => {
    const [parsed, fault] = jsonOf(columns);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['columns'], message: `is not JSON: ${fault}` });
    else if (!Array.isArray(parsed)) context.addIssue({ code: 'custom', path: ['columns'], message: 'is not a list of columns in [ ]' });
    if (!/^\d+$/.test(rows)) context.addIssue({ code: 'custom', path: ['rows'], message: 'is not a whole number' });
    return { version, rows: Number(rows), columns: parsed };
  });
export type TypedProfile = z.infer<typeof TypedProfile>;

/**
 * A profile that was read from a file, as it would have been typed; a file of columns alone leaves version and rows as they are.
 * @returns null for a file that holds neither
 */
export function profileTextOf(file: string, typed: ProfileText): ProfileText | null {
  const [read] = jsonOf(file);
  if (Array.isArray(read)) return { ...typed, columns: file };
  const whole = z.object({ version: z.string(), rows: z.number(), columns: z.array(z.unknown()) }).safeParse(read).data;
  return whole === undefined ? null : { version: whole.version, rows: String(whole.rows), columns: JSON.stringify(whole.columns, null, 2) };
}

/** Whether a profile is the one that a report compares with: of each version the last declared. */
export function isPresent({ id, version }: TrainingProfile, profiles: readonly TrainingProfile[]): boolean {
  return profiles.find((profile) => profile.version === version)?.id === id;
}

/** The address of the report that compares the events it is about with a profile. */
export function comparedWith({ version }: TrainingProfile, url: Address): string {
  return changed(url, { baseline: 'profile', baselineVersion: version, baselineFrom: undefined, baselineTo: undefined });
}

/** What a declared profile is called: it has no name of its own but its version, its author and its date. */
export function profileName({ version, declaredBy, declaredAt }: NonNullable<DriftReport['baseline']['profile']>): string {
  return `of version ${version}, declared by ${declaredBy} on ${utcText(declaredAt)} UTC`;
}

function jsonOf(text: string): readonly [unknown, string | null] {
  try {
    return [JSON.parse(text), null];
  } catch (fault) {
    return [undefined, fault instanceof Error ? fault.message : 'it cannot be read'];
  }
}
