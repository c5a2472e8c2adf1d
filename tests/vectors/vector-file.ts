import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** The values of an input, or where in a data set they are. */
const Selection = z.union([
  z.object({ inline: z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])) }),
  z.object({
    dataset: z.string(),
    column: z.string(),
    where: z.array(z.tuple([z.string(), z.enum(['eq', 'ne', 'in', 'gte', 'gt', 'lte', 'lt', 'notnull'])]).rest(z.unknown())).optional(),
    rows: z.array(z.int().nullable()).min(2).max(3).optional(),
  }),
]);
export type Selection = z.infer<typeof Selection>;

const Bound = z.object({ rel: z.number().optional(), abs: z.union([z.number(), z.string()]).optional() });
const Tolerance = Bound.extend({ per_key: z.record(z.string(), Bound).optional() });
export type Tolerance = z.infer<typeof Tolerance>;

const VectorCase = z.object({
  id: z.string(),
  metric: z.string(),
  normative: z.boolean().default(true),
  informational: z.array(z.string()).default([]),
  inputs: z.record(z.string(), Selection).default({}),
  params: z.record(z.string(), z.unknown()).default({}),
  expected: z.record(z.string(), z.unknown()),
  tolerance: Tolerance.default({}),
});
export type VectorCase = z.infer<typeof VectorCase>;

const Dataset = z.object({ file: z.string(), sha256_uncompressed: z.string().optional(), rows: z.number().optional() });
export type Dataset = z.infer<typeof Dataset>;

const VectorFile = z.object({ format_version: z.literal(1), datasets: z.record(z.string(), Dataset).default({}), cases: z.array(z.unknown()) });

/** A case, or why what stands in its place is none. */
export type ReadCase = { readonly id: string; readonly vector: VectorCase; readonly fault: null } | { readonly id: string; readonly vector: null; readonly fault: string };

export interface ReadFile {
  readonly name: string;
  readonly datasets: Readonly<Record<string, Dataset>>;
  readonly cases: readonly ReadCase[];
}

/** Every vector file of a folder, by name. What cannot be read becomes a case with a fault, so that it is counted. */
export function readFolder(folder: string): readonly ReadFile[] {
  if (!existsSync(folder)) return [unreadable(folder, 'there is no such folder')];
  const paths = statSync(folder).isDirectory() ? readdirSync(folder).toSorted().map((name) => join(folder, name)) : [folder];
  const files = paths.filter((path) => path.endsWith('.json')).map(readVectorFile);
  return files.length > 0 ? files : [unreadable(folder, 'there is no vector file in it')];
}

function readVectorFile(path: string): ReadFile {
  try {
    const { datasets, cases } = VectorFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { name: basename(path), datasets, cases: cases.map(readCase) };
  } catch (error) {
    return unreadable(path, inWords(error));
  }
}

function readCase(raw: unknown, position: number): ReadCase {
  const { success, data, error } = VectorCase.safeParse(raw);
  if (success) return { id: data.id, vector: data, fault: null };
  const { data: named } = z.object({ id: z.string() }).safeParse(raw);
  return { id: named?.id ?? `case ${position + 1}`, vector: null, fault: inWords(error) };
}

function unreadable(path: string, fault: string): ReadFile {
  return { name: basename(path), datasets: {}, cases: [{ id: path, vector: null, fault }] };
}

function inWords(error: unknown): string {
  if (error instanceof z.ZodError) return `not of the format: ${z.prettifyError(error).replaceAll('\n', ' ')}`;
  return error instanceof Error ? error.message : String(error);
}
