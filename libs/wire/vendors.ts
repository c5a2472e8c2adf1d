import { z } from 'zod';
import { Email, Id, Instant, Line, PageQuery, Slug, pageOf } from './scalars.js';

export const Vendor = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    createdAt: Instant,
    agreements: z.int().describe('Agreements with this vendor, drafts included'),
    systems: z.int(),
    openBreaches: z.int(),
  })
  .meta({ id: 'Vendor' });
export type Vendor = z.infer<typeof Vendor>;
export const VendorPage = pageOf(Vendor, 'VendorPage');

export const NewVendor = z
  .strictObject({ slug: Slug, name: Line, contactName: Line.optional(), contactEmail: Email.optional() })
  .meta({ id: 'NewVendor' });
export type NewVendor = z.infer<typeof NewVendor>;

export const VendorQuery = PageQuery.extend({ search: z.string().max(100).optional() });
export type VendorQuery = z.infer<typeof VendorQuery>;
