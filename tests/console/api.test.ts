import { isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { read, readTagged, withQuery } from '#lib/api.ts';
import { problemOf } from '#lib/problems.ts';

const Named = z.object({ name: z.string() });
const here = new URL('http://localhost/breaches?state=open');

/** A network that gives one answer, and the address it was asked for. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: string[] = [];
  const network: typeof fetch = async (input) => {
    asked.push(typeof input === 'string' ? input : input instanceof URL ? input.href : input.url);
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
  };
  return { network, asked };
}

const refusalOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => expect.fail('nothing was refused'), (fault: unknown) => fault);

describe('the API client', () => {
  test('an answer is parsed by its schema, and fields it does not name are dropped', async () => {
    const { network, asked } = answering(200, { name: 'Leadmind', secret: 1 }, { etag: '"r3"' });
    expect(await readTagged(network, '/vendors/1', Named)).toEqual({ value: { name: 'Leadmind' }, etag: '"r3"' });
    expect(asked).toEqual(['/api/v1/vendors/1']);
  });

  test('without a session a page leads to the sign-in and back', async () => {
    const fault = await refusalOf(read(answering(401, {}).network, '/breaches', Named, here));
    expect(isRedirect(fault) && fault.location).toBe('/sign-in?to=%2Fbreaches%3Fstate%3Dopen');
  });

  test('without a page to come back to, a missing session is a refusal', async () => {
    expect(isHttpError(await refusalOf(read(answering(401, {}).network, '/session', Named)))).toBe(true);
  });

  test('a problem document keeps its code, faults and request id', async () => {
    const problem = { type: '/problems/X', title: 'T', status: 409, detail: 'D', instance: '/i', code: 'X', requestId: 'r-1', errors: [{ pointer: '/slug', code: 'X', detail: 'taken' }] };
    expect(problemOf(await refusalOf(read(answering(409, problem).network, '/x', Named)))).toEqual(problem);
  });

  test('an answer that is no problem document still says what happened', async () => {
    const problem = problemOf(await refusalOf(read(answering(502, '<html>').network, '/x', Named)));
    expect(problem).toMatchObject({ status: 502, detail: 'The server answered 502 without saying why.' });
  });

  test('an answer of another shape is refused and not shown', async () => {
    const problem = problemOf(await refusalOf(read(answering(200, { name: 7 }).network, '/x', Named)));
    expect(problem.detail).toContain('not what this console expects');
  });

  test('no connection says so', async () => {
    const cut: typeof fetch = async () => {
      throw new TypeError('failed');
    };
    expect(problemOf(await refusalOf(read(cut, '/x', Named)))).toMatchObject({ status: 503, title: 'No connection' });
  });

  test('empty parameters stay out of the address', () => {
    expect(withQuery('/breaches', { state: 'open', vendor: undefined, system: '' })).toBe('/breaches?state=open');
    expect(withQuery('/breaches', {})).toBe('/breaches');
  });
});
