import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { ClausePreviews } from './clause-previews.service.js';
import { ClausesController } from './clauses.controller.js';
import { Clauses } from './clauses.service.js';
import { PlaybookController } from './playbook.controller.js';
import { Playbooks } from './playbook.service.js';

@Module({ imports: [AgreementsModule], controllers: [ClausesController, PlaybookController], providers: [Clauses, ClausePreviews, Playbooks] })
export class LibraryModule {}
