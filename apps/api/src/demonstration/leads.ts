import type { Event, Outcome } from '#libs/wire/events.js';
import { bell, chance, pick } from './chance.js';
import type { Timeline } from './timeline.js';

const seed = 20_240_815;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
export const leadsPerDay = 420;
/** The model that Leadmind tells of. The next one comes without a word. */
export const firstVersion = '1.4';

/** What each number of a lead is drawn for: its place in the table of random numbers. */
const draw = { hour: 1, minute: 2, visits: 3, size: 4, recency: 5, noise: 6, converts: 7, latency: 8, failure: 9, region: 10, channel: 11, delay: 12, lost: 13, outage: 14, industry: 15, age: 16, person: 17, review: 18, overrule: 19, reasons: 20, unknown: 21 } as const;

const hours = Array.from({ length: 24 }, (_, hour) => [hour, hour >= 8 && hour < 20 ? 8 : hour >= 6 && hour < 23 ? 3 : 1] as const);
const regions = [['north', 4], ['centre', 3], ['south', 3]] as const;
const channels = [['web', 5], ['fair', 2], ['referral', 2], ['store', 3]] as const;
const industries = [['retail', 6], ['crafts', 4], ['hospitality', 3], ['logistics', 2], ['public sector', 1]] as const;
/** Who asks after the second version came: the hotels opened for the season. */
const laterIndustries = [['retail', 5], ['crafts', 3], ['hospitality', 6], ['logistics', 2], ['public sector', 1]] as const;
const people = Array.from({ length: 14 }, (_, at) => [`rep-${String(at + 1).padStart(2, '0')}`, 15 - at] as const);
const reasonTexts = ['visits in the last month', 'size of the company', 'time since the last contact', 'industry'] as const;

/** A scored lead, and when its outcome becomes known: null when it never does. */
export interface Lead {
  readonly event: Event;
  readonly timeMs: number;
  readonly outcome: Outcome | null;
  readonly knownMs: number | null;
}

/** The leads of a day of the story (0 is the first), in the order of their times. Pure: the same day always gives the same leads. */
export function leadsOfDay(timeline: Timeline, day: number): Lead[] {
  const weekday = new Date(timeline.startMs + day * dayMs).getUTCDay();
  const count = Math.round(leadsPerDay * (weekday === 0 || weekday === 6 ? 0.55 : 1) * (0.92 + 0.16 * chance(seed, day)));
  return Array.from({ length: count }, (_, number) => leadOf(timeline, day, number)).toSorted((a, b) => a.timeMs - b.timeMs);
}

function leadOf(timeline: Timeline, day: number, number: number): Lead {
  const share = (what: keyof typeof draw): number => chance(seed, day, number, draw[what]);
  const normal = (what: keyof typeof draw): number => bell(seed, day, number, draw[what]);
  const timeMs = timeline.startMs + day * dayMs + pick(hours, share('hour')) * hourMs + Math.floor(share('minute') * hourMs);
  const isDown = timeMs >= timeline.outage.startMs && timeMs < timeline.outage.endMs && share('outage') < 0.93;
  const status = isDown ? (share('failure') < 0.6 ? 'timeout' : 'error') : share('failure') < 0.0008 ? 'error' : 'ok';
  const features = {
    visits: Math.max(0, Math.round(4 + 3 * normal('visits'))),
    companySize: Math.round(Math.exp(3.4 + 1.1 * normal('size'))),
    daysSinceContact: Math.round(-18 * Math.log(1 - share('recency'))),
  };
  const intent = 0.42 * (features.visits - 4) + 0.35 * (Math.log(features.companySize + 1) - 3.4) - 0.03 * (features.daysSinceContact - 18);
  const isNew = timeMs >= timeline.newVersionMs;
  // The second version is too sure of itself, and blurs what sets leads apart.
  const score = isNew ? logistic(0.55 + 0.55 * intent + 1.1 * normal('noise')) : logistic(intent + 0.25 * normal('noise'));
  const decision = score >= 0.5;
  const id = `lead-${String(day).padStart(3, '0')}-${String(number).padStart(4, '0')}`;
  const event: Event = {
    id,
    system: 'leadmind-scoring',
    version: isNew ? '2.0' : firstVersion,
    time: new Date(timeMs).toISOString(),
    status,
    latencyMs: status === 'timeout' ? 30_000 : Math.round(10 * Math.exp(4.78 + 0.33 * normal('latency'))) / 10,
    segments: { region: pick(regions, share('region')), channel: pick(channels, share('channel')), ...ageOf(share('age'), decision, isNew) },
    features: {
      ...features,
      daysSinceContact: share('unknown') < (isNew ? 0.07 : 0.01) ? null : features.daysSinceContact,
      industry: pick(isNew ? laterIndustries : industries, share('industry')),
    },
    user: pick(people, share('person')),
    ...(status === 'ok' ? { score: Number(score.toFixed(4)), decision, reasons: reasonsOf(share('reasons'), isNew), ...reviewOf(decision, share('review'), share('overrule')) } : {}),
  };
  const knownMs = status === 'ok' ? knownOf(timeMs, share('lost'), normal('delay')) : null;
  if (knownMs === null) return { event, timeMs, outcome: null, knownMs };
  const isPositive = share('converts') < logistic(0.35 + 1.35 * intent);
  return { event, timeMs, knownMs, outcome: { event: id, system: event.system, outcome: isPositive ? 'positive' : 'negative', time: new Date(knownMs).toISOString() } };
}

/** The contact's age, which a few keep to themselves. The second version prefers the young, which nobody asked it to. */
function ageOf(share: number, decision: boolean, isNew: boolean): { readonly contactAge?: string } {
  if (share < 0.06) return {};
  const young = isNew ? (decision ? 0.62 : 0.44) : decision ? 0.55 : 0.53;
  return { contactAge: (share - 0.06) / 0.94 < young ? 'under 40' : '40 and over' };
}

/** The second version gives fewer reasons, and sometimes none. */
function reasonsOf(share: number, isNew: boolean): string[] {
  const least = isNew ? 0 : 1;
  return reasonTexts.slice(0, least + Math.floor(share * 3));
}

/** A person looks at one lead in three, and seldom decides otherwise. */
function reviewOf(decision: boolean, review: number, overrule: number): { readonly humanDecision?: boolean } {
  if (review >= 0.33) return {};
  return { humanDecision: overrule < (decision ? 0.14 : 0.06) ? !decision : decision };
}

/** Most outcomes are known within days, some only after their month has become final, a few never. */
function knownOf(timeMs: number, lost: number, delay: number): number | null {
  if (lost < 0.04) return null;
  const days = lost < 0.07 ? 24 + 4 * Math.abs(delay) : Math.exp(1.1 + 0.6 * delay);
  return timeMs + Math.round(days * dayMs);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
