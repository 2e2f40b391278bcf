import { useSignal } from '@preact/signals';
import type { Column, Form, Rows } from '../../definition/form/form';
import type { LogMember, LogMembers } from '../../definition/form/log-members';
import {
  beginForm,
  changeColumn,
  changeForm,
  formNotes,
  formProblems,
  isFormed,
} from '../../state/form-draft';
import { type FormCode, formCode, logMembers } from '../../state/log-sample';
import { writing } from '../../state/writing';
import { oneLine, plural, showCount } from '../../text/show';
import { Chips } from '../../widgets/chips';
import { ColumnCard } from './column-card';
import { TypesChoice } from './types-choice';

/** Members that are offered as chips; the others are in a list. */
const offered = 4;

/** What the parts of the form know. */
export interface FormContext {
  form: Form;
  members: LogMembers;
  code: FormCode;
}

/** A projection without writing code. */
export function FormView() {
  const form = writing.value?.form;
  const code = formCode.value;
  const members = logMembers.value;
  if (!isFormed.value) return <ByHand />;
  if (!form || !code || !members) return <p class="empty">Looking at the events…</p>;
  const context = { form, members, code };
  return (
    <div class="writing-form">
      <RowsChoice {...context} />
      <Columns {...context} />
      <TypesChoice
        label="Made of the events of"
        value={form.types}
        member={rowMember(context)}
        types={[...members.types.keys()]}
        onValue={(types) => changeForm({ types })}
      />
      <ul class="form-problems" aria-label="What is missing">
        {formProblems.value.map((problem) => (
          <li key={problem} class="note wrong">
            {problem}
          </li>
        ))}
      </ul>
      <ul class="form-notes" aria-label="Worth knowing">
        {formNotes.value.map((note) => (
          <li key={note} class="note">
            {note}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ByHand() {
  return (
    <div class="writing-form">
      <p>This source was written by hand: no form says what it does.</p>
      <p>
        <button type="button" onClick={beginForm}>
          Begin a form in its place
        </button>
      </p>
    </div>
  );
}

function rowMember({ form: { rows }, members, code }: FormContext): LogMember | null {
  if (typeof rows !== 'object') return null;
  const name = code.pathText(rows.member);
  return members.members.find(({ path }) => code.pathText(path) === name) ?? null;
}

function RowsChoice({ form: { rows }, members, code }: FormContext) {
  const likely = code.likelyRows(members);
  const chosen = typeof rows === 'string' ? rows : `=${code.pathText(rows.member)}`;
  const nameOf = ({ path }: LogMember) => `=${code.pathText(path)}`;
  const first = likely.slice(0, offered);
  const others = likely.slice(offered);
  const take = (value: string) => {
    const member = likely.find((one) => nameOf(one) === value);
    changeForm({ rows: member ? { member: member.path } : (value as Rows) });
  };
  const about = (member: LogMember) =>
    `${code.examplesOf(member, 2).map(exampleText).join(', ')}… in ${showCount(member.events)} of ${plural(members.events, 'event')}`;
  return (
    <Chips
      label="One row for each"
      value={chosen}
      choices={[
        ...first.map((one) => ({
          value: nameOf(one),
          title: oneLine(code.pathText(one.path), 60),
          about: about(one),
        })),
        { value: 'stream', title: 'stream', about: `${showCount(members.streams)} of them` },
        { value: 'one', title: 'log', about: 'one row in all' },
      ]}
      onValue={take}
    >
      <OtherMember
        label="Another member"
        members={others}
        code={code}
        chosen={chosen.slice(1)}
        onMember={({ path }) => changeForm({ rows: { member: path } })}
      />
    </Chips>
  );
}

/** Members that are too many to be all in sight. */
export function OtherMember({
  label,
  members,
  code,
  chosen,
  onMember,
}: {
  label: string;
  members: readonly LogMember[];
  code: FormCode;
  /** The path of the one that is chosen, if it is among them. */
  chosen: string;
  onMember(member: LogMember): void;
}) {
  if (members.length === 0) return null;
  const names = members.map(({ path }) => code.pathText(path));
  return (
    <select
      class="other-member"
      aria-label={label}
      value={names.includes(chosen) ? chosen : ''}
      onChange={(event) => {
        const member = members[names.indexOf(event.currentTarget.value)];
        if (member) onMember(member);
      }}
    >
      <option value="" disabled>
        {label}…
      </option>
      {members.map((member, i) => (
        <option key={names[i]} value={names[i]}>
          {oneLine(names[i] ?? '', 60)}, such as{' '}
          {code.examplesOf(member, 1).map(exampleText).join()}
        </option>
      ))}
    </select>
  );
}

/** A value as it is shown as an example; of text, without its quotes. */
function exampleText(text: string): string {
  return oneLine(text.startsWith('"') ? String(JSON.parse(text)) : text, 24);
}

function Columns(context: FormContext) {
  const { form, members, code } = context;
  const open = useSignal(0);
  const taken = form.columns.map(({ name }) => name);
  const add = () => {
    open.value = form.columns.length;
    changeForm({ columns: [...form.columns, code.newColumn('count', null, members, taken)] });
  };
  return (
    <section class="writing-columns" aria-label="Columns">
      <h3>Columns</h3>
      {form.columns.map((column: Column, index) => (
        <ColumnCard
          key={index}
          {...context}
          column={column}
          open={open.value === index}
          onOpen={() => {
            open.value = open.value === index ? -1 : index;
          }}
          onColumn={(next) => changeColumn(index, next)}
        />
      ))}
      <p>
        <button type="button" onClick={add}>
          Add a column
        </button>
      </p>
    </section>
  );
}
