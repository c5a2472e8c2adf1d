import { z } from 'zod';
import { SegmentName, SegmentValue, segmentLimit } from './events.js';

/** What a value is called that is not kept apart. */
export const otherValue = 'other';
/** Values of one attribute. */
export const valueLimit = 200;
/** An attribute that nobody declared is taken while the system has fewer than these. */
export const undeclaredLimit = 8;
/** Combinations of values of one system; beyond, every value of a new combination is "other". */
export const combinationLimit = 2_000;

export const sliceKinds = ['slice', 'group'] as const;
export const SliceKind = z.enum(sliceKinds).describe('"group" is a protected attribute that fairness is examined by');
export type SliceKind = z.infer<typeof SliceKind>;

const isDistinct = (values: readonly unknown[]) => new Set(values).size === values.length;

const NewSliceAttribute = z.strictObject({
  name: SegmentName,
  kind: SliceKind.default('slice'),
  values: z.array(SegmentValue).min(1).max(valueLimit).refine(isDistinct, 'each value once').refine((values) => !values.includes(otherValue), `"${otherValue}" is what every value that is not kept apart is called`).nullable().default(null).describe('Every other value counts as "other"; null: the first that come, up to the limit'),
  limit: z.int().min(1).max(valueLimit).default(50),
});

/** The declared attributes of a system, all of them: those that are left out are no longer declared. */
export const NewSlices = z
  .strictObject({ attributes: z.array(NewSliceAttribute).max(segmentLimit).describe('Each name once') })
  .superRefine(({ attributes }, context) => {
    const names = attributes.map(({ name }) => name);
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) < at) context.addIssue({ code: 'custom', path: ['attributes', at, 'name'], message: `${name} is declared already` });
    }
  })
  .meta({ id: 'NewSlices' });
export type NewSlices = z.infer<typeof NewSlices>;

/** An attribute that a system's events are told apart by; `declared` is false when it simply appeared. */
export const SliceAttribute = z
  .object({
    name: z.string(),
    kind: SliceKind,
    declared: z.boolean(),
    values: z.array(z.string()).nullable(),
    limit: z.int(),
    seen: z.array(z.string()).describe('Values of its events so far that are kept apart'),
  })
  .meta({ id: 'SliceAttribute' });
export type SliceAttribute = z.infer<typeof SliceAttribute>;

export const SystemSlices = z.object({ attributes: z.array(SliceAttribute), combinations: z.int(), combinationLimit: z.int() }).meta({ id: 'SystemSlices' });
export type SystemSlices = z.infer<typeof SystemSlices>;
