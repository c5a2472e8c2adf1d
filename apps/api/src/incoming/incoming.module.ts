import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { IncomingPapersController } from './incoming-papers.controller.js';
import { IncomingPapers } from './incoming-papers.service.js';
import { PaperDrafting } from './paper-drafting.js';
import { PaperReading } from './paper-reading.js';

@Module({ imports: [AgreementsModule], controllers: [IncomingPapersController], providers: [IncomingPapers, PaperReading, PaperDrafting] })
export class IncomingModule {}
