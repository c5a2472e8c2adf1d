import { z } from 'zod';
import { Id, Instant, Line, pageOf } from './scalars.js';

export const scopes = ['events:write', 'outcomes:write', 'measurements:read', 'intervals:recount'] as const;
export const Scope = z.enum(scopes).meta({ id: 'Scope' });
export type Scope = z.infer<typeof Scope>;

/** An API key without its secret. `prefix` is what can be recognised in a configuration file. */
export const ApiKey = z
  .object({
    id: Id,
    prefix: z.string(),
    name: z.string(),
    scopes: z.array(Scope),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyPage = pageOf(ApiKey, 'ApiKeyPage');

export const NewApiKey = z
  .strictObject({ name: Line, scopes: z.array(Scope).min(1).max(scopes.length), expiresAt: Instant.optional() })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.infer<typeof NewApiKey>;

/** The only answer that ever carries the secret. */
export const IssuedApiKey = z.object({ key: ApiKey, secret: z.string() }).meta({ id: 'IssuedApiKey' });
export type IssuedApiKey = z.infer<typeof IssuedApiKey>;
