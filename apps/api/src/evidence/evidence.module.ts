import { Module } from '@nestjs/common';
import { LogController } from './log.controller.js';
import { LogReading } from './log.service.js';

@Module({ controllers: [LogController], providers: [LogReading] })
export class EvidenceModule {}
