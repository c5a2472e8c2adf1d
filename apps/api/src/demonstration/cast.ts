import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOfAccount, type AccountRow } from '../accounts/account-row.js';
import { Organisations } from '../accounts/organisations.service.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Systems } from '../systems/systems.service.js';
import { Vendors } from '../vendors/vendors.service.js';
import { passwordOf, people, type Person } from './people.js';

/** A vendor with the one system it runs for us. */
export interface Party {
  readonly vendorId: string;
  readonly systemId: string;
  readonly systemNumber: number;
}

/** Everybody in the story. */
export interface Cast {
  readonly organisationId: number;
  readonly legal: Actor;
  readonly compliance: Actor;
  readonly engineer: Actor;
  readonly leadmind: Party;
  readonly replywise: Party;
}

/** Brings on whoever is not there yet; an interrupted start is taken up where it stopped. */
export async function castOf(application: INestApplicationContext, existing: number | undefined, ownerUrl: string): Promise<Cast> {
  const organisationId = existing ?? (await found(application, ownerUrl));
  const join = (person: Person, vendorId?: string): Promise<Actor> => memberOf(application, organisationId, person, ownerUrl, vendorId);
  const administrator = await join(people.administrator);
  const legal = await join(people.legal);
  const compliance = await join(people.compliance);
  const engineer = await join(people.engineer);
  await join(people.procurement);
  await join(people.auditor);
  const leadmind = await partyOf(application, administrator, {
    vendor: { slug: 'leadmind', name: 'Leadmind', contactName: people['vendor-contact'].name, contactEmail: people['vendor-contact'].email },
    system: { slug: 'leadmind-scoring', name: 'Lead scoring', region: 'eu-west' },
  });
  const replywise = await partyOf(application, administrator, {
    vendor: { slug: 'replywise', name: 'Replywise', contactName: 'Sara Lindqvist', contactEmail: 'sara.lindqvist@replywise.example' },
    system: { slug: 'replywise-assistant', name: 'Reply assistant', region: 'eu-north' },
  });
  await join(people['vendor-contact'], leadmind.vendorId);
  return { organisationId, legal, compliance, engineer, leadmind, replywise };
}

async function found(application: INestApplicationContext, ownerUrl: string): Promise<number> {
  const { name, email } = people.administrator;
  const administrator = { name, email, password: passwordOf(people.administrator, ownerUrl) };
  const { organisationId } = await application.get(Organisations).createOrganisation({ name: 'Harbour & Vale', demonstration: true, administrator });
  return organisationId;
}

async function memberOf(application: INestApplicationContext, organisationId: number, person: Person, ownerUrl: string, vendorId?: string): Promise<Actor> {
  const row = await one<AccountRow>(application, organisationId, `SELECT * FROM account WHERE organisation_id = $1 AND email = $2`, person.email);
  const { role, name, email } = person;
  const member = { role, name, email, password: passwordOf(person, ownerUrl), ...(vendorId === undefined ? {} : { vendorId }) };
  return actorOfAccount(row ?? (await application.get(Organisations).addMember(organisationId, member)));
}

interface NewParty {
  readonly vendor: { readonly slug: string; readonly name: string; readonly contactName: string; readonly contactEmail: string };
  readonly system: { readonly slug: string; readonly name: string; readonly region: string };
}

async function partyOf(application: INestApplicationContext, administrator: Actor, { vendor, system }: NewParty): Promise<Party> {
  const { organisationId } = administrator;
  const known = await one<{ id: string }>(application, organisationId, `SELECT id FROM vendor WHERE organisation_id = $1 AND slug = $2`, vendor.slug);
  const vendorId = (known ?? (await application.get(Vendors).create(administrator, vendor))).id;
  const findSystem = (): Promise<{ id: string; number: number } | undefined> =>
    one(application, organisationId, `SELECT id, number FROM system WHERE organisation_id = $1 AND slug = $2`, system.slug);
  if (!(await findSystem())) await application.get(Systems).create(administrator, { ...system, vendorId, environment: 'live' });
  const row = await findSystem();
  if (!row) throw new Error(`the system ${system.slug} was not stored`);
  return { vendorId, systemId: row.id, systemNumber: row.number };
}

/** The first row of a query about one thing of the organisation. */
export function one<Row>(application: INestApplicationContext, organisationId: number, query: string, what: string): Promise<Row | undefined> {
  const first = async (manager: EntityManager): Promise<Row | undefined> => (await manager.query<Row[]>(query, [organisationId, what]))[0];
  return application.get(Database).inOrganisation(organisationId, first);
}
