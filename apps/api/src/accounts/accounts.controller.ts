import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { z } from 'zod';
import { Account, AccountChange, AccountPage, Invitation, NewAccount } from '#libs/wire/accounts.js';
import { Id, PageQuery } from '#libs/wire/scalars.js';
import { type Actor, CurrentActor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires, SecretAnswer } from '../http/permission.js';
import { Accounts } from './accounts.service.js';

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @Requires('read', 'Account')
  @Answers(AccountPage, 'The people of the organisation')
  page(@CurrentActor() actor: Actor, @Query({ schema: PageQuery }) query: PageQuery): Promise<z.infer<typeof AccountPage>> {
    return this.accounts.page(actor, query);
  }

  @Post()
  @Requires('create', 'Account')
  @SecretAnswer()
  @Answers(Invitation, 'Invited; the link is shown once', 201)
  invite(@CurrentActor() actor: Actor, @Body({ schema: NewAccount }) body: NewAccount, @Req() request: Request): Promise<Invitation> {
    return this.accounts.invite(actor, body, request);
  }

  @Patch(':id')
  @Requires('update', 'Account')
  @Answers(Account, 'Changed')
  change(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: AccountChange }) body: AccountChange): Promise<Account> {
    return this.accounts.change(actor, id, body);
  }
}
