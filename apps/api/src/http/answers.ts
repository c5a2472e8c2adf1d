import { HttpCode, SerializeOptions, applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What a route answers: one schema serves as serialiser and as OpenAPI response. Fields the schema does not name never leave. */
export function Answers(schema: z.ZodType, description: string, status = 200): MethodDecorator {
  return applyDecorators(SerializeOptions({ schema }), HttpCode(status), ApiResponse({ status, description, standardSchema: schema }));
}

/** A route that answers with bytes. */
export function AnswersFile(mediaType: string, description: string): MethodDecorator {
  return applyDecorators(
    ApiProduces(mediaType),
    ApiResponse({ status: 200, description, schema: { type: 'string', format: 'binary' } }),
  );
}
