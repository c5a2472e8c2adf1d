import type { ReportBasis, ReportFigure } from '#libs/wire/figures.js';
import { id } from '../samples.ts';

export function basisOf(change: Partial<ReportBasis> = {}): ReportBasis {
  return {
    systemId: id(10),
    from: '2026-10-25T00:00:00.000Z',
    to: '2026-11-24T00:00:00.000Z',
    version: null,
    events: 41_233,
    excluded: { exclusions: [], minutes: 0, events: 0 },
    source: 'intervals',
    largestBound: 0.0042,
    computedAt: '2026-11-24T12:03:00.000Z',
    ...change,
  };
}

/** A share with its Wilson interval. */
export function figureOf(value: number | null, sampleSize: number, change: Partial<ReportFigure> = {}): ReportFigure {
  const half = value === null ? 0 : 1.96 * Math.sqrt((value * (1 - value)) / Math.max(1, sampleSize));
  const known = { low: Math.max(0, (value ?? 0) - half), high: Math.min(1, (value ?? 0) + half), interval: 'wilson-95', reason: null };
  const none = { low: null, high: null, interval: null, reason: 'no-rows' as const };
  return { value, sampleSize, bound: 0, kind: 'measured', ...(value === null ? none : known), ...change };
}

export const dayOf = (day: number): string => new Date(Date.parse('2026-10-25T00:00:00Z') + day * 86_400_000).toISOString();
/** Numbers that look like noise and are always the same. */
export const wave = (index: number): number => Math.sin(index * 12.9898) * 0.5 + Math.sin(index * 4.1414) * 0.5;
