import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** The longest that stopping waits for requests; what is still running then is cut off. */
const patienceMs = 10_000;

/** Lets the running requests finish when the server stops, and takes no new ones. */
@Injectable()
export class Draining implements OnModuleInit, BeforeApplicationShutdown {
  private running = 0;
  private onIdle: () => void = () => undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.server().on('request', (_: IncomingMessage, response: ServerResponse) => {
      this.running += 1;
      response.once('close', () => {
        this.running -= 1;
        if (this.running === 0) this.onIdle();
      });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.server();
    if (!server.listening) return;
    server.close();
    await new Promise<void>((resolve) => {
      const patience = setTimeout(resolve, patienceMs);
      this.onIdle = () => {
        clearTimeout(patience);
        resolve();
      };
      if (this.running === 0) this.onIdle();
    });
    // Kept-alive connections of browsers would otherwise hold the server open.
    server.closeAllConnections();
  }

  private server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }
}
