import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AgreementData, AgreementImport, ImportedAgreement } from '#libs/wire/agreement-data.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Public, Requires } from '../http/permission.js';
import { AgreementExchange } from './agreement-data.js';

const VersionNumber = z.coerce.number().int().min(1).max(9_999);

@ApiTags('agreements')
@Controller()
export class AgreementDataController {
  constructor(private readonly exchange: AgreementExchange) {}

  @Get('agreements/:id/versions/:number/data.json')
  @Requires('read', 'Agreement')
  @Answers(AgreementData, 'The whole version as data; its digest is that of its contents')
  data(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('number', { schema: VersionNumber }) number: number) {
    return this.exchange.export(actor, id, number);
  }

  @Get('agreements/:id/versions/:number/objectives.yaml')
  @Requires('read', 'Agreement')
  @AnswersFile('application/yaml', 'The objectives of the version as OpenSLO v1')
  async objectives(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('number', { schema: VersionNumber }) number: number) {
    return new StreamableFile(Buffer.from(await this.exchange.objectives(actor, id, number)), {
      type: 'application/yaml',
      disposition: `attachment; filename="agreement-${id}-v${number}-objectives.yaml"`,
    });
  }

  @Post('agreements/import')
  @Requires('create', 'Agreement')
  @Answers(ImportedAgreement, 'The new draft, and what of the import has no place in it', 201)
  import(@CurrentActor() actor: Actor, @Body({ schema: AgreementImport }) body: AgreementImport) {
    return this.exchange.import(actor, body);
  }

  @Get('agreement-data-schema.json')
  @Public('a schema is no secret, and whoever receives an export needs it')
  @AnswersFile('application/schema+json', 'The JSON schema of a version as data')
  schema() {
    return new StreamableFile(Buffer.from(JSON.stringify(z.toJSONSchema(AgreementData, { io: 'input' }), null, 2)), { type: 'application/schema+json' });
  }
}
