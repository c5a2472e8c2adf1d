import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityOf } from '../../../apps/api/src/ingestion/event-identity.js';

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

test('a UUID is kept as it is, in letters of either case', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (id, isUpper) => {
      const sent = isUpper ? id.toUpperCase() : id;
      expect(identityOf('scoring', sent)).toEqual({ uuid: sent, key: null });
    }),
  );
});

test('any other key becomes a UUID of version 8 that depends on system and key only', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (system, key) => {
      const identity = identityOf(system, key);
      expect(identity.key).toBe(key);
      expect(identity.uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(identityOf(system, key)).toEqual(identity);
      expect(identityOf(`${system}x`, key).uuid).not.toBe(identity.uuid);
      expect(identityOf(system, `${key}x`).uuid).not.toBe(identity.uuid);
    }),
  );
});

test('the UUID of a key never changes: it is what outcomes of later years find their event by', () => {
  expect(identityOf('lead-scoring', 'lead 17').uuid).toBe('73a7caaa-de21-826d-b65d-5ca9250c8b0c');
});

test('what only looks like a UUID is a key', () => {
  const looksLike = fc.uuid().chain((id) => fc.tuple(fc.constant(id), fc.integer({ min: 0, max: 35 }), fc.constantFrom('g', '-', '0', '_', ' ', 'ä', '')));
  fc.assert(
    fc.property(looksLike, ([id, at, replacement]) => {
      const sent = id.slice(0, at) + replacement + id.slice(at + 1);
      expect(identityOf('scoring', sent).key === null).toBe(uuid.test(sent));
    }),
  );
});
