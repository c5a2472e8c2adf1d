import { describe, expect, test } from 'vitest';
import { checkpointsOf } from '../../../apps/api/src/demonstration/checkpoints.js';
import { leadsOfDay } from '../../../apps/api/src/demonstration/leads.js';
import { timelineDrafted, timelineOf, maturityDays } from '../../../apps/api/src/demonstration/timeline.js';

const dayMs = 86_400_000;
const everyDay = Array.from({ length: 400 }, (_, day) => new Date(Date.parse('2026-01-01T00:30:00Z') + day * dayMs));

describe('the timeline', () => {
  test('has, told on any day, a third month that is complete and can still be claimed', () => {
    for (const now of everyDay) {
      const timeline = timelineOf(now);
      const thirdMonthEnd = new Date(timeline.newVersionMs);
      thirdMonthEnd.setUTCMonth(thirdMonthEnd.getUTCMonth() + 1, 1);
      const sinceEnd = (now.getTime() - thirdMonthEnd.getTime()) / dayMs;
      expect(sinceEnd, now.toISOString()).toBeGreaterThan(maturityDays - 1);
      expect(sinceEnd, now.toISOString()).toBeLessThan(50);
      const { draftedMs, signedMs, startMs, outage, newVersionMs, claimMs, nowMs } = timeline;
      const moments = [draftedMs, signedMs, startMs, outage.startMs, outage.endMs, newVersionMs, claimMs, nowMs];
      expect(moments, now.toISOString()).toEqual(moments.toSorted((one, other) => one - other));
    }
  });

  test('is the same when the story is taken up again later', () => {
    const first = timelineOf(new Date('2026-11-21T12:00:00Z'));
    const later = timelineDrafted(new Date(first.draftedMs), new Date('2026-12-20T12:00:00Z'));
    expect({ ...later, nowMs: 0, nextFrom: '', nextUntil: '' }).toEqual({ ...first, nowMs: 0, nextFrom: '', nextUntil: '' });
  });

  test('stops at the claim and at the present, and never after it', () => {
    const timeline = timelineOf(new Date('2026-11-21T12:00:00Z'));
    const checkpoints = checkpointsOf(timeline);
    expect(checkpoints).toContain(timeline.claimMs);
    expect(checkpoints.at(-1)).toBe(timeline.nowMs);
    expect(checkpoints).toEqual(checkpoints.toSorted((a, b) => a - b));
  });
});

describe('the leads of a day', () => {
  const timeline = timelineOf(new Date('2026-11-21T12:00:00Z'));

  test('are the same each time they are made', () => {
    expect(leadsOfDay(timeline, 40)).toEqual(leadsOfDay(timeline, 40));
  });

  test('have ids of their own, come in order, and lie within a day', () => {
    const leads = leadsOfDay(timeline, 40);
    expect(new Set(leads.map(({ event }) => event.id)).size).toBe(leads.length);
    expect(leads).toEqual(leads.toSorted((a, b) => a.timeMs - b.timeMs));
    expect(leads.every(({ timeMs }) => timeMs >= timeline.startMs + 40 * dayMs && timeMs < timeline.startMs + 41 * dayMs)).toBe(true);
  });

  test('mostly fail during the outage and hardly ever otherwise', () => {
    const outageDay = Math.floor((timeline.outage.startMs - timeline.startMs) / dayMs);
    const leads = leadsOfDay(timeline, outageDay);
    const failedShare = (isDown: boolean): number => {
      const some = leads.filter(({ timeMs }) => (timeMs >= timeline.outage.startMs && timeMs < timeline.outage.endMs) === isDown);
      return some.filter(({ event }) => event.status !== 'ok').length / some.length;
    };
    expect(failedShare(true)).toBeGreaterThan(0.8);
    expect(failedShare(false)).toBeLessThan(0.05);
  });

  test('never have an outcome before the event, and none where the event failed', () => {
    for (const { event, timeMs, knownMs } of leadsOfDay(timeline, 3)) {
      if (knownMs !== null) expect(knownMs).toBeGreaterThan(timeMs);
      if (event.status !== 'ok') expect(knownMs).toBeNull();
    }
  });
});
