import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiKey, ApiKeyPage, IssuedApiKey, NewApiKey } from '#libs/wire/api-keys.js';
import { Id, PageQuery } from '#libs/wire/scalars.js';
import { type Actor, CurrentActor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires, SecretAnswer } from '../http/permission.js';
import { ApiKeys } from './api-keys.service.js';

@ApiTags('api-keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeys) {}

  @Get()
  @Requires('read', 'ApiKey')
  @Answers(ApiKeyPage, 'The keys of the organisation, newest first, without their secrets')
  page(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<z.infer<typeof ApiKeyPage>> {
    return this.apiKeys.page(actor, query);
  }

  @Post()
  @Requires('create', 'ApiKey')
  @SecretAnswer()
  @Answers(IssuedApiKey, 'Made; the secret is shown once', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewApiKey }) body: NewApiKey): Promise<IssuedApiKey> {
    return this.apiKeys.create(actor, body);
  }

  @Delete(':id')
  @Requires('revoke', 'ApiKey')
  @Answers(ApiKey, 'Revoked')
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<ApiKey> {
    return this.apiKeys.revoke(actor, id);
  }
}
