import type { IngestReport, Rejection } from '#libs/wire/events.js';
import { rejectionsReported } from '#libs/wire/events.js';
import type { ChunkReport } from './chunk.js';

/** Adds up what became of a request's chunks. */
export class Tally {
  private sent = 0;
  private accepted = 0;
  private duplicate = 0;
  private rejected = 0;
  private pending = 0;
  private restated = 0;
  private readonly rejections: Rejection[] = [];

  add(chunk: ChunkReport): void {
    const rejections = chunk.rejections.toSorted((a, b) => a.line - b.line);
    this.sent += chunk.sent;
    this.accepted += chunk.accepted;
    this.duplicate += chunk.duplicates.length;
    this.rejected += rejections.length;
    this.pending += chunk.pending;
    this.restated += chunk.restated;
    this.rejections.push(...rejections.slice(0, rejectionsReported - this.rejections.length));
  }

  report(): IngestReport {
    const { sent, accepted, duplicate, rejected, pending, restated, rejections } = this;
    return { sent, accepted, duplicate, rejected, pending, restated, rejections, truncated: rejected > rejections.length };
  }

  /** For errors in the middle of a stream: what stays. */
  inWords(): string {
    return `${this.sent} lines of this request were taken in (${this.accepted} accepted, ${this.duplicate} duplicate, ${this.rejected} rejected) and stay.`;
  }
}
