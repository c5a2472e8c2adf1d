import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { Comments } from './comments.service.js';
import { NegotiationController } from './negotiation.controller.js';
import { Proposals } from './proposals.service.js';

@Module({ imports: [AgreementsModule], controllers: [NegotiationController], providers: [Comments, Proposals] })
export class NegotiationModule {}
