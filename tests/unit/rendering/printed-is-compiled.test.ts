import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { review } from '#libs/terms/review.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import { drafts } from './drafts.js';
import { facts } from './facts.js';
import { shipped } from './templates.js';

const template = shipped('ai-crm-standard');
const definitions = definitionsFor(template.clauses);

/** The one text printed for a term; every place that prints it must agree. */
function printed(clauses: readonly ClauseText[], path: string): string | undefined {
  const texts = clauses.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ text, values }) => values.filter((value) => value.path === path).map(({ start, end }) => text.slice(start, end))),
  );
  expect(new Set(texts).size).toBeLessThanOrEqual(1);
  return texts[0];
}

/** Reads a number back out of prose: "1,250 milliseconds" is 1250. */
const numberIn = (text: string | undefined) => Number(/[\d,]+(\.\d+)?/.exec(text ?? '')?.[0].replaceAll(',', ''));
const numbersIn = (text: string | undefined) => [...(text ?? '').matchAll(/[\d,]+(?:\.\d+)?/g)].map(([number]) => Number(number.replaceAll(',', '')));

/** Compiles and renders any draft, and hands both to the check. */
function forAnyDraft(check: (read: { print: (path: string) => string | undefined; compiled: ReturnType<typeof compile> }) => void): void {
  fc.assert(
    fc.property(drafts, (draft) => {
      expect(review(draft, definitions).filter(({ severity }) => severity === 'error')).toEqual([]);
      const compiled = compile({ clauses: template.clauses, draft, digest: canonical });
      const clauses = renderClauses(template, definitions, readTerms(definitions, draft.terms).terms, facts);
      check({ print: (path) => printed(clauses, path), compiled });
    }),
    { numRuns: 150 },
  );
}

describe('the number that prints is the number that is evaluated', () => {
  test('in the ownership clause', () => {
    forAnyDraft(({ print, compiled }) => {
      const days = (key: string) => compiled.clocks.find((clock) => clock.key === key)?.length;
      expect(print('ownership.returnDays')).toMatch(/ days?$/);
      expect(numberIn(print('ownership.returnDays'))).toBe(days('ownership.returnDays'));
      expect(numberIn(print('ownership.deletionDays'))).toBe(days('ownership.deletionDays'));
    });
  });

  test('in the availability clause', () => {
    forAnyDraft(({ print, compiled: { objectives } }) => {
      const uptime = objectives.find(({ metric }) => metric === 'availability');
      expect(print('uptime.target')).toMatch(/ %$/);
      expect(numberIn(print('uptime.target'))).toBe(Number(uptime?.target));
      expect(print('uptime.window')?.replace(' ', '-')).toBe(uptime?.window.kind);
      expect(print('uptime.method')?.replaceAll(' ', '-')).toBe(uptime?.method.availability);
      expect(print('uptime.emptyRule')?.replaceAll(' ', '-')).toBe(uptime?.method.emptyRule);
      expect(numberIn(print('uptime.intervalMinutes'))).toBe(uptime?.method.intervalMinutes ?? Number.NaN);
      expect(numberIn(print('uptime.minimumRun'))).toBe(uptime?.method.minimumRun ?? Number.NaN);
      expect(numberIn(print('uptime.errorThreshold'))).toBe(Number(uptime?.method.errorThreshold));
      expect(numberIn(print('uptime.minimumSample'))).toBe(uptime?.minimumSample);
      expect(numberIn(print('uptime.graceHours'))).toBe(uptime?.graceHours);
    });
  });

  test('in the response time clause', () => {
    forAnyDraft(({ print, compiled: { objectives } }) => {
      const latency = objectives.find(({ key }) => key.startsWith('latency.'));
      const isPercentile = latency?.metric === 'latency-percentile';
      expect(print('latency.threshold')).toMatch(/ milliseconds?$/);
      expect(numberIn(print('latency.threshold'))).toBe(isPercentile ? Number(latency.target) : latency?.method.thresholdMilliseconds);
      expect(numberIn(print('latency.percentile'))).toBe(isPercentile ? Number(latency.method.percentile) : Number.NaN);
      expect(numberIn(print('latency.attainment'))).toBe(isPercentile ? Number.NaN : Number(latency?.target));
      expect(print('latency.window')?.replace(' ', '-')).toBe(latency?.window.kind);
      expect(numberIn(print('latency.minimumSample'))).toBe(latency?.minimumSample);
      expect(numberIn(print('latency.graceHours'))).toBe(latency?.graceHours);
    });
  });

  test('in the accuracy clause', () => {
    forAnyDraft(({ print, compiled: { objectives } }) => {
      const accuracy = objectives.find(({ key }) => key.startsWith('accuracy.'));
      expect(print('accuracy.metric')?.toLowerCase().replace(' score', '').replaceAll(' ', '-')).toBe(accuracy?.metric);
      expect(numberIn(print('accuracy.target'))).toBe(Number(accuracy?.target));
      expect(numberIn(print('accuracy.maturityDays'))).toBe(accuracy?.maturityDays);
      expect(numberIn(print('accuracy.coverageFloor'))).toBe(Number(accuracy?.coverageFloor));
      expect(numberIn(print('accuracy.minimumSample'))).toBe(accuracy?.minimumSample);
    });
  });

  test('in the credits clause', () => {
    forAnyDraft(({ print, compiled: { credits, clocks, objectives } }) => {
      expect(print('credits.monthlyCharge')?.replaceAll(',', '')).toBe(`${credits?.monthlyCharge.amount} ${credits?.monthlyCharge.currency}`);
      expect(numberIn(print('credits.monthlyCap'))).toBe(Number(credits?.monthlyCapPercent));
      expect(numberIn(print('credits.rollingCap'))).toBe(Number(credits?.rollingCapPercent));
      expect(numberIn(print('credits.claimDays'))).toBe(credits?.claimDays);
      expect(numberIn(print('credits.claimDays'))).toBe(clocks.find(({ kind }) => kind === 'claim-window')?.length);
      for (const family of ['uptime', 'latency', 'accuracy']) {
        const tiers = objectives.find(({ key }) => key.startsWith(`${family}.`))?.tiers ?? [];
        const text = print(`credits.${family}Tiers`);
        expect(numbersIn(text)).toEqual(tiers.flatMap(({ percent, bound }) => [Number(percent), Number(bound)]));
        expect(text?.split('; ').map((step) => step.includes('at or'))).toEqual(tiers.map(({ inclusive }) => inclusive));
      }
    });
  });
});
