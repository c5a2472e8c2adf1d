import { isField, type Kind, type Mapping, type Source } from './mapping.js';

/** One record of the file: the value in a column; undefined or an empty text when there is none. */
export type Lookup = (column: string) => unknown;

const booleans: Readonly<Record<string, boolean>> = { '1': true, true: true, yes: true, '0': false, false: false, no: false };
const outcomes: Readonly<Record<string, string>> = { '1': 'positive', true: 'positive', yes: 'positive', '0': 'negative', false: 'negative', no: 'negative' };
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The event or outcome that a mapping makes of a record. What cannot be converted is kept as it is, for the check to name. */
export function valueOf(mapping: Mapping, lookup: Lookup): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const groups = { segments: new Map<string, unknown>(), features: new Map<string, unknown>() };
  for (const [field, source] of Object.entries(mapping)) {
    if (source === null) continue;
    const cell = converted(field, source, lookup);
    if (cell === undefined || cell === null || cell === '') continue;
    const [group, name] = /^(segments|features)\.(.+)$/s.exec(field)?.slice(1) ?? [];
    if (group === 'segments' || group === 'features') groups[group].set(name!, cell);
    else value[field] = cell;
  }
  for (const [group, cells] of Object.entries(groups)) if (cells.size > 0) value[group] = Object.fromEntries(cells);
  return value;
}

function converted(field: string, source: Source, lookup: Lookup): unknown {
  const cell = rawOf(source, lookup);
  if (cell === undefined || cell === null || cell === '') return undefined;
  if (field === 'outcome') return outcomeOf(source, cell);
  if (field === 'id' || field === 'event' || field === 'system' || field === 'version' || field === 'user' || field.startsWith('segments.')) return String(cell);
  if (field === 'time') return 'plusHours' in source && source.plusHours !== undefined ? later(cell, lookup(source.plusHours)) : cell;
  if (field === 'reasons') return typeof cell === 'string' ? cell.split('|') : cell;
  if (field === 'decision' || field === 'humanDecision') return Object.hasOwn(booleans, String(cell).toLowerCase()) ? booleans[String(cell).toLowerCase()] : cell;
  if (field === 'score' || field === 'latencyMs' || field.startsWith('features.')) return typeof cell === 'string' && number.test(cell) ? Number(cell) : cell;
  return cell;
}

function rawOf(source: Source, lookup: Lookup): unknown {
  if ('value' in source) return source.value;
  if ('template' in source) return source.template.replaceAll(/\{([^{}]+)\}/g, (_, column: string) => textOf(lookup(column)));
  const cell = lookup(source.column);
  return typeof cell === 'string' ? cell.trim() : cell;
}

function outcomeOf(source: Source, cell: unknown): unknown {
  const text = textOf(cell);
  if ('positive' in source && source.positive !== undefined) return source.positive.includes(text) ? 'positive' : 'negative';
  return Object.hasOwn(outcomes, text.toLowerCase()) ? outcomes[text.toLowerCase()] : cell;
}

/** An instant plus hours, to the millisecond; the texts side by side when one of them is not what it should be. */
function later(time: unknown, hours: unknown): unknown {
  const start = typeof time === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(time) ? Date.parse(time) : Number.NaN;
  const added = typeof hours === 'number' ? hours : typeof hours === 'string' && number.test(hours.trim()) ? Number(hours) : Number.NaN;
  const end = start + Math.round(added * 3_600_000);
  return Math.abs(end) <= 8.64e15 ? new Date(end).toISOString() : `${textOf(time)} + ${textOf(hours)} h`;
}

function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

/**
 * The event or outcome that a mapping makes of an object: mapped fields, then the object's own of the same names.
 * `keepsOthers`: keep names that are no fields too, so that they are refused by name instead of ignored.
 */
export function mergedValue(kind: Kind, mapping: Mapping, plain: object, keepsOthers: boolean): Record<string, unknown> {
  const mapped = valueOf(mapping, (path) => valueAt(plain, path));
  const own = Object.entries(plain).filter(([name]) => !Object.hasOwn(mapping, name) && (keepsOthers || isField(kind, name) || name === 'segments' || name === 'features'));
  const merged: Record<string, unknown> = { ...Object.fromEntries(own), ...mapped };
  for (const group of ['segments', 'features']) {
    const inner: unknown = Reflect.get(plain, group);
    if (mapped[group] !== undefined && typeof inner === 'object') merged[group] = { ...inner, ...(mapped[group] as object) };
  }
  return merged;
}

function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return Reflect.get(value, path);
  const dot = path.indexOf('.');
  return dot === -1 || !Object.hasOwn(value, path.slice(0, dot)) ? undefined : valueAt(Reflect.get(value, path.slice(0, dot)), path.slice(dot + 1));
}
