import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '#libs/wire/errors.js';
import { inProject } from '../../../apps/api/src/project-root.js';

test('every code of the catalogue is raised somewhere', async () => {
  const files = globSync(['apps/{api,cli}/src/**/*.ts', 'libs/**/*.ts'], { cwd: inProject('.') }).filter((file) => file !== 'libs/wire/errors.ts');
  const sources = (await Promise.all(files.map((file) => readFile(inProject(file), 'utf8')))).join('\n');
  expect(Object.keys(catalogue).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});

test.each(Object.entries(catalogue))('%s has an HTTP status of a failure and a title', (_code, [status, title]) => {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(600);
  expect(title).toMatch(/^[A-Z].*[^.]$/);
});
