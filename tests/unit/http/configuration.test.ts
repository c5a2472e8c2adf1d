import { expect, test } from 'vitest';
import { readConfiguration } from '../../../apps/api/src/configuration.js';

test('without any variable the server listens on loopback with an embedded database and the demonstration', () => {
  expect(readConfiguration({})).toEqual({
    databaseUrl: null,
    dataDirectory: './.fineprint',
    demonstration: true,
    origin: null,
    host: '127.0.0.1',
    port: 3000,
    warnings: [],
  });
});

test('a database of one’s own never gets the demonstration', () => {
  expect(readConfiguration({ DATABASE_URL: 'postgres://u:p@db/fineprint' }).demonstration).toBe(false);
});

test('an empty variable counts as unset', () => {
  expect(readConfiguration({ PORT: '', DATABASE_URL: '' }).port).toBe(3000);
});

test.each([
  ['PORT', 'many'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['FINEPRINT_ORIGIN', 'fineprint.example.com'],
  ['FINEPRINT_DEMO', 'yes'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfiguration({ [name]: value })).toThrow(name);
});

test.each([
  [{ HOST: '0.0.0.0' }, 'in the clear'],
  [{ HOST: '0.0.0.0', FINEPRINT_ORIGIN: 'http://fineprint.example.com' }, 'in the clear'],
  [{ FINEPRINT_DATABASE: 'x' }, 'FINEPRINT_DATABASE'],
])('%o is warned about', (environment, words) => {
  expect(readConfiguration(environment).warnings.join()).toContain(words);
});

test('listening on every address behind https is fine', () => {
  expect(readConfiguration({ HOST: '0.0.0.0', FINEPRINT_ORIGIN: 'https://fineprint.example.com/x' })).toMatchObject({
    origin: 'https://fineprint.example.com',
    warnings: [],
  });
});
