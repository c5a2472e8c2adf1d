import { FineprintError } from '#libs/wire/errors.js';

/** What a template may name: text it prints, flags it asks, groups, and lists (written as a one-element array) it repeats. */
export interface ViewSchema {
  readonly [name: string]: ViewNode;
}
export type ViewNode = 'text' | 'flag' | ViewSchema | readonly ['text' | ViewSchema];

/** The values of a template: plain data in the shape of its schema. */
export interface View {
  readonly [name: string]: ViewValue;
}
export type ViewValue = string | boolean | View | readonly (string | View)[];

/** More items than this in one list of a view is a mistake or an attack. */
export const longestList = 200;

/**
 * Refuses a view that does not answer the schema. Every flag must be there: a missing one would drop a passage
 * of a legal text unseen. Text may be left out: printing it then fails, loudly.
 */
export function checkView(schema: ViewSchema, view: View, place = ''): void {
  for (const [name, node] of Object.entries(schema)) {
    if (Object.hasOwn(view, name)) checkNode(node, view[name], `${place}${name}`);
    else if (node !== 'text') refuse(`${place}${name}`, 'is missing');
  }
}

function checkNode(node: ViewNode, value: ViewValue | undefined, place: string): void {
  if (node === 'flag') {
    if (typeof value !== 'boolean') refuse(place, 'must be true or false');
  } else if (node === 'text') {
    if (typeof value !== 'string') refuse(place, 'must be text');
  } else if (isList(node)) {
    if (!Array.isArray(value)) return refuse(place, 'must be a list');
    if (value.length > longestList) refuse(place, `has more than ${longestList} items`);
    value.forEach((item: ViewValue, at) => checkNode(node[0], item, `${place}[${at}]`));
  } else {
    if (typeof value !== 'object' || !isGroup(value)) return refuse(place, 'must be a group');
    checkView(node, value, `${place}.`);
  }
}

export function isList(node: ViewNode): node is readonly ['text' | ViewSchema] {
  return Array.isArray(node);
}

function isGroup(value: View | readonly (string | View)[]): value is View {
  return !Array.isArray(value);
}

function refuse(place: string, reason: string): void {
  throw new FineprintError('TEMPLATE_REFUSED', `The value of ${place} ${reason}`);
}
