import type { UndefinedReason } from '#libs/wire/figures.js';
import type { Reading } from './finding.js';

const reasons: Readonly<Record<UndefinedReason, string>> = {
  'no-rows': 'there are no rows to compute it from',
  'one-class': 'only one class occurs',
  'zero-denominator': 'its denominator is 0',
  constant: 'nothing varies',
  'single-group': 'there is only one group',
  'nobody-selected': 'nobody was selected',
  'too-few-rows': 'there are too few rows',
  'not-probabilities': 'a score lies outside 0 to 1',
  separable: 'the scores separate the outcomes completely',
  'not-finite': 'it is infinite',
};

export function reasonInWords(reason: UndefinedReason): string {
  return reasons[reason];
}

/** Four significant digits; whole numbers in full. */
export function number(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en');
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e9)) return value.toExponential(3);
  return Number(value.toPrecision(4)).toLocaleString('en', { maximumSignificantDigits: 4, useGrouping: magnitude >= 10_000 });
}

export function percent(share: number): string {
  return `${number(Number((share * 100).toPrecision(4)))} %`;
}

/** A p-value as people write it. */
export function probability(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(2))}`;
}

/** `0.832 (0.81 to 0.85)`, or why there is none. */
export function inWords({ figure, bounds }: Reading, write: (value: number) => string = number): string {
  if (figure.value === null) return `undefined (${reasonInWords(figure.reason)})`;
  if (bounds === null || bounds.low.value === null || bounds.high.value === null) return write(figure.value);
  return `${write(figure.value)} (${write(bounds.low.value)} to ${write(bounds.high.value)})`;
}
