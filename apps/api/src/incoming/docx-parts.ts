import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { refused } from '#libs/terms/incoming/docx/refused.js';
import { FineprintError } from '#libs/wire/errors.js';

const mostEntries = 2_000;
const mostBytes = 96 * 1_048_576;
const mostBytesOfPart = 24 * 1_048_576;
/** Documents shrink 5 to 30 times; deflate's limit is about 1,000. */
const largestRatio = 150;
const freeBytes = 1_048_576;

const oleHeader = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const zipHeader = Buffer.from('504b0304', 'hex');
const symbolicLink = 0o120_000;

/**
 * The XML parts of a Word document that hold its text, by name. Sizes are judged before anything is unpacked, nothing is written to disk,
 * and pictures and other objects stay packed.
 * @throws FineprintError DOCUMENT_REFUSED, saying what is wrong with the file
 */
export async function docxParts(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  if (bytes.subarray(0, 8).equals(oleHeader)) throw refused('ENCRYPTED', 'The file is protected by a password, or in the format of Word 97 to 2003. Save it as .docx without a password');
  if (!bytes.subarray(0, 4).equals(zipHeader)) throw refused('NOT_A_DOCUMENT', 'The file is not a Word document (.docx)');
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: true, validateEntrySizes: true, strictFileNames: true });
    const entries = await listed(zip);
    const parts = new Map<string, string>();
    for (const entry of entries.filter(({ fileName }) => isText(fileName))) parts.set(entry.fileName, await unpacked(zip, entry));
    return parts;
  } catch (error) {
    if (error instanceof FineprintError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw /relative path|absolute path|invalid characters/i.test(reason) ? refused('ZIP_NAME', `The file holds a part with a name that leads elsewhere: ${reason}`) : refused('ZIP_DAMAGED', `The file is damaged: ${reason}`);
  }
}

async function listed(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > mostEntries) throw refused('ZIP_ENTRIES', `The file holds ${zip.entryCount} parts; a document has at most ${mostEntries}`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.push(entry) > mostEntries) throw refused('ZIP_ENTRIES', `The file holds more than ${mostEntries} parts`);
    if (names.has(name)) throw refused('ZIP_NAME', `The file holds two parts named ${entry.fileName}: which one is meant cannot be told`);
    names.add(name);
    if (entry.isEncrypted()) throw refused('ENCRYPTED', 'The file is encrypted. Save it without a password');
    if (((entry.externalFileAttributes >>> 16) & 0o170_000) === symbolicLink) throw refused('ZIP_NAME', `${entry.fileName} is a link, not a part of a document`);
    if (/(?:^|\/)(?:vbaproject\.bin|vbadata\.xml)$/.test(name)) throw refused('MACROS', 'The document has macros. Save it as .docx without them');
    total += entry.uncompressedSize;
    const isBomb = entry.uncompressedSize > freeBytes && entry.uncompressedSize > entry.compressedSize * largestRatio;
    if (isBomb || total > mostBytes || (isText(entry.fileName) && entry.uncompressedSize > mostBytesOfPart)) throw refused('ZIP_BOMB', `${entry.fileName} unpacks to more than a document needs (${entry.uncompressedSize} bytes from ${entry.compressedSize}). Nothing was unpacked`);
  }
  return entries;
}

/** What is read: the list of types, relationships, and the XML of the text. */
function isText(name: string): boolean {
  return name === '[Content_Types].xml' || name.endsWith('.rels') || /^[^/]+\/(?:document\d*|styles|numbering|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/.test(name);
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw refused('ZIP_DAMAGED', `${entry.fileName} does not match its checksum: the file was damaged on its way`);
  const text = decoded(entry.fileName, content);
  if (entry.fileName === '[Content_Types].xml' && /macroEnabled/i.test(text)) throw refused('MACROS', 'The document is of a type with macros. Save it as .docx without them');
  return text;
}

function decoded(name: string, content: Buffer): string {
  const isUtf16 = content.length >= 2 && ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff));
  try {
    return new TextDecoder(isUtf16 ? (content[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(content);
  } catch {
    throw refused('XML_INVALID', `${name} is not text in UTF-8 or UTF-16`);
  }
}
