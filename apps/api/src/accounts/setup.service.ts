import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import type { Session, Setup, SetupState } from '#libs/wire/sessions.js';
import { Database } from '../database/database.js';
import { Settings } from '../shell.module.js';
import { Organisations } from './organisations.service.js';
import { refuseForeignOrigin } from './origin-check.js';
import { Passwords } from './password.js';
import { refuseWeakPassword } from './password-rules.js';
import { Sessions } from './sessions.service.js';
import { SetupCode } from './setup-code.js';

/** The first run on an empty database: one organisation, one administrator, no default account. */
@Injectable()
export class SetupService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly setupCode: SetupCode,
    private readonly organisations: Organisations,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async state(): Promise<SetupState> {
    const { rows } = await this.database.login.query<SetupState>(
      `SELECT NOT EXISTS (SELECT FROM organisation) AS needed, EXISTS (SELECT FROM organisation WHERE demonstration) AS demonstration`,
    );
    return rows[0] ?? { needed: true, demonstration: false };
  }

  async setUp(setup: Setup, request: Request, response: Response): Promise<Session> {
    refuseForeignOrigin(request, this.settings, false);
    if (await this.setupCode.isSetUp()) throw new FineprintError('ALREADY_SET_UP');
    if (!this.setupCode.matches(setup.code)) throw new FineprintError('SETUP_CODE_WRONG', 'The set-up link is not valid; restart the server to get a new one');
    refuseWeakPassword(setup.password, setup);
    const passwordHash = await this.passwords.hash(setup.password);
    const opened = await this.database.inNewOrganisation(async (manager, organisationId) => {
      // The second of two set-ups waits here; the first has committed when it goes on, and the login role sees it.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('fineprint set-up'))`);
      if (await this.setupCode.isSetUp()) throw new FineprintError('ALREADY_SET_UP');
      const { name, email, password } = setup;
      const { administrator } = await this.organisations.store(manager, organisationId, { name: setup.organisation, administrator: { name, email, password } }, passwordHash);
      return this.sessions.open(manager, administrator, request);
    });
    this.setupCode.spend();
    return this.sessions.handOver(opened, response);
  }
}
