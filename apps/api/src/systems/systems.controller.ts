import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#libs/wire/scalars.js';
import { NewSystem, NewSystemVersion, System, SystemDetail, SystemPage, SystemQuery, SystemVersion } from '#libs/wire/systems.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Announcements } from './announcements.service.js';
import { Systems } from './systems.service.js';

@ApiTags('systems')
@Controller('systems')
export class SystemsController {
  constructor(
    private readonly systems: Systems,
    private readonly announcements: Announcements,
  ) {}

  @Get()
  @Requires('read', 'System')
  @Answers(SystemPage, 'Systems by name')
  list(@CurrentActor() actor: Actor, @Query({ schema: SystemQuery }) query: SystemQuery) {
    return this.systems.page(actor, query);
  }

  @Post()
  @Requires('create', 'System')
  @Answers(System, 'The new system', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewSystem }) system: NewSystem) {
    return this.systems.create(actor, system);
  }

  @Get(':id')
  @Requires('read', 'System')
  @Answers(SystemDetail, 'The system with its versions and counts')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.systems.one(actor, id);
  }

  @Post(':id/versions')
  @Requires('update', 'System')
  @Answers(SystemVersion, 'The announced model version', 201)
  announce(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewSystemVersion }) version: NewSystemVersion) {
    return this.announcements.announce(actor, id, version);
  }
}
