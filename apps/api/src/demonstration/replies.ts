import type { Event } from '#libs/wire/events.js';
import { bell, chance, pick } from './chance.js';

const seed = 20_260_310;
const dayMs = 86_400_000;
const repliesPerDay = 64;
const draw = { moment: 1, latency: 2, failure: 3, feedback: 4, resolver: 5, person: 6, language: 7, words: 8, topic: 9 } as const;

const feedback = [['accepted', 9], ['edited', 6], ['rejected', 2], [null, 5]] as const;
const resolvers = [['ai', 7], ['human', 5]] as const;
const languages = [['pt', 6], ['en', 3], ['es', 2]] as const;
const topics = [['delivery', 6], ['returns', 4], ['opening hours', 2], ['invoice', 2]] as const;
const people = Array.from({ length: 9 }, (_, at) => [`agent-${at + 1}`, 10 - at] as const);

/** A suggested reply or answered chat. Nothing tells afterwards whether it was right: its worth shows in what people did with it. */
export interface Reply {
  readonly event: Event;
  readonly timeMs: number;
  readonly outcome: null;
}

/** The replies of a day, counted in whole days since 1970, in the order of their times. Pure: the same day always gives the same ones. */
export function repliesOfDay(day: number): Reply[] {
  return Array.from({ length: repliesPerDay }, (_, number) => replyOf(day, number)).toSorted((a, b) => a.timeMs - b.timeMs);
}

function replyOf(day: number, number: number): Reply {
  const share = (what: keyof typeof draw): number => chance(seed, day, number, draw[what]);
  const timeMs = day * dayMs + Math.floor((8 + 12 * share('moment')) * 3_600_000);
  const status = share('failure') < 0.004 ? 'error' : 'ok';
  const event: Event = {
    id: `reply-${day}-${number}`,
    system: 'replywise-assistant',
    version: '0.9',
    time: new Date(timeMs).toISOString(),
    status,
    latencyMs: Math.round(Math.exp(6.9 + 0.4 * bell(seed, day, number, draw.latency))),
    segments: { language: pick(languages, share('language')) },
    features: { words: Math.round(Math.exp(3.2 + 0.5 * bell(seed, day, number, draw.words))), topic: pick(topics, share('topic')) },
    user: pick(people, share('person')),
    ...(status === 'ok' ? { feedback: pick(feedback, share('feedback')), resolvedBy: pick(resolvers, share('resolver')) } : {}),
  };
  return { event, timeMs, outcome: null };
}
