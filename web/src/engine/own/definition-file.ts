import { definitionsName, folderOf } from '../workspace-folder';

/** Where definitions are kept. */
export interface DefinitionKeeper {
  /**
   * Resolves when they are kept. Rejects with the browser's own error.
   *
   * @param text all of them, in place of those before.
   */
  keep(text: string): Promise<void>;
}

/** The definitions that are kept with a workspace, as JSON text; `''` where there are none. */
export async function keptDefinitions(workspace: string): Promise<string> {
  try {
    const file = await (await folderOf(workspace)).getFileHandle(definitionsName);
    return await (await file.getFile()).text();
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return '';
    throw error;
  }
}

/** The file of a workspace's definitions. What is written takes the place of the whole file, or nothing does. */
export class DefinitionFile implements DefinitionKeeper {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly workspace: string) {}

  keep(text: string): Promise<void> {
    const kept = this.#last.then(() => this.#write(text));
    this.#last = kept.catch(() => {});
    return kept;
  }

  async #write(text: string): Promise<void> {
    const folder = await folderOf(this.workspace);
    const file = await folder.getFileHandle(definitionsName, { create: true });
    const writable = await file.createWritable();
    await writable.write(text);
    await writable.close();
  }
}
