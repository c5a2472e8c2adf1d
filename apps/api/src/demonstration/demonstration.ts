import { createApplication } from '../application.js';
import { Database } from '../database/database.js';
import type { Settings } from '../shell.module.js';
import { castOf } from './cast.js';
import { signInLines } from './people.js';
import { concludeLeadmind, draftFor, runLeadmind, tryReplywise } from './story.js';
import { StoryClock } from './story-clock.js';
import { replywiseTerms } from './terms.js';
import { timelineDrafted, timelineOf } from './timeline.js';

const lastStep = 'Replywise assistant';

interface OrganisationRow {
  readonly id: number;
  readonly demonstration: boolean;
  readonly created_at: Date;
}

export interface Stage {
  readonly database: Database;
  /** The owner's connection, whose secret the passwords follow from. */
  readonly ownerUrl: string;
  readonly settings: Settings;
  readonly now: Date;
  readonly say: (line: string) => void;
}

/**
 * Tells the story of Harbour & Vale up to the present, once, through the services that requests go through, on a clock of its own:
 * so that drafts, signatures, breaches and their log entries have the times at which they would have happened. A story that was
 * interrupted is taken up again. An installation that somebody else already uses is left alone.
 * @returns how to sign in, as lines to print; none when there is no demonstration here
 */
export async function loadDemonstration({ database, ownerUrl, settings, now, say }: Stage): Promise<string[]> {
  const { rows } = await database.login.query<OrganisationRow>(`SELECT id, demonstration, created_at FROM organisation ORDER BY id`);
  const existing = rows.find(({ demonstration }) => demonstration);
  if (!existing && rows.length > 0) return [];
  if (!existing || !(await isComplete(database, existing.id))) {
    say('loading the demonstration ...');
    // The organisation was made when the story's first draft was.
    const timeline = existing ? timelineDrafted(existing.created_at, now) : timelineOf(now);
    const clock = new StoryClock();
    const application = await createApplication(await Database.connect(database.urls), clock, settings);
    try {
      await application.init();
      clock.moveTo(timeline.draftedMs);
      const cast = await castOf(application, existing?.id, ownerUrl);
      await concludeLeadmind(application, clock, cast, timeline);
      await runLeadmind(application, clock, cast, timeline, say);
      await tryReplywise(application, clock, cast, timeline);
      await draftFor(application, cast, cast.replywise, { title: lastStep, effectiveFrom: timeline.nextFrom, effectiveUntil: timeline.nextUntil, terms: replywiseTerms });
    } finally {
      await application.close();
    }
  }
  return signInLines(ownerUrl);
}

/** The draft with Replywise is the last thing that is made. It counts once its terms are in. */
async function isComplete(database: Database, organisationId: number): Promise<boolean> {
  const rows: unknown[] = await database.inOrganisation(organisationId, (manager) =>
    manager.query(`SELECT 1 FROM agreement WHERE organisation_id = $1 AND title = $2 AND revision > 1`, [organisationId, lastStep]),
  );
  return rows.length > 0;
}
