/** P-values as they count when so many were looked at, in their own order. */
export interface Adjusted {
  /** 0 to 1. */
  readonly adjusted: readonly number[];
  readonly rejected: readonly boolean[];
}

/** Bonferroni: times their number. The chance of even one false rejection stays at most alpha, whatever their dependence. */
export function bonferroni(pValues: readonly number[], alpha: number): Adjusted {
  const count = pValues.length;
  return { adjusted: pValues.map((p) => Math.min(1, p * count)), rejected: pValues.map((p) => p <= alpha / count) };
}

/** Holm (1979): the k-th smallest times the number of those not smaller, never less than one before it. Guards as Bonferroni does and rejects more. */
export function holm(pValues: readonly number[], alpha: number): Adjusted {
  const order = ascendingOrder(pValues);
  const count = pValues.length;
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [rank, at] of order.entries()) {
    largest = Math.max(largest, Math.min(1, pValues[at]! * (count - rank)));
    adjusted[at] = largest;
  }
  const kept = order.findIndex((at, rank) => pValues[at]! > alpha / (count - rank));
  return { adjusted, rejected: firstOf(order, kept === -1 ? count : kept) };
}

/** Benjamini and Hochberg (1995): the k-th smallest times n/k, never more than one after it. At most alpha of the rejections are expected to be false. */
export function benjaminiHochberg(pValues: readonly number[], alpha: number): Adjusted {
  const order = ascendingOrder(pValues);
  const share = (rank: number): number => (rank + 1) / pValues.length;
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  for (const [rank, at] of [...order.entries()].toReversed()) {
    smallest = Math.min(smallest, pValues[at]! / share(rank));
    adjusted[at] = smallest;
  }
  return { adjusted, rejected: firstOf(order, order.findLastIndex((at, rank) => pValues[at]! <= share(rank) * alpha) + 1) };
}

function firstOf(order: readonly number[], count: number): boolean[] {
  const rejected = order.map(() => false);
  for (const at of order.slice(0, count)) rejected[at] = true;
  return rejected;
}

function ascendingOrder(pValues: readonly number[]): number[] {
  return [...pValues.keys()].toSorted((a, b) => pValues[a]! - pValues[b]!);
}
