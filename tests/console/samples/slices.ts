import { groupRates, type GroupGap, type GroupRate, type ImpactRatio, type SliceGroup, type SliceReport } from '#libs/wire/slice-reports.js';
import { basisOf, dayOf, figureOf, wave } from './basis.ts';

const levels: Readonly<Record<GroupRate, number>> = { 'selection-rate': 1, 'true-positive-rate': 2.4, 'false-positive-rate': 0.4, 'positive-predictive-value': 2.7, accuracy: 3.2, 'error-rate': 0.02 };

export function groupOf(name: string, events: number, selected: number | null, change: Partial<Omit<SliceGroup, 'impact'>> & { readonly impact?: Partial<ImpactRatio> } = {}): SliceGroup {
  const { impact, ...rest } = change;
  const ratio = selected === null ? null : selected / 0.31;
  return {
    name,
    events,
    share: events / 41_233,
    small: false,
    rates: groupRates.map((rate) => ({ rate, figure: figureOf(selected === null ? null : Math.min(0.98, selected * levels[rate]), Math.round(rate === 'selection-rate' ? events : events / 3)) })),
    calibration: figureOf(selected === null ? null : 0.97, Math.round(events / 3), { low: null, high: null, interval: null }),
    points: Array.from({ length: 30 }, (_, day) => ({ from: dayOf(day), to: dayOf(day + 1), events: Math.round(events / 30), selectionRate: selected === null ? null : selected + wave(day + events) * 0.05, precision: selected === null || day > 22 ? null : 0.7 + wave(day * 2 + events) * 0.08 })),
    ...rest,
    impact: {
      against: '35-49',
      ratio: figureOf(ratio, events, ratio === null ? { reason: 'nobody-selected' } : { low: ratio * 0.92, high: ratio * 1.08, interval: 'katz-95' }),
      best: ratio === null ? null : ratio * 1.04,
      worst: ratio === null ? null : ratio * 0.95,
      test: 'two-proportion-z',
      pValue: 0.0312,
      standardDeviations: 2.15,
      flipsWithOne: false,
      ...impact,
    },
  };
}

const gap = (measure: GroupGap['measure'], difference: number, ratio: number | null): GroupGap => ({
  measure,
  difference: figureOf(difference, 40_000, { low: null, high: null, interval: null }),
  ratio: figureOf(ratio, 40_000, { low: null, high: null, interval: null, reason: ratio === null ? 'zero-denominator' : null }),
  undefinedGroups: ratio === null ? 1 : 0,
});

export function sliceReportOf(change: Partial<SliceReport> = {}): SliceReport {
  return {
    basis: basisOf(),
    attributes: ['age'],
    available: [
      { name: 'age', kind: 'group', declared: true, values: 5 },
      { name: 'region', kind: 'slice', declared: true, values: 4 },
      { name: 'campaign', kind: 'slice', declared: false, values: 1 },
    ],
    smallBelow: { share: 0.02, events: 30 },
    unknown: { events: 903, share: 0.0219 },
    groups: [
      groupOf('18-34', 12_001, 0.22, { impact: { pValue: 1e-9, standardDeviations: 8.1 } }),
      groupOf('35-49', 15_800, 0.31, { impact: { test: null, pValue: null, standardDeviations: null, flipsWithOne: null } }),
      groupOf('50-64', 11_300, 0.272),
      groupOf('65 and older', 1200, 0.251, { impact: { flipsWithOne: true } }),
      groupOf('not said', 29, 0.41, { small: true, impact: { test: 'fisher', pValue: 0.22, standardDeviations: null } }),
    ],
    gaps: [gap('demographic-parity', 0.19, 0.54), gap('equal-opportunity', 0.12, 0.81), gap('false-positive-parity', 0.03, 0.7), gap('equalised-odds', 0.12, 0.7), gap('predictive-parity', 0.04, 0.94), gap('accuracy-parity', 0.05, null)],
    ...change,
  };
}
