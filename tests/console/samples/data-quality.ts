import type { DataQuality, QualityFinding, QualityTotals } from '#libs/wire/data-quality.js';
import { id } from '../samples.ts';

const key = { kind: 'api-key', id: id(90), name: 'CRM connector' } as const;
const person = { kind: 'account', id: id(50), name: null } as const;
const at = '2026-11-24T11:58:00.000Z';

const totals: QualityTotals[] = [
  { source: key, kind: 'event', sent: 41_600, accepted: 41_233, duplicate: 12, rejected: 355, lastSeenAt: at },
  { source: key, kind: 'outcome', sent: 18_410, accepted: 18_402, duplicate: 8, rejected: 0, lastSeenAt: at },
  { source: person, kind: 'event', sent: 100, accepted: 100, duplicate: 0, rejected: 0, lastSeenAt: '2026-11-02T09:00:00.000Z' },
];

const found = (finding: QualityFinding['finding'], count: number, kind: QualityFinding['kind'] = 'event'): QualityFinding => ({ source: key, kind, finding, count, lastSeenAt: at });

export function dataQualityOf(change: Partial<DataQuality> = {}): DataQuality {
  return {
    from: '2026-10-26',
    to: '2026-11-24',
    totals,
    findings: [found('unannounced-version', 24_231), found('FIELD_RANGE', 340), found('feature-missing', 98), found('TIME_FUTURE', 15), found('clock-ahead', 15), found('duplicate', 12), found('outcome-restated', 3, 'outcome')],
    ...change,
  };
}

/** Nothing was sent, and nothing noticed. */
export const silence = dataQualityOf({ totals: [], findings: [] });
