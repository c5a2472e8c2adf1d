import { error } from '@sveltejs/kit';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { Recomputation } from '#libs/wire/measurements.js';
import RecomputeWindow from '#lib/components/RecomputeWindow.svelte';
import { localProblem } from '#lib/problems.ts';
import { agreementText, roundingText } from '#lib/recomputation.ts';
import { definition, measurementOf, windows } from './samples.ts';

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();

function recomputationOf(change: Partial<Recomputation> = {}): Recomputation {
  return { method: 'exact', events: 12_345, fromIntervals: measurementOf(), recomputed: measurementOf(), agrees: true, exactValue: '99.7', bound: '0', ...change };
}

const latency = { exactValue: '204.61', bound: '1', fromIntervals: measurementOf({ value: '205' }), recomputed: measurementOf({ value: '205' }) };

function show(answer: () => Promise<Recomputation>, measurements = windows) {
  const asked: string[] = [];
  const recompute = (start: string) => {
    asked.push(start);
    return answer();
  };
  return { asked, ...render(RecomputeWindow, { definition, measurements, recompute }) };
}

const press = () => fireEvent.submit(screen.getByRole('form', { name: `Measure a window of ${definition.label} again` }));

test('the sample is what the wire carries', () => {
  expect(Recomputation.parse(recomputationOf())).toEqual(recomputationOf());
});

describe('a window measured again, in words', () => {
  test.each([
    ['the same counts', {}, 'They agree: every count behind them is the same. 12,345 events were read again.'],
    ['the same value of other counts', { agrees: false }, 'They have the same value and verdict, but do not rest on the same counts: something came after the first was measured, or its intervals have to be counted anew. 12,345 events were read again.'],
    ['another value', { agrees: false, recomputed: measurementOf({ value: '98' }) }, 'They do not agree: something came after the first was measured, or its intervals have to be counted anew. 12,345 events were read again.'],
    ['another verdict', { agrees: false, recomputed: measurementOf({ verdict: 'breached' }) }, 'They do not agree: something came after the first was measured, or its intervals have to be counted anew. 12,345 events were read again.'],
  ] as const)('%s', (_, change, words) => {
    expect(plain(agreementText(recomputationOf(change)))).toBe(words);
  });

  test('what rounding may make is said where anything is rounded, with whether the difference stays within', () => {
    expect(roundingText(recomputationOf(), 'percent')).toBeNull();
    expect(roundingText(recomputationOf({ ...latency, exactValue: null }), 'milliseconds')).toBeNull();
    expect(plain(roundingText(recomputationOf(latency), 'milliseconds'))).toBe('Intervals keep latencies to three digits. Without that rounding the value is 204.61 ms: within the 1 ms that it may make.');
    expect(plain(roundingText(recomputationOf({ ...latency, exactValue: '203.9' }), 'milliseconds'))).toContain('203.9 ms: not within the 1 ms');
  });
});

describe('measuring a window again', () => {
  test('asks for the newest window that is final, and shows both values beside each other', async () => {
    const { asked } = show(() => Promise.resolve(recomputationOf({ agrees: false, recomputed: measurementOf({ value: '98', verdict: 'breached' }) })));
    await press();
    const rows = (await screen.findAllByRole('row')).map((row) => plain(row.textContent));
    expect(asked).toEqual([windows[1]?.windowStart]);
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['From intervals 99.7 % 12', 'From every event 98 % 12']);
    expect(screen.getByText('Not the same.')).toBeInstanceOf(HTMLElement);
  });

  test('another window can be chosen; a single one needs no choice', async () => {
    const { asked, unmount } = show(() => Promise.resolve(recomputationOf()));
    await fireEvent.change(screen.getByLabelText('Window'), { target: { value: windows[3]?.windowStart } });
    await press();
    expect(asked).toEqual([windows[3]?.windowStart]);
    unmount();
    show(() => Promise.resolve(recomputationOf()), windows.slice(0, 1));
    expect(screen.queryByLabelText('Window')).toBeNull();
  });

  test('while it reads the button rests, and a refusal is shown in its words', async () => {
    const detail = 'Too many are being computed.';
    const { asked } = show(() => Promise.resolve().then(() => error(429, detail, { problem: localProblem(429, detail) })));
    await press();
    expect(await screen.findByText(detail)).toBeInstanceOf(HTMLElement);
    expect([asked.length, screen.getByRole<HTMLButtonElement>('button', { name: 'Recompute from events' }).disabled]).toEqual([1, false]);
  });
});
