import { Controller, Get, type OnModuleDestroy } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { Answers } from '../http/answers.js';
import { Public } from '../http/permission.js';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
type Health = z.infer<typeof Health>;

@ApiTags('health')
@Controller('health')
export class HealthController implements OnModuleDestroy {
  private draining = false;

  constructor(private readonly database: Database) {}

  @Get('live')
  @Public('probes have no account')
  @Answers(Health, 'The process runs')
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public('probes have no account')
  @Answers(Health, 'Requests can be served')
  async ready(): Promise<Health> {
    if (this.draining) throw new FineprintError('UNAVAILABLE', 'The server is shutting down');
    await this.database.login.query('SELECT 1 FROM organisation LIMIT 1').catch(() => {
      throw new FineprintError('UNAVAILABLE', 'The database does not answer');
    });
    return { status: 'ok' };
  }

  /** The first thing that stopping does, so that whoever sends requests here sends them elsewhere. */
  onModuleDestroy(): void {
    this.draining = true;
  }
}
