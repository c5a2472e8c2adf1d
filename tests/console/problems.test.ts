import { error, isHttpError } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { NewVendor } from '#libs/wire/vendors.js';
import { faultOf, fieldsOf, invalidContent, localProblem, placeOf, problemOf } from '#lib/problems.ts';

const thrown = (act: () => never): unknown => {
  try {
    return act();
  } catch (fault) {
    return fault;
  }
};

describe('problems', () => {
  test.each([
    ['/slug', ['slug']],
    ['/terms/uptime.target', ['uptime.target']],
    ['/terms/credits.uptimeTiers/0/bound', ['credits.uptimeTiers/0/bound', 'credits.uptimeTiers/0', 'credits.uptimeTiers']],
    ['/a~1b~0c', ['a/b~c']],
    ['', []],
  ])('the pointer "%s" leads to one of the fields %j, the first that a form has', (pointer, fields) => {
    expect(fieldsOf(pointer)).toEqual(fields);
  });

  test.each([
    ['/columns/1/counts', { field: 'Columns', within: '2, counts' }],
    ['/columns', { field: 'Columns', within: '' }],
    ['/attributes/1/values/3', { field: 'Values of the second', within: '4' }],
    ['/attributes', undefined],
    ['/elsewhere', undefined],
  ])('of the fields that a form has, the fault at "%s" is about %j', (pointer, place) => {
    const fields = new Map([['columns', 'Columns'], ['attributes/1/values', 'Values of the second']]);
    expect(placeOf(pointer, fields)).toEqual(place);
  });

  test('missing and malformed content is named field by field, in words', () => {
    const checked = NewVendor.safeParse({ slug: 'No Spaces', contactEmail: 'nobody' });
    const problem = invalidContent(checked.error ?? expect.fail('the content was taken'));
    expect(faultOf(problem, 'name')).toBe('is missing');
    expect(faultOf(problem, 'slug')).toBe('lower-case letters, digits and single hyphens');
    expect(faultOf(problem, 'contactEmail')).toBe('is not an e-mail address');
    expect(faultOf(problem, 'contactName')).toBeUndefined();
  });

  test('what the server stated comes back unchanged', () => {
    const stated = { ...localProblem(409, 'The short name is taken'), code: 'SLUG_TAKEN', requestId: 'r-1' };
    const fault = thrown(() => error(409, stated.detail, { problem: stated }));
    expect(isHttpError(fault)).toBe(true);
    expect(problemOf(fault)).toEqual(stated);
  });

  test('a fault of the page itself is a problem too', () => {
    expect(problemOf(new TypeError('x is undefined'))).toMatchObject({ status: 500, detail: 'x is undefined' });
  });
});
