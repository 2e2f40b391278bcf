// Logs to import, and the ways of a file onto the page.

import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';

/** A file, as a person would choose or drop it. */
export interface LogFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function file(content: string | Buffer, name = 'log.ndjson'): LogFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

/** An event in Hindsight's own field names. */
export function event(n: number): object {
  const second = String(n % 60).padStart(2, '0');
  return {
    id: `note-${n}`,
    type: 'Noted',
    stream: `note-${n % 3}`,
    time: `2026-02-01T10:00:${second}Z`,
    data: { n },
  };
}

/** Three times ten events, a minute from each to the next, with 3 days 4 hours and 10 days between. */
export function bursts(): string {
  const minute = 60_000;
  const starts = [0, 9 * minute + 76 * 60 * minute, 18 * minute + (76 + 240) * 60 * minute];
  return ndjson(
    starts.flatMap((start, burst) =>
      Array.from({ length: 10 }, (_none, n) => {
        const time = new Date(Date.UTC(2026, 0, 1, 12) + start + n * minute).toISOString();
        const type = n % 2 === 0 ? 'LampOn' : 'LampOff';
        const lamp = { id: `lamp-${burst}-${n}`, type, stream: 'lamp-1', data: { n } };
        return { ...lamp, time, recorded: time };
      }),
    ),
  );
}

/** The same as a CloudEvent 1.0. */
export function cloudEvent(n: number): object {
  const second = String(n % 60).padStart(2, '0');
  return {
    specversion: '1.0',
    id: `note-${n}`,
    source: '/notes',
    type: 'Noted',
    subject: `note-${n % 3}`,
    time: `2026-02-01T10:00:${second}Z`,
    datacontenttype: 'application/json',
    data: { n },
  };
}

export function ndjson(values: object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Three events, the second of which is none. */
export const threeLines = `${JSON.stringify(event(1))}
{"type":"Noted","stream":""}
${JSON.stringify(event(2))}
`;

/** What a file has that was handed over. */
export async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Has files, or text, hang above the page and then dropped. */
export async function drop(page: Page, dropped: LogFile | string): Promise<void> {
  await drag(page, dropped, ['dragenter', 'dragover', 'drop']);
}

/** Has a file, or text, hang above the page. */
export async function hover(page: Page, dragged: LogFile | string): Promise<void> {
  await drag(page, dragged, ['dragenter', 'dragover']);
}

async function drag(page: Page, what: LogFile | string, events: string[]): Promise<void> {
  const text = typeof what === 'string' ? what : '';
  const bytes = typeof what === 'string' ? null : what.buffer.toString('latin1');
  const name = typeof what === 'string' ? '' : what.name;
  await page.evaluate(
    (dragged) => {
      const dataTransfer = new DataTransfer();
      if (dragged.bytes === null) dataTransfer.setData('text/plain', dragged.text);
      else {
        const content = Uint8Array.from(dragged.bytes, (char) => char.charCodeAt(0));
        dataTransfer.items.add(new File([content], dragged.name));
      }
      for (const type of dragged.events) {
        const init = { dataTransfer, bubbles: true, cancelable: true };
        document.querySelector('main')?.dispatchEvent(new DragEvent(type, init));
      }
    },
    { text, bytes, name, events },
  );
}
