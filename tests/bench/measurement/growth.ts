import { inWords, type Line, median, million, shown } from '../bench.js';
import type { AskedProcess } from './asked-process.js';
import { inMs } from './head-to-head.js';
import type { OperationName } from './operations.js';

export const largest = 10 * million;
const sizes = [10_000, 100_000, million, largest];
const atMostSeconds = 2;
const rounds = 5;

/** How an operation's time grows from ten thousand to ten million rows, with the exponent: the slope of log time over log rows. */
export async function growthOf(operation: OperationName, what: string, ours: AskedProcess): Promise<Line> {
  const times: number[] = [];
  for (const count of sizes) {
    const timed = async (): Promise<number> => (await ours.ask<{ readonly seconds: number }>({ operation, count })).seconds;
    await timed();
    const found: number[] = [];
    for (let total = 0; found.length < rounds && (found.length === 0 || total < atMostSeconds); total += found.at(-1)!) found.push(await timed());
    times.push(median(found));
  }
  return shown(`growth, ${what}: ${sizes.map((count, at) => `${inWords(count)} ${inMs(times[at]!)}`).join(', ')}`, `exponent ${slopeOf(sizes.map(Math.log), times.map(Math.log)).toFixed(2)}`);
}

/** Of the line of least squares. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const over = x.reduce((sum, value, at) => sum + (value - meanX) * (y[at]! - meanY), 0);
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
