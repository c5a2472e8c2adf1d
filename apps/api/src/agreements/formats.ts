import { createHash } from 'node:crypto';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { DocumentModel } from '#libs/rendering/document-model.js';
import { documentStyle } from '#libs/rendering/html/style.js';
import { renderDocx } from '#libs/rendering/render-docx.js';
import { renderHtml } from '#libs/rendering/render-html.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { Fonts } from './fonts.js';

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Nothing may run or load; the one style sheet is named by its digest. */
const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(documentStyle).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`;

/** Documents as answers. `name` is the file's name without its ending. */
@Injectable()
export class Formats {
  constructor(private readonly fonts: Fonts) {}

  /** A PDF that was rendered when its version was frozen. */
  async stored(bytes: Promise<Uint8Array>, name: string): Promise<StreamableFile> {
    return file(await bytes, 'application/pdf', `attachment; filename="${name}.pdf"`);
  }

  async pdf(model: Promise<DocumentModel>, name: string): Promise<StreamableFile> {
    return file(await renderPdf(await model, await this.fonts.bytes()), 'application/pdf', `attachment; filename="${name}.pdf"`);
  }

  async docx(model: Promise<DocumentModel>, name: string): Promise<StreamableFile> {
    return file(renderDocx(await model), docxType, `attachment; filename="${name}.docx"`);
  }

  async html(model: Promise<DocumentModel>, response: Response): Promise<StreamableFile> {
    const page = Buffer.from(renderHtml(await model));
    response.setHeader('Content-Security-Policy', contentPolicy);
    return file(page, 'text/html; charset=utf-8', 'inline');
  }
}

const file = (bytes: Uint8Array, type: string, disposition: string) => new StreamableFile(bytes, { type, disposition });
