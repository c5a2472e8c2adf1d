import { z } from 'zod';
import { Event, Outcome } from '#libs/wire/events.js';
import { FineprintError } from '#libs/wire/errors.js';

export type Kind = 'event' | 'outcome';

const Column = z.string().min(1);

/** Where the value of a field comes from. */
const Source = z.union([
  Column.transform((column) => ({ column })),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ template: z.string().describe('Text with columns in braces, such as v1-{row}') }),
  z.strictObject({
    column: Column,
    plusHours: Column.optional().describe('For times: column with hours to add'),
    positive: z.array(z.string()).optional().describe('For outcomes: cells that mean positive; every other one means negative'),
  }),
]);
export type Source = z.infer<typeof Source>;

/** Field of an event or outcome → source. `null` leaves the field out. */
export type Mapping = Readonly<Record<string, Source | null>>;

const MappingFile = z.strictObject({ fields: z.record(z.string(), Source.nullable()) });

/** Fields that can be mapped: those of the wire schema, and any `segments.<name>` or `features.<name>`. */
export function isField(kind: Kind, field: string): boolean {
  if (kind === 'event' && /^(segments|features)\../s.test(field)) return true;
  return field !== 'segments' && field !== 'features' && Object.hasOwn((kind === 'event' ? Event : Outcome).shape, field);
}

/**
 * Reads a mapping file's content: `{"fields": {"score": "score_v1", "system": {"value": "scoring"}}}`.
 * @throws FineprintError INVALID that says what is wrong and where
 */
export function readMappingFile(kind: Kind, text: string): Mapping {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    throw new FineprintError('INVALID', `The mapping file is not JSON: ${(error as Error).message}`);
  }
  const parsed = MappingFile.safeParse(plain);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new FineprintError('INVALID', `The mapping file is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
  }
  for (const field of Object.keys(parsed.data.fields)) assertField(kind, field);
  return parsed.data.fields;
}

/**
 * Reads one `--map` flag: `field=column`, `field==constant`, `field=text-{column}`, `time=column+column of hours`, or `field=` to leave it out.
 * @throws FineprintError INVALID
 */
export function readMapFlag(kind: Kind, flag: string): readonly [string, Source | null] {
  const split = flag.indexOf('=');
  if (split < 1) throw new FineprintError('INVALID', `--map ${flag}: write field=column, for example --map score=score_v1`);
  const field = flag.slice(0, split);
  const source = flag.slice(split + 1);
  assertField(kind, field);
  if (source === '') return [field, null];
  if (source.startsWith('=')) return [field, { value: source.slice(1) }];
  if (/\{[^{}]+\}/.test(source)) return [field, { template: source }];
  const [, column, plusHours] = (field === 'time' ? /^([^+]+)\+([^+]+)$/.exec(source) : null) ?? [];
  return [field, column && plusHours ? { column, plusHours } : { column: source }];
}

/** The columns a mapping reads. */
export function columnsOf(mapping: Mapping): readonly string[] {
  return Object.values(mapping).flatMap((source) => {
    if (source === null || 'value' in source) return [];
    if ('template' in source) return [...source.template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
    return 'plusHours' in source && source.plusHours !== undefined ? [source.column, source.plusHours] : [source.column];
  });
}

/**
 * The whole mapping for a file with these columns: a field that is not mapped comes from the column of its own name.
 * @throws FineprintError INVALID that names the unknown column, the columns that exist, and the fields that nothing fills
 */
export function completeMapping(kind: Kind, mapping: Mapping, columns: readonly string[]): Mapping {
  const there = new Set(columns);
  const unknown = columnsOf(mapping).filter((column) => !there.has(column));
  const has = `The file has the columns ${columns.join(', ')}.`;
  if (unknown.length > 0) throw new FineprintError('INVALID', `There is no column ${unknown.map((column) => `"${column}"`).join(', ')}. ${has}`);
  const own = columns.filter((column) => isField(kind, column) && !Object.hasOwn(mapping, column));
  const whole: Mapping = { ...Object.fromEntries(own.map((column) => [column, { column }])), ...mapping };
  const required = kind === 'event' ? ['id', 'system', 'version', 'time'] : ['event', 'system', 'outcome', 'time'];
  const empty = required.filter((field) => !whole[field]);
  if (empty.length > 0) {
    throw new FineprintError('INVALID', `Nothing fills ${empty.map((field) => `"${field}"`).join(', ')}: map a column with --map ${empty[0]}=COLUMN. ${has}`);
  }
  return whole;
}

function assertField(kind: Kind, field: string): void {
  if (isField(kind, field)) return;
  const fields = Object.keys((kind === 'event' ? Event : Outcome).shape).map((name) => (name === 'segments' || name === 'features' ? `${name}.NAME` : name));
  throw new FineprintError('INVALID', `"${field}" is not a field of an ${kind}. The fields are ${fields.join(', ')}.`);
}
