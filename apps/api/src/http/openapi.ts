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
    for (const operation of Object.values(path as Record<string, { responses?: Record<string, unknown> }>)) {
      if (operation?.responses) operation.responses['default'] = { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
    }
  }
  return sorted(document) as OpenAPIObject;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
