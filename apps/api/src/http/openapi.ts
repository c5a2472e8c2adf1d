import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#libs/wire/problem.js';
import { operationOf, routeDeclarations, type RouteDeclaration } from './route-declarations.js';

/** The OpenAPI 3.1 document, generated from the routes and the wire schemas. Keys are sorted, so that a diff shows changes only. */
export function openApiDocument(application: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Fineprint')
    .setDescription('Contract and compliance governance for AI vendors.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('fineprint', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'fp_live_…', description: 'An API key' }, 'key')
    .build();
  const document = SwaggerModule.createDocument(application, builder, { operationIdFactory: operationOf });
  // By itself, a schema with a name would be a reference to a definition of its own; from a registry it comes plain.
  const named = z.registry<{ id: string }>().add(Problem, { id: 'Problem' });
  const { Problem: problem } = z.toJSONSchema(named, { target: 'openapi-3.0' }).schemas;
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problem as never } };
  const declarations = new Map(routeDeclarations(application).map((declaration) => [declaration.operation, declaration]));
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) complete(method, operation, declarations.get(operation.operationId ?? ''));
  }
  return sorted(document) as OpenAPIObject;
}

interface Operation {
  operationId?: string;
  security?: unknown[];
  'x-permission'?: string;
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

function complete(method: string, operation: Operation, declaration: RouteDeclaration | undefined): void {
  operation.responses = { ...operation.responses, default: problemAnswer };
  const isPublic = declaration?.permission !== undefined && 'public' in declaration.permission;
  operation.security = isPublic ? [] : [{ session: [] }, { key: [] }];
  if (declaration?.permission && 'action' in declaration.permission) operation['x-permission'] = `${declaration.permission.action} ${declaration.permission.subject}`;
  if (method !== 'get' && declaration?.ownTransaction === undefined) operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
}

/** Sorts keys, and leaves out patterns that only repeat a format in 200 characters. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !(key === 'pattern' && 'format' in value)).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
