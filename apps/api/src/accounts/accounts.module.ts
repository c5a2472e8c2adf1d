import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.service.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.service.js';
import { Authentication } from './authentication.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { Organisations } from './organisations.service.js';
import { Passwords } from './password.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';
import { SetupCode } from './setup-code.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';
import { Throttle } from './throttle.js';

@Module({
  controllers: [SetupController, SessionsController, AccountsController, InvitationsController, ApiKeysController],
  providers: [Accounts, ApiKeys, Authentication, Invitations, Organisations, Passwords, Sessions, SetupCode, SetupService, Throttle],
  exports: [ApiKeys, Authentication, Organisations, SetupCode],
})
export class AccountsModule {}
