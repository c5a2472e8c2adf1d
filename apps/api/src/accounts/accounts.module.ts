import { Module } from '@nestjs/common';
import { Authentication } from './authentication.js';
import { Organisations } from './organisations.service.js';
import { Passwords } from './password.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';
import { SetupCode } from './setup-code.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';
import { Throttle } from './throttle.js';

@Module({
  controllers: [SetupController, SessionsController],
  providers: [Authentication, Organisations, Passwords, Sessions, SetupCode, SetupService, Throttle],
  exports: [Authentication, Organisations, SetupCode],
})
export class AccountsModule {}
