import { z } from 'zod';
import { Email, Id, Instant, Line, pageOf } from './scalars.js';

export const roles = ['administrator', 'legal', 'procurement', 'compliance', 'engineer', 'vendor-contact', 'auditor'] as const;
export const Role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** 12 characters floor and 128 ceiling; no composition rules; spaces and any script allowed (ASVS 6.2). */
export const Password = z.string().min(12).max(128).refine((text) => !text.includes('\u0000'), 'no NUL characters');

export const Account = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    role: Role,
    vendorId: Id.nullable().describe('Set for vendor contacts only: the vendor they speak for'),
    state: z.enum(['invited', 'active', 'disabled']),
    createdAt: Instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;
export const AccountPage = pageOf(Account, 'AccountPage');

export const NewAccount = z
  .strictObject({ email: Email, name: Line, role: Role, vendorId: Id.optional() })
  .refine((account) => (account.role === 'vendor-contact') === (account.vendorId !== undefined), {
    path: ['vendorId'],
    message: 'a vendor contact has a vendor, and nobody else has one',
  })
  .meta({ id: 'NewAccount' });
export type NewAccount = z.infer<typeof NewAccount>;

/** The invitation's link is shown once, to whoever invites; it expires. */
export const Invitation = z
  .object({ account: Account, link: z.string(), expiresAt: Instant })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const AccountChange = z
  .strictObject({ role: Role.optional(), state: z.enum(['active', 'disabled']).optional() })
  .meta({ id: 'AccountChange' });
export type AccountChange = z.infer<typeof AccountChange>;

export const InvitationAcceptance = z
  .strictObject({ token: z.string().min(20).max(100), password: Password })
  .meta({ id: 'InvitationAcceptance' });
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;
