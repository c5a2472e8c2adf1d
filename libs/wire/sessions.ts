import { z } from 'zod';
import { Account, Password } from './accounts.js';
import { Email, Instant, Line } from './scalars.js';

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(128) }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

/** Who is signed in, in which organisation, and until when. */
export const Session = z
  .object({ account: Account, organisation: z.object({ id: z.uuid(), name: z.string() }), expiresAt: Instant })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SetupState = z
  .object({ needed: z.boolean().describe('True while the database has no organisation'), demonstration: z.boolean() })
  .meta({ id: 'SetupState' });
export type SetupState = z.infer<typeof SetupState>;

export const Setup = z
  .strictObject({ code: z.string().min(1).max(100), organisation: Line, name: Line, email: Email, password: Password })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof Setup>;
