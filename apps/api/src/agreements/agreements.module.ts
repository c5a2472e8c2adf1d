import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { inProject } from '../project-root.js';
import { DraftFindings } from '../reviews/draft-findings.js';
import { PackStore } from '../reviews/pack-store.js';
import { Activation } from './activation.js';
import { AgreementSources } from './agreement-sources.js';
import { AgreementExchange } from './agreement-data.js';
import { AgreementDataController } from './agreement-data.controller.js';
import { AgreementReading } from './agreement-reading.js';
import { AgreementsController } from './agreements.controller.js';
import { ApprovalNeeds } from './approval-needs.js';
import { Comparisons } from './comparisons.service.js';
import { ComparisonsController } from './comparisons.controller.js';
import { Documents } from './documents.js';
import { DocumentsController } from './documents.controller.js';
import { DraftTexts } from './draft-texts.js';
import { Drafts } from './drafts.js';
import { Fonts } from './fonts.js';
import { Formats } from './formats.js';
import { Freezing } from './freezing.js';
import { Previews } from './previews.js';
import { Sharing } from './sharing.js';
import { Signing } from './signing.js';
import { TemplateStore } from './template-store.js';
import { TemplatesController } from './templates.controller.js';
import { VersionsController } from './versions.controller.js';

@Module({
  imports: [JobsModule],
  controllers: [TemplatesController, AgreementsController, VersionsController, DocumentsController, ComparisonsController, AgreementDataController],
  providers: [
    AgreementReading,
    AgreementSources,
    Drafts,
    DraftTexts,
    ApprovalNeeds,
    Sharing,
    Comparisons,
    Previews,
    Freezing,
    Documents,
    AgreementExchange,
    Formats,
    Signing,
    Activation,
    Fonts,
    DraftFindings,
    { provide: PackStore, useFactory: () => PackStore.read(inProject('templates/packs')) },
    { provide: TemplateStore, useFactory: () => TemplateStore.read(inProject('templates')) },
  ],
  exports: [TemplateStore, PackStore, DraftFindings, AgreementReading, AgreementSources, Drafts, DraftTexts, ApprovalNeeds, Freezing, Signing, Activation, Fonts],
})
export class AgreementsModule {}
