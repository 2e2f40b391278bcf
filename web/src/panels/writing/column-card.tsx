import { useId } from 'preact/hooks';
import type { Column, ColumnKind, DifferenceColumn } from '../../definition/form/form';
import type { LogMember } from '../../definition/form/log-members';
import { oneLine } from '../../text/show';
import { Chips } from '../../widgets/chips';
import { TextField } from '../../widgets/field';
import { Icon } from '../../widgets/icon';
import { Segmented } from '../../widgets/segmented';
import { TypeBadge } from '../badge';
import { type FormContext, OtherMember } from './form-view';
import { TypesChoice } from './types-choice';

const kinds: readonly { value: ColumnKind; title: string }[] = [
  { value: 'count', title: 'count' },
  { value: 'sum', title: 'sum' },
  { value: 'difference', title: 'difference' },
  { value: 'last', title: 'last' },
  { value: 'first', title: 'first' },
  { value: 'smallest', title: 'smallest' },
  { value: 'largest', title: 'largest' },
  { value: 'distinct', title: 'list of distinct' },
  { value: 'time', title: 'time of the last' },
];

/** Kinds that are made of an amount. */
const ofAmounts: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['sum', 'difference']);
/** Kinds that are made of no member. */
const ofNothing: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['count', 'time']);

/** Members that are offered as chips; the others are in a list. */
const offered = 6;

/** One column: a line that says what it is, and, opened, all that can be chosen of it. */
export function ColumnCard({
  column,
  open,
  onOpen,
  onColumn,
  ...context
}: FormContext & {
  column: Column;
  open: boolean;
  onOpen(): void;
  /** `null` takes it away. */
  onColumn(column: Column | null): void;
}) {
  const id = useId();
  return (
    <div class="column-card">
      <div class="column-head">
        <button
          type="button"
          class="quiet"
          aria-expanded={open}
          aria-controls={id}
          onClick={onOpen}
        >
          <Icon name={open ? 'up' : 'more'} />
          <strong>{oneLine(column.name, 60)}</strong> {inShort(column, context)}
        </button>
        <button
          type="button"
          class="quiet square"
          aria-label={`Take ${oneLine(column.name, 60)} away`}
          onClick={() => onColumn(null)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div id={id} class="column-body" hidden={!open}>
        {open && <Choices {...context} column={column} onColumn={onColumn} />}
      </div>
    </div>
  );
}

function inShort(column: Column, { code }: FormContext): string {
  const { title } = kinds.find(({ value }) => value === column.kind) ?? { title: '' };
  return 'member' in column ? `${title} of ${code.pathText(column.member)}` : `${title} event`;
}

function Choices({
  column,
  onColumn,
  ...context
}: FormContext & { column: Column; onColumn(column: Column): void }) {
  const { form, members, code } = context;
  const taken = form.columns.filter((one) => one !== column).map(({ name }) => name);
  const offer = membersFor(column.kind, context);
  const chosen = 'member' in column ? code.pathText(column.member) : '';
  const begin = (kind: ColumnKind, member: LogMember | null) =>
    onColumn(code.newColumn(kind, member, members, taken));
  const takeKind = (kind: ColumnKind) => {
    const its = membersFor(kind, context);
    const same = its.find(({ path }) => code.pathText(path) === chosen);
    begin(kind, same ?? its[0] ?? null);
  };
  return (
    <>
      <Chips label="What" value={column.kind} choices={kinds} onValue={takeKind} />
      {!ofNothing.has(column.kind) && (
        <Chips
          label="of"
          value={chosen}
          choices={offer.slice(0, offered).map((member) => ({
            value: code.pathText(member.path),
            title: oneLine(code.pathText(member.path), 60),
          }))}
          onValue={(name) =>
            begin(column.kind, offer.find(({ path }) => code.pathText(path) === name) ?? null)
          }
        >
          {offer.length === 0 && <p class="note wrong">No event has a member for this.</p>}
          <OtherMember
            label="Another member"
            members={offer.slice(offered)}
            code={code}
            chosen={chosen}
            onMember={(member) => begin(column.kind, member)}
          />
        </Chips>
      )}
      {column.kind === 'difference' ? (
        <Sides column={column} types={typesIn(context)} onColumn={onColumn} />
      ) : (
        <TypesChoice
          label="in the events of"
          value={column.types}
          types={typesIn(context)}
          onValue={(types) => onColumn({ ...column, types })}
        />
      )}
      <TextField
        label="Name of the column"
        value={column.name}
        onValue={(name) => onColumn({ ...column, name })}
      />
    </>
  );
}

/** The types that the table is made of. */
function typesIn({ form, members }: FormContext): readonly string[] {
  return form.types ?? [...members.types.keys()];
}

function membersFor(kind: ColumnKind, { code, members }: FormContext): readonly LogMember[] {
  if (ofNothing.has(kind)) return [];
  return ofAmounts.has(kind) ? code.likelyAmounts(members) : members.members;
}

type Side = 'plus' | 'none' | 'minus';

const sides = [
  ['plus', '+'],
  ['none', '·'],
  ['minus', '−'],
] as const;

/** Which types add, and which take. */
function Sides({
  column,
  types,
  onColumn,
}: {
  column: DifferenceColumn;
  types: readonly string[];
  onColumn(column: Column): void;
}) {
  const sideOf = (type: string): Side => {
    if (column.plus.includes(type)) return 'plus';
    return column.minus.includes(type) ? 'minus' : 'none';
  };
  const take = (type: string, side: Side) => {
    const having = (wanted: Side) =>
      types.filter((one) => (one === type ? side : sideOf(one)) === wanted);
    onColumn({ ...column, plus: having('plus'), minus: having('minus') });
  };
  return (
    <ul class="sides" aria-label="Which types add, and which take">
      {types.map((type) => (
        <li key={type}>
          <Segmented
            label={`${type} adds, does nothing, or takes`}
            value={sideOf(type)}
            choices={sides}
            onValue={(side) => take(type, side)}
          />
          <TypeBadge type={type} />
        </li>
      ))}
    </ul>
  );
}
