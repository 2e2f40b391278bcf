import type { ComponentChildren, ComponentType } from 'preact';
import { type DialogName, opened } from '../state/dialog';
import { eventsShare, usualEventsShare } from '../state/sizes';
import { isWriting } from '../state/writing';
import { Splitter } from '../widgets/splitter';
import { AppendForm } from './append-form';
import { Commands } from './commands';
import { EventPanel } from './event';
import { EventsPanel } from './events';
import { FailuresDialog } from './failures';
import { AloneDialog, ClearDialog, GenerateDialog, SampleDialog } from './generate';
import { Header } from './header';
import { JobCard } from './job';
import { KeysDialog } from './keys-dialog';
import { LineagePanel } from './lineage';
import { MomentBar } from './moment';
import { Palette } from './palette';
import { ProjectionsPanel } from './projections';
import { Alerts, StatusLine } from './status';
import { TourCard } from './tour';
import { DropTarget, ImportDialog } from './transfer';
import { Welcome } from './welcome';
import { WorkspacesDialog } from './workspaces';
import { WritingPanel } from './writing/panel';

const dialogs = new Map<DialogName, ComponentType>([
  ['append', AppendForm],
  ['import', ImportDialog],
  ['generate', GenerateDialog],
  ['clear', ClearDialog],
  ['sample', SampleDialog],
  ['alone', AloneDialog],
  ['failures', FailuresDialog],
  ['keys', KeysDialog],
  ['palette', Palette],
  ['workspaces', WorkspacesDialog],
]);

/** The whole page. */
export function App() {
  const Opened = opened.value && dialogs.get(opened.value);
  return (
    <>
      <a class="skip" href="#events">
        Skip to the events
      </a>
      <Header />
      <main>
        <Alerts />
        <Welcome />
        <MomentBar />
        <Commands />
        <Columns>
          <EventsPanel />
          <EventsSplitter />
          <Side />
        </Columns>
        <JobCard />
      </main>
      <StatusLine />
      <DropTarget />
      <TourCard />
      {Opened && <Opened />}
    </>
  );
}

/** What stands side by side in a wide window: to move the boundary draws nothing in it again. */
function Columns({ children }: { children: ComponentChildren }) {
  return (
    <div class="columns" style={{ '--events-share': String(eventsShare.value) }}>
      {children}
    </div>
  );
}

/** The tables, and what is opened of them; or the projection that is being written, which needs all of that room. */
function Side() {
  return (
    <div class="side">
      {isWriting.value ? (
        <WritingPanel />
      ) : (
        <>
          <ProjectionsPanel />
          <EventPanel />
          <LineagePanel />
        </>
      )}
    </div>
  );
}

function EventsSplitter() {
  return (
    <Splitter
      label="Width of the list of events"
      controls="events"
      part={eventsShare.value}
      usual={usualEventsShare}
      onPart={(part) => {
        eventsShare.value = part;
      }}
    />
  );
}
