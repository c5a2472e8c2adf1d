import { z } from 'zod';
import { FeatureName, VersionLabel } from './events.js';
import { Id, Instant } from './scalars.js';

const Count = z.int().min(0).max(1e15);
const categoryLimit = 1_000;
/** One fewer than there are counts, of which a body's list takes a thousand. */
const edgeLimit = 999;

const NumericColumn = z
  .strictObject({
    name: FeatureName,
    edges: z.array(z.number()).min(1).max(edgeLimit).describe('Inner borders, ascending; bins are (lower, upper], the first and the last are open'),
    counts: z.array(Count).describe('Rows of each bin: one more than there are edges'),
    missing: Count.default(0),
  })
  .refine(({ edges, counts }) => counts.length === edges.length + 1, { path: ['counts'], error: 'one count more than there are edges is expected' })
  .refine(({ edges }) => edges.every((edge, at) => at === 0 || edge > edges[at - 1]!), { path: ['edges'], error: 'edges ascend, each once' });

const CategoricalColumn = z.strictObject({
  name: FeatureName,
  categories: z.record(z.string().min(1).max(200), Count).refine((counts) => Object.keys(counts).length <= categoryLimit, `at most ${categoryLimit} categories`),
  missing: Count.default(0),
});

/** One column as it was distributed in the training data; "score" is the score itself. */
export const ProfileColumn = z.union([NumericColumn, CategoricalColumn], 'a column has edges and counts, or categories').meta({ id: 'ProfileColumn' });
export type ProfileColumn = z.infer<typeof ProfileColumn>;

/** How a vendor declares what a model version was trained on. */
export const NewTrainingProfile = z
  .strictObject({ version: VersionLabel, rows: z.int().min(1).max(1e15), columns: z.array(ProfileColumn).min(1).max(257) })
  .superRefine(({ rows, columns }, context) => {
    for (const [at, column] of columns.entries()) {
      const counted = rowsOf(column);
      if (counted !== rows) context.addIssue({ code: 'custom', path: ['columns', at], message: `${column.name} counts ${counted} rows with its missing ones, the profile ${rows}` });
      if (column.name === 'score' && 'categories' in column) context.addIssue({ code: 'custom', path: ['columns', at, 'categories'], message: 'the score is a number: it has edges and counts' });
      if (columns.findIndex(({ name }) => name === column.name) < at) context.addIssue({ code: 'custom', path: ['columns', at, 'name'], message: `${column.name} stands in the profile twice` });
    }
  })
  .meta({ id: 'NewTrainingProfile' });
export type NewTrainingProfile = z.infer<typeof NewTrainingProfile>;

export const TrainingProfile = z
  .object({
    id: Id,
    version: z.string(),
    rows: z.int(),
    columns: z.array(ProfileColumn),
    declaredBy: z.string(),
    declaredAt: Instant,
    digest: z.string().describe('SHA-256 of the canonical JSON of version, rows and columns'),
  })
  .meta({ id: 'TrainingProfile' });
export type TrainingProfile = z.infer<typeof TrainingProfile>;

export const TrainingProfileList = z.object({ items: z.array(TrainingProfile).describe('The last declared first; of one version the last counts') }).meta({ id: 'TrainingProfileList' });
export type TrainingProfileList = z.infer<typeof TrainingProfileList>;

function rowsOf(column: ProfileColumn): number {
  const counts = 'counts' in column ? column.counts : Object.values(column.categories);
  return counts.reduce((sum, count) => sum + count, column.missing);
}
