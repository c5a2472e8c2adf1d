import { z } from 'zod';

/** RFC 9457 problem document, with our code, the request's id and faults that point into the body. */
export const Problem = z
  .object({
    type: z.string().describe('Stable path that names the problem: /problems/<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
