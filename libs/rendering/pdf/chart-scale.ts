/** A value axis: its ends and the values that are labelled. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly decimals: number;
}

const steps = [1, 2, 2.5, 5, 10];
/** Measured values have six decimals: a narrower axis would show nothing but rounding. */
const finest = 1e-5;

/** An axis with round labels around all values; percents stay within 0 to 100. */
export function scaleOf(values: readonly number[], isPercent: boolean): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spread = Math.max(most - least || Math.abs(most) * 0.1 || 1, finest);
  const padded = { low: least - spread * 0.15, high: most + spread * 0.15 };
  const bounds = { low: Math.max(0, padded.low), high: isPercent ? Math.min(100, padded.high) : padded.high };
  const rough = (bounds.high - bounds.low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((candidate) => candidate * power >= rough) ?? 10);
  const first = Math.floor(bounds.low / step);
  const last = Math.ceil(bounds.high / step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (Number.isInteger(step / power) ? 0 : 1));
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  return { low: first * step, high: last * step, ticks, decimals };
}
