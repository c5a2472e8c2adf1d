import { Module } from '@nestjs/common';
import { VendorsController } from './vendors.controller.js';
import { Vendors } from './vendors.service.js';

@Module({ controllers: [VendorsController], providers: [Vendors], exports: [Vendors] })
export class VendorsModule {}
