/** The form of the projection that is being written, and what is offered in it. */

import { computed, effect } from '@preact/signals';
import type { Column, Form, Rows } from '../definition/form/form';
import { formCode, logMembers } from './log-sample';
import { suggestDraft, unusedName, write, writing } from './writing';

/** What keeps the form from being written as a source. */
export const formProblems = computed<readonly string[]>(() => {
  const form = writing.value?.form;
  return form && formCode.value ? formCode.value.problemsOf(form) : [];
});

/** What one should know of the table that the form describes. */
export const formNotes = computed<readonly string[]>(() => {
  const form = writing.value?.form;
  if (!form || !formCode.value || !logMembers.value) return [];
  return formCode.value.notesOf(form, logMembers.value).map(({ message }) => message);
});

/** Whether the source still is what the form says; also where there is no source yet. */
export const isFormed = computed(() => {
  const draft = writing.value;
  if (!draft?.form) return draft?.source === '';
  const hasProblems = formProblems.value.length > 0;
  return hasProblems || !formCode.value || formCode.value.isOfForm(draft.source, draft.form);
});

/** Begins each new projection with the form that the log is likely to be wanted for. */
export function followForm(): void {
  effect(() => {
    const code = formCode.value;
    const members = logMembers.value;
    const draft = writing.value;
    if (!code || !members || !draft || draft.form || draft.source !== '') return;
    const form = code.suggest(members);
    suggestDraft({
      form,
      source: code.writeSource(form),
      name: draft.name || unusedName(usualName(form)),
    });
  });
}

/** Takes another form, and writes the source that it says. */
export function changeForm(change: Partial<Form>): void {
  const draft = writing.peek();
  const code = formCode.peek();
  if (!draft?.form || !code) return;
  const form = { ...draft.form, ...change };
  const wasUsual = draft.of === '' && draft.name === unusedName(usualName(draft.form));
  write({
    form,
    ...(code.problemsOf(form).length === 0 && { source: code.writeSource(form) }),
    ...(wasUsual && { name: unusedName(usualName(form)) }),
  });
}

/** Takes another column in place of one; `null` takes it away. */
export function changeColumn(index: number, column: Column | null): void {
  const columns = writing.peek()?.form?.columns ?? [];
  changeForm({ columns: columns.toSpliced(index, 1, ...(column ? [column] : [])) });
}

/** Begins the form anew, in place of a source that was written by hand. */
export function beginForm(): void {
  write({ form: null, source: '', view: 'form' });
}

/** What a table is called that nobody has given a name. */
export function usualName({ rows, columns }: Form): string {
  const what = plainName(columns[0]?.name ?? '') || 'table';
  const each = eachOf(rows);
  return each === '' ? what : `${what}-per-${each}`;
}

function eachOf(rows: Rows): string {
  if (rows === 'one') return '';
  if (rows === 'stream') return 'stream';
  const last = rows.member.at(-1) ?? '';
  return plainName(last.replace(/[-_]?id$/i, '')) || plainName(last) || 'value';
}

/** The letters of a name that a projection's name can have. */
function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '').slice(0, 40);
}
