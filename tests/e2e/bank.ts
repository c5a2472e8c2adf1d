import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The real lead-scoring set; it stays where it is and is never copied into the project. */
export const bankFile = fileURLToPath(new URL('../../../shared/data/bank_scored.csv.gz', import.meta.url));
export const hasBankFile = existsSync(bankFile);

interface Row {
  readonly month: string;
  readonly decision: boolean;
  readonly positive: boolean;
  readonly latencyMs: number;
}

/** What a month must measure, computed from the file alone: nothing of the product is used here. */
export interface ExpectedMonth {
  readonly month: string;
  readonly events: number;
  readonly precision: { readonly truePositives: number; readonly predicted: number };
  /** Nearest-rank 95th percentile in milliseconds, as it stands in the file. */
  readonly latency95: number;
}

const zone = 'Europe/Lisbon';
const monthIn = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit' });

function rowsOf(): readonly Row[] {
  const [header = '', ...lines] = gunzipSync(readFileSync(bankFile)).toString('utf8').trim().split('\n');
  const columns = header.split(',');
  const at = (name: string): number => columns.indexOf(name);
  const [time, decision, label, latency] = [at('event_ts'), at('decision_v1'), at('y'), at('latency_ms')];
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      month: monthIn.format(new Date(cells[time] ?? '')),
      decision: cells[decision] === '1',
      positive: cells[label] === '1',
      latencyMs: Number(cells[latency]),
    };
  });
}

/** Every month of the file, in the zone of the test's agreement, oldest first. */
export function expectedMonths(): readonly ExpectedMonth[] {
  const months = Map.groupBy(rowsOf(), (row) => row.month);
  return [...months.entries()]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([month, rows]) => {
      const predicted = rows.filter((row) => row.decision);
      const latencies = rows.map((row) => row.latencyMs).toSorted((a, b) => a - b);
      return {
        month,
        events: rows.length,
        precision: { truePositives: predicted.filter((row) => row.positive).length, predicted: predicted.length },
        latency95: latencies[Math.ceil(0.95 * latencies.length) - 1] ?? Number.NaN,
      };
    });
}

/** A percentile is reported rounded up to three significant digits. */
export function roundedUp(milliseconds: number): number {
  const unit = 10 ** (Math.floor(Math.log10(milliseconds)) - 2);
  return Number((Math.ceil(Number((milliseconds / unit).toFixed(9))) * unit).toPrecision(3));
}
