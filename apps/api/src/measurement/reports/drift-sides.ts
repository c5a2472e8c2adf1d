import type { EntityManager } from 'typeorm';
import { scoreCounts } from '#libs/measurement/intervals/histograms.js';
import { decodeCounts, sumOfCounts, type SparseCounts } from '#libs/measurement/intervals/sparse-counts.js';
import { categoriesBeside } from '#libs/measurement/reports/aligned-columns.js';
import { addedUp, cellsOf, featureBinsIn } from '#libs/measurement/reports/kept-counts.js';
import { categoryCounts, featureHistogram, scoreHistogram, type ColumnSide, type ColumnSides } from '#libs/measurement/reports/watched-columns.js';
import type { SystemKey } from '../system-key.js';
import { requireVersionOf, type ReportVersion, type ReportWindow } from './report-window.js';
import type { StepRow } from './step-reader.js';

/** Labels of categories: version, position and code, one string, to the label. */
export type CategoryLabels = ReadonlyMap<string, string>;

export async function categoryLabels(manager: EntityManager, { organisationId }: SystemKey, versions: readonly ReportVersion[]): Promise<CategoryLabels> {
  const rows = await manager.query<{ version: number; position: number; code: number; label: string }[]>(
    `SELECT version_number AS version, position, code, label FROM feature_category WHERE organisation_id = $1 AND version_number = ANY($2)`,
    [organisationId, versions.map(({ key }) => key)],
  );
  return new Map(rows.map(({ version, position, code, label }) => [`${version} ${position} ${code}`, label]));
}

/** Everything that can drift of the rows of one window. */
export function sidesOf(window: ReportWindow, rows: readonly StepRow[], labels: CategoryLabels): ColumnSides {
  const sum = (count: 'events' | 'decided'): number => rows.reduce((total, row) => total + row[count], 0);
  const cells = cellsOf(rows.map(({ counters }) => counters));
  const scores = addedUp(rows.map((row) => row.scores));
  const events = sum('events');
  const sides = new Map<string, ColumnSide>();
  if (cells.scored > 0) sides.set('score', { kind: 'score', numeric: { form: 'histogram', histogram: scoreHistogram(scoreCounts(scores, 'all')), missing: events - cells.scored } });
  sides.set('decision', { kind: 'decision-rate', rate: { successes: cells.selected, total: sum('decided') } });
  sides.set('outcome', { kind: 'outcome-rate', rate: { successes: cells.positive, total: cells.labelled } });
  for (const [key, side] of featureSides(window, rows, labels)) sides.set(key, side);
  return sides;
}

interface FeatureOfVersion {
  readonly version: ReportVersion;
  readonly position: number;
  readonly events: number;
  readonly counts: SparseCounts;
}

function featureSides(window: ReportWindow, rows: readonly StepRow[], labels: CategoryLabels): readonly (readonly [string, ColumnSide])[] {
  const found: FeatureOfVersion[] = [];
  for (const [versionKey, own] of Map.groupBy(rows, (row) => row.versionKey)) {
    const version = requireVersionOf(window, versionKey);
    const decoded = own.map(({ features }) => decodeCounts(features));
    const events = own.reduce((total, row) => total + row.events, 0);
    version.features.forEach((_, position) => found.push({ version, position, events, counts: featureBinsIn(decoded, position, 'all') }));
  }
  // A feature that is a number in one version and a category in another is two columns.
  const byColumn = Map.groupBy(found, ({ version, position }) => `${version.kinds[position] ?? 'numeric'}:${version.features[position]}`);
  return [...byColumn].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([column, parts]) => {
    const name = column.slice(column.indexOf(':') + 1);
    const isTwo = byColumn.has(`numeric:${name}`) && byColumn.has(`categorical:${name}`);
    const key = isTwo && column.startsWith('categorical') ? categoriesBeside(name) : name;
    const events = parts.reduce((total, part) => total + part.events, 0);
    const present = parts.reduce((total, { counts }) => total + counts.counts.reduce((rowsOfPart, count) => rowsOfPart + count, 0), 0);
    const missing: ColumnSide = { kind: 'missing-rate', rate: { successes: events - present, total: events } };
    const side = column.startsWith('categorical') ? categorical(parts, labels, events - present) : numeric(parts, events - present);
    return [[`feature:${key}`, side] as const, [`missing:${key}`, missing] as const];
  });
}

function numeric(parts: readonly FeatureOfVersion[], missing: number): ColumnSide {
  const histogram = featureHistogram(sumOfCounts(parts.map(({ counts }) => counts)));
  return { kind: 'numeric-feature', numeric: { form: 'histogram', histogram, missing } };
}

function categorical(parts: readonly FeatureOfVersion[], labels: CategoryLabels, missing: number): ColumnSide {
  const counts = new Map<string, number>();
  for (const { version, position, counts: ofPart } of parts) {
    const labelOf = (code: number): string => labels.get(`${version.key} ${position} ${code}`) ?? 'other';
    for (const [label, rows] of categoryCounts(ofPart, labelOf)) counts.set(label, (counts.get(label) ?? 0) + rows);
  }
  return { kind: 'categorical-feature', counts, missing };
}
