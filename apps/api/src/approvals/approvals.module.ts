import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { AgreementApprovalsController } from './agreement-approvals.controller.js';
import { ApprovalRulesService } from './approval-rules.service.js';
import { ApprovalsController } from './approvals.controller.js';
import { Approvals } from './approvals.service.js';

@Module({
  imports: [AgreementsModule],
  controllers: [ApprovalsController, AgreementApprovalsController],
  providers: [Approvals, ApprovalRulesService],
})
export class ApprovalsModule {}
