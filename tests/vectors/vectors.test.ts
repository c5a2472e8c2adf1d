import { describe, expect, test } from 'vitest';
import { metrics } from './metrics.js';
import { isCounted, runCase } from './run-case.js';
import { files, tableOf } from './shared-vectors.js';

describe.runIf(files.length > 0)('the reference vectors are met', () => {
  const cases = files.flatMap((file) => file.cases.filter(isCounted).map((one) => ({ name: `${file.name} ${one.id}`, file, one })));

  test.each(cases)('$name', ({ file, one }) => {
    const { comparison, fault } = runCase(file, one, tableOf, metrics);
    expect(fault).toBeNull();
    expect(comparison?.misses).toEqual([]);
  });
});
