import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#libs/wire/problem.js';

/** The OpenAPI 3.1 document, generated from the routes and the wire schemas. Keys are sorted, so that a diff shows changes only. */
export function openApiDocument(application: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Fineprint')
    .setDescription('Contract and compliance governance for AI vendors.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('fineprint', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', description: 'An API key' }, 'key')
    .build();
  const document = SwaggerModule.createDocument(application, builder, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}` });
  const problem = z.toJSONSchema(Problem, { target: 'openapi-3.0' });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problem as never } };
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) complete(method, operation);
  }
  return sorted(document) as OpenAPIObject;
}

interface Operation {
  responses?: Record<string, unknown>;
  parameters?: unknown[];
}

const problemAnswer = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const idempotencyKey = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same content has one effect, and answers alike, for 24 hours',
  schema: { type: 'string', maxLength: 255 },
};

function complete(method: string, operation: Operation): void {
  operation.responses = { ...operation.responses, default: problemAnswer };
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
}

/** Sorts keys, and leaves out patterns that only repeat a format in 200 characters. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(key === 'pattern' && 'format' in value)).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
