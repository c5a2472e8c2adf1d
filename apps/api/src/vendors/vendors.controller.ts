import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#libs/wire/scalars.js';
import { NewVendor, Vendor, VendorPage, VendorQuery } from '#libs/wire/vendors.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Vendors } from './vendors.service.js';

@ApiTags('vendors')
@Controller('vendors')
export class VendorsController {
  constructor(private readonly vendors: Vendors) {}

  @Get()
  @Requires('read', 'Vendor')
  @Answers(VendorPage, 'Vendors by name')
  list(@CurrentActor() actor: Actor, @Query({ schema: VendorQuery }) query: VendorQuery) {
    return this.vendors.page(actor, query);
  }

  @Post()
  @Requires('create', 'Vendor')
  @Answers(Vendor, 'The new vendor', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewVendor }) vendor: NewVendor) {
    return this.vendors.create(actor, vendor);
  }

  @Get(':id')
  @Requires('read', 'Vendor')
  @Answers(Vendor, 'The vendor')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.vendors.one(actor, id);
  }
}
