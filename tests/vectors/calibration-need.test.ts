import { describe, expect, test } from 'vitest';
import { needsCalibration } from '#libs/measurement/estimation/calibration-need.js';
import { labelledByScore } from '#libs/measurement/estimation/scored-events.js';
import { classesOf } from './coded-inputs.js';
import { inputsOf } from './selection.js';
import { casesOf, tableOf } from './shared-vectors.js';

const cases = casesOf('cbpe');

describe.runIf(cases.length > 0)('whether scores need calibration is decided without chance, and as NannyML decided by chance', () => {
  test.each(cases)('$id', ({ vector: { inputs, expected }, datasets }) => {
    const columns = inputsOf(inputs, (name) => tableOf(datasets[name]!));
    const events = {
      scores: columns.numbers('reference.score'),
      decisions: classesOf(columns.values('reference.pred')),
      outcomes: classesOf(columns.values('reference.y')),
    };
    expect(needsCalibration(labelledByScore(events))).toBe(expected['needs_calibration']);
  });
});
